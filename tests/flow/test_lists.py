"""Lists: one in another stays one, and what stands for a list is passed whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cdk8s_plus_27 import k8s

from floe_charts import Component, Values, When, each, each_of, entries, items, merged, only_if, value
from floe_charts.constructs.custom_resource import custom_resource
from floe_charts.emit.chart import chart_files
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.template.node import MayBeEmpty
from floe_charts.testing import differences, render
from floe_charts.testing.readings import model_of
from tests.support.probe import chart_of, config_map

Build = Callable[[Any], Any]


class Lists(Values):
    flag: bool = value(True, "A switch.")
    names: list[str] = value(["x", "y"], "Names.")
    nested: list[list[str]] = value([["a"], ["b", "c"]], "Lists of names.")
    parts: dict[str, str] = value({"k1": "v1", "k2": "v2"}, "Parts by name.")


def chart(build: Build) -> Any:
    def body(self: Any, values: Any) -> None:
        component = Component(self, "custom")
        custom_resource(component, component, "example.org/v1", "Custom", spec={"list": build(values)})

    return chart_of(body, Lists)


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize(
    "build",
    [
        lambda v: each(v.parts, lambda key, text: [key, text]),
        lambda v: each(v.parts, lambda key, text: {"key": key, "text": text}),
        lambda v: items("z", each_of(v.nested, lambda names: names)),
        lambda v: [v.names, ["z"]],
        lambda v: items(v.names, ["z"], each(v.parts, lambda key, text: key), only_if(v.flag, "on")),
    ],
)
def test_a_list_in_a_list_is_one_item(build: Build) -> None:
    assert differences(chart(build), {}) == []
    assert differences(chart(build), {"flag": False, "nested": [["d"]]}) == []


@pytest.mark.parametrize(
    "use",
    [
        lambda v: ",".join(only_if(v.flag, ["a", "b"])),
        lambda v: only_if(v.flag, ["a", "b"])[0],
        lambda v: [*each(v.parts, lambda key, text: key)],
        lambda v: len(each(v.parts, lambda key, text: key)),
        lambda v: only_if(v.flag, ["a"]).append("b"),
    ],
)
def test_what_stands_for_a_list_shows_no_items(use: Build) -> None:
    with pytest.raises(MisusedReference, match=r"join lists by items\(\.\.\.\)"):
        model_of(chart_of(lambda self, values: config_map(self, {"a": f"{use(values)}", "b": "c"}), Lists))


class Switch(Values):
    flag: bool = value(True, "A switch.")


def test_a_list_that_is_there_only_if_asks_once() -> None:
    def body(self: Any, values: Any) -> None:
        component = Component(self, "custom")
        for name in ("first", "second"):
            spec = {"fixed": True, "list": items(only_if(values.flag, "on"))}
            custom_resource(
                component, component, "example.org/v1", "Custom", spec=spec, id=name, name=name, labels={"is": name}
            )

    found = chart_of(body, Switch)
    texts = [manifest.write() for manifest in model_of(found).manifests.values()]
    assert [text.count("if .Values.flag") for text in texts] == [1, 1]
    assert differences(found, {"flag": False}) == []
    assert [item["metadata"]["labels"]["is"] for item in render(found)] == ["first", "second"]


def test_what_may_end_up_empty_under_a_condition_is_refused_with_its_object_and_key() -> None:
    def body(self: Any, values: Any) -> None:
        component = Component(self, "custom")
        listed = items(each(values.parts, lambda key, text: only_if(text != "v1", text)))
        exposed = When(component, "exposed", values.flag)
        custom_resource(component, exposed, "example.org/v1", "Custom", spec={"list": listed})

    with pytest.raises(MayBeEmpty) as error:
        model_of(chart_of(body, Lists))
    assert str(error.value) == (
        "probe/custom/exposed/custom: the entries of .Values.parts may all be left out, so the key 'list' may end up "
        "empty; put a fixed item beside them, drop the condition inside the loop, or loop over "
        "self.map(name, merged(entries(...)))"
    )


@pytest.mark.usefixtures("unread_values_pass")
def test_a_loop_over_a_map_of_the_entries_that_are_left_is_the_way_out() -> None:
    def body(self: Any, values: Any) -> None:
        component = Component(self, "custom")
        left = self.map("left", merged(entries(values.parts, lambda key, text: only_if(text != "v1", text))))
        spec = {"fixed": True, "list": items(each(left, lambda key, text: text))}
        custom_resource(component, component, "example.org/v1", "Custom", spec=spec)

    found = chart_of(body, Lists)
    [made] = render(found)
    assert made["spec"] == {"fixed": True, "list": ["v2"]}
    [none] = render(found, {"parts": {"k2": "v1"}})
    assert none["spec"] == {"fixed": True}
    assert differences(found, {"parts": {"k2": "v1"}}) == []


@pytest.mark.usefixtures("unread_values_pass")
def test_a_key_that_may_end_up_empty_is_refused_with_its_template() -> None:
    def body(self: Any, values: Any) -> None:
        config_map(self, entries(values.parts, lambda key, text: only_if(text != "v1", text)))

    with pytest.raises(
        MayBeEmpty, match=r"^probe/templates/configmap\.yaml: the entries of \.Values\.parts may all be"
    ):
        chart_files(model_of(chart_of(body, Lists)))


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize(
    "build",
    [
        lambda v: each_of(v.names, lambda name: only_if(name != "x", name)),
        lambda v: each_of(v.nested, lambda names: names),
    ],
)
def test_items_that_may_all_be_left_out_are_refused(build: Build) -> None:
    with pytest.raises(
        MayBeEmpty, match=r"^the items of \.Values\.n\w+ may all be left out, .*a fixed item beside them"
    ):
        differences(chart(build), {})


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("values", [{}, {"names": ["x"]}, {"names": [], "flag": False}], ids=str)
def test_beside_a_fixed_item_each_may_be_left_out(values: dict[str, Any]) -> None:
    """In a field that takes text only: with known values no None is left among them."""

    def body(self: Any, given: Any) -> None:
        names = each_of(given.names, lambda name: only_if(name != "x", name))
        parts = each(given.parts, lambda key, text: only_if(given.flag, key))
        container = k8s.Container(name="main", args=items("run", names, parts))
        k8s.KubePod(self, "pod", metadata=k8s.ObjectMeta(name="pod"), spec=k8s.PodSpec(containers=[container]))

    assert differences(chart_of(body, Lists), values) == []
