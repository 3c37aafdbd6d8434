"""A value of any type reaches the object as it is, and is refused where Go would print or compare it in its own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from floe_charts import (
    Component,
    Values,
    choose,
    each_of,
    entries,
    fallback,
    is_set,
    items,
    json_text,
    only_if,
    value,
)
from floe_charts.constructs.custom_resource import custom_resource
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
from tests.support.probe import chart_of, config_map, templates, tree


class Free(Values):
    leaf: Any = value("x", "Anything.")
    perhaps: Any | None = value(None, "Anything, or nothing.")
    by_name: dict[str, Any] = value({}, "By name.")
    several: list[Any] = value([], "Several.")


pytestmark = pytest.mark.usefixtures("unread_values_pass")


def _build(self: Any, values: Any) -> None:
    spec = {
        "leaf": values.leaf,
        "perhaps": values.perhaps,
        "given": choose(is_set(values.perhaps), "yes", "no"),
        "other": fallback(values.leaf, "other"),
        "json": json_text(values.leaf),
        "entries": entries(values.by_name, lambda name, one: one),
        "several": items("first", each_of(values.several, lambda one: one)),
        "only": only_if(is_set(values.perhaps), values.leaf),
        "chosen": choose(is_set(values.perhaps), "text", values.leaf),
    }
    part = Component(self, "part")
    custom_resource(part, part, "example.com/v1", "Custom", spec=spec)


ODD: list[Any] = [
    "yes",
    "a: b",
    "",
    "1",
    " #x",
    "{{ x }}",
    30000000,
    0.5,
    0,
    True,
    False,
    {"a": "b"},
    {"a": {"b": [1]}},
    [1, "on"],
]


@pytest.mark.parametrize("one", ODD, ids=repr)
def test_it_reaches_the_object_as_it_is(one: Any) -> None:
    chart = chart_of(_build, Free)
    assert differences(chart, {"leaf": one, "perhaps": one, "byName": {"a": one}, "several": [one, "z"]}) == []


def test_an_unset_one_is_left_out() -> None:
    assert differences(chart_of(_build, Free)) == []


REFUSED: dict[str, tuple[Callable[[Any], Any], str]] = {
    "f-string": (lambda v: f"{v.leaf}-1", r"\.Values\.leaf .*cannot stand inside text; use json_text"),
    "str": (lambda v: str(v.leaf), r"\.Values\.leaf .*cannot stand inside text"),
    "joined": (lambda v: "a" + v.leaf, r"\.Values\.leaf .*cannot stand inside text"),
    "entry": (lambda v: entries(v.by_name, lambda name, one: f"{name}={one}"), r"\$one .*cannot stand inside text"),
    "item": (lambda v: each_of(v.several, lambda one: f"{one}"), r"\$one .*cannot stand inside text"),
    "equal": (lambda v: v.leaf == "a", r"\.Values\.leaf .*cannot be compared; use is_set"),
    "different": (lambda v: v.leaf != "a", r"\.Values\.leaf .*cannot be compared"),
    "order": (lambda v: v.leaf > 1, r"\.Values\.leaf .*cannot be compared"),
    "joined by format": (lambda v: fallback(v.leaf, "a") + "-b", r"cannot stand inside text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_needs_one_type_is_refused(name: str) -> None:
    use, says = REFUSED[name]
    with pytest.raises(MisusedReference, match=says):
        use(tree(lambda self, values: None, Free).values)


def test_a_marker_that_slipped_into_text_is_refused_too() -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, {"a": str.__add__("x-", values.leaf)})

    with pytest.raises(MisusedReference, match=r"\.Values\.leaf may be of any type and cannot stand inside text"):
        templates(build, Free)
