"""Objects of values passed whole: refused where they may hold a null, alike in all readings where they may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from floe_charts import REQUIRED, Component, Values, custom_resource, entries, fallback, json_text, value
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
from floe_charts.testing.readings import model_of
from tests.support.probe import chart_of, config_map

pytestmark = pytest.mark.usefixtures("unread_values_pass")


class Part(Values):
    size: int | None = value(None, "A size.")


class Full(Values):
    name: str = value(REQUIRED, "A name.")
    mode: str = value("fast", "How.")


class Objects(Values):
    part: Part = value(Part(), "An object with an optional key.")
    parts: dict[str, Part] = value({}, "Such objects by name.")
    listed: list[Part] = value([], "Such objects.")


class Named(Values):
    full: dict[str, Full] = value({}, "Objects of which no key may be null.")


def spec(self: Any, one: Any) -> None:
    component = Component(self, "custom")
    custom_resource(component, component, "example.org/v1", "Custom", spec={"one": one})


WHOLE: dict[str, Callable[[Any, Any], Any]] = {
    "JSON of an object": lambda self, v: json_text(fallback(v.part, {})),
    "JSON of a map of objects": lambda self, v: json_text(fallback(v.parts, {})),
    "JSON of a list of objects": lambda self, v: json_text(fallback(v.listed, [])),
    "JSON of an entry": lambda self, v: config_map(self, entries(v.parts, lambda name, one: json_text(one))),
    "an object in a construct": lambda self, v: spec(self, v.part),
    "a map of objects in a construct": lambda self, v: spec(self, v.parts),
    "an object in a document": lambda self, v: self.document("config", {"part": v.part}),
}


@pytest.mark.parametrize("case", WHOLE)
def test_an_object_that_may_hold_a_null_is_not_passed_whole(case: str) -> None:
    with pytest.raises(MisusedReference, match=r"^\S+ cannot be passed whole: Part\.size may be null .*one by one"):
        model_of(chart_of(WHOLE[case], Objects))


def test_a_map_of_objects_says_in_each_reading_what_the_installer_said() -> None:
    """Helm gives entries no defaults, so no reading shows ``mode`` where it was not set."""

    def body(self: Any, values: Any) -> None:
        config_map(self, {"full": json_text(fallback(values.full, {}))})
        spec(self, values.full)

    chart = chart_of(body, Named)
    for full in ({}, {"a": {"name": "x"}}, {"a": {"name": "x", "mode": "slow"}, "b": {"name": "y"}}):
        assert differences(chart, {"full": full}) == [], full
