"""Named templates: many places may share one, two contents may not share a name."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import Component, choose, each, entries, fallback, is_set, items, json_text, merged, only_if
from floe_charts.constructs.custom_resource import custom_resource
from floe_charts.constructs.subchart_names import SubchartNames
from floe_charts.imports import k8s
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
from floe_charts.testing.readings import model_of
from tests.support.probe import Body, chart_of, config_map, tree


def _secured(chart: Any, name: str, user: Any) -> Any:
    return chart.template(name, k8s.SecurityContext(run_as_user=user))


SHARED: dict[str, Body] = {
    "template": lambda self, v: (_secured(self, "secured", v.replicas), _secured(self, "secured", v.replicas)),
    "text": lambda self, v: (self.text("title", f"x{v.message}"), self.text("title", f"x{v.message}")),
    "cut": lambda self, v: (self.cut(v.message, 20), self.cut(v.mode, 20)),
}
CLASHING: dict[str, Body] = {
    "template": lambda self, v: (_secured(self, "secured", 1), _secured(self, "secured", 2)),
    "text": lambda self, v: (self.text("title", f"x{v.message}"), self.text("title", f"y{v.message}")),
    "a standard one": lambda self, v: _secured(self, "selectorLabels", 1),
}


@pytest.mark.parametrize("name", SHARED)
def test_one_content_may_be_asked_for_often(name: str) -> None:
    before = len(tree(lambda self, values: None).defines)
    assert len(tree(SHARED[name]).defines) == before + 1


def test_two_parts_of_a_chart_may_ask_for_the_names_of_one_subchart() -> None:
    subchart = chart_of(lambda self, values: None, name="sub")
    names: list[SubchartNames] = []
    found = tree(lambda self, values: names.extend(SubchartNames(self, subchart) for _ in range(2)))
    assert [one.defines["fullname"].name for one in names] == ["probe.sub.fullname"] * 2
    assert "probe.sub.fullname" in found.defines


@pytest.mark.parametrize("name", CLASHING)
def test_two_contents_of_one_name_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"probe: the template name 'probe\.\w+' is used for two contents"):
        tree(CLASHING[name])


def test_a_named_template_asks_each_condition_once() -> None:
    def build(self: Any, values: Any) -> None:
        greeting = {"greeting": values.message, "app": "probe"}
        self.template("greeted", merged({"tier": "front"}, only_if(is_set(values.message), greeting)))
        self.template("hosted", merged({"tier": "front", "host": only_if(is_set(values.web.host), values.web.host)}))

    written = {name: define.write() for name, define in tree(build).defines.items()}
    assert "{{- if .Values.message }}\ngreeting: {{ .Values.message | quote }}\napp: probe" in written["probe.greeted"]
    assert "default" not in written["probe.hosted"]


def test_a_part_of_a_document_keeps_the_order_of_the_source() -> None:
    def build(self: Any, values: Any) -> None:
        self.template("sorted", {"b": values.message, "a": 1})
        self.template("written", {"b": values.message, "a": 1}, as_written=True)

    found = tree(build).defines
    assert found["probe.sorted"].write().index("a: 1") < found["probe.sorted"].write().index("b: ")
    assert found["probe.written"].write().index("b: ") < found["probe.written"].write().index("a: 1")


def test_a_condition_of_many_is_one_or() -> None:
    def build(self: Any, values: Any) -> None:
        inner = merged({"a": only_if(values.debug, "x"), "b": only_if(values.web.enabled, "y")})
        self.template(
            "several", {"tier": "front", "more": merged({"in": inner, "c": only_if(values.mode == "builtin", "z")})}
        )

    written = tree(build).defines["probe.several"].write()
    assert '{{- if or (eq .Values.mode "builtin") .Values.debug .Values.web.enabled }}\nmore:' in written


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("path", ["values.yaml", "Chart.yaml", "templates/configmap.yaml"])
def test_a_file_must_not_take_the_place_of_a_generated_one(path: str) -> None:
    from floe_charts.emit.chart import chart_files

    def build(self: Any, values: Any) -> None:
        config_map(self, {"a": values.message})
        self.extra_files[path] = "oops: 1\n"

    with pytest.raises(ValueError, match=f"probe: the chart writes {path} itself"):
        chart_files(model_of(chart_of(build)))


#: What is no single expression, where a text is made of one.
NO_TEXT: dict[str, Body] = {
    "choose": lambda self, v: choose(v.debug, only_if(v.web.enabled, "q"), "r"),
    "fallback": lambda self, v: fallback(only_if(v.debug, "q"), v.message),
    "fallback to it": lambda self, v: fallback(v.message, only_if(v.debug, "q")),
    "json of a list": lambda self, v: json_text(each(v.jobs, lambda name, job: job.image)),
    "json of a map": lambda self, v: json_text(entries(v.jobs, lambda name, job: job.image)),
    "json of maps": lambda self, v: json_text(merged(v.labels, {"a": v.message})),
    "json of written data": lambda self, v: json_text({"a": v.replicas, "b": f"x-{v.message}"}),
    "cut": lambda self, v: self.cut(only_if(v.debug, "q"), 20),
}


@pytest.mark.parametrize("name", NO_TEXT)
def test_what_is_no_expression_never_leaves_a_marker(name: str) -> None:
    with pytest.raises(MisusedReference, match=r"no single expression.*self\.document"):
        tree(NO_TEXT[name])


def test_a_name_cut_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cut to 9 characters; a hash of 8 and a dash need 10"):
        tree(lambda self, values: self.cut(values.message, 9))


@pytest.mark.usefixtures("unread_values_pass")
def test_a_template_or_document_of_one_of_two_maps_is_printed() -> None:
    def build(self: Any, values: Any) -> None:
        one_of = self.template("part", choose(values.debug, {"a": "b"}, {"c": "d"}))
        listed = self.template("list", items("a", values.message))
        component = Component(self, "custom")
        custom_resource(component, component, "example.org/v1", "Custom", spec={"one": one_of, "list": listed})
        config_map(self, {"text": self.document("text", choose(values.debug, {"a": "b"}, {"c": "d"})).text})

    for debug in (True, False):
        assert differences(chart_of(build), {"debug": debug}) == []


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda self, v: self.template("part", only_if(v.debug, {"a": "b"})), "template 'part' is no map or list, or"),
        (lambda self, v: self.document("part", only_if(v.debug, {"a": "b"})), "document 'part' is no map or list, or"),
        (lambda self, v: self.template("part", v.labels), "template 'part' may be empty; put the"),
    ],
)
def test_a_template_that_may_be_empty_is_refused(build: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        tree(build)
