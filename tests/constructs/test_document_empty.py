"""A document of which no key may be there, and keys written with None, in all three readings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from floe_charts import Component, Values, custom_resource, merged, value
from floe_charts.testing import differences, render
from floe_charts.testing.readings import model_of
from tests.support.probe import chart_of, config_map

pytestmark = pytest.mark.usefixtures("unread_values_pass")


class Perhaps(Values):
    words: dict[str, str] = value({}, "Words.", example={"a": "b"})
    text: str | None = value(None, "A text.", example="a")
    name: str = value("x", "A name.")
    hosts: list[str] = value([], "Hosts.", example=["a"])


DOCUMENTS: dict[str, Callable[[Any, Any], Any]] = {
    "one key": lambda self, v: self.document("d", {"words": v.words}),
    "two keys": lambda self, v: self.document("d", {"words": v.words, "text": v.text}),
    "a map of the installer's": lambda self, v: self.document("d", v.words),
    "a map beside a key": lambda self, v: self.document("d", merged({"text": v.text}, v.words)),
    "a map over a key": lambda self, v: self.document("d", {"text": v.text}, over=v.words),
    "a map over nothing": lambda self, v: self.document("d", {}, over=v.words),
    "nothing": lambda self, v: self.document("d", {"text": None}),
}
GIVEN: list[dict[str, Any]] = [{}, {"words": {"a": "b"}}, {"text": "t"}, {"words": {"text": "b"}, "text": "t"}]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_without_keys_is_an_empty_map(name: str) -> None:
    def build(self: Any, values: Any) -> None:
        found = DOCUMENTS[name](self, values)
        config_map(self, {"text": found.text, "checksum": found.checksum})

    chart = chart_of(build, Perhaps)
    for values in GIVEN:
        assert differences(chart, values) == [], values
    [empty] = render(chart)
    assert yaml.safe_load(empty["data"]["text"]) == {}


def test_a_list_that_may_be_empty_is_no_document() -> None:
    with pytest.raises(ValueError, match=r"document 'd' may be empty; give it a key that is always there"):
        model_of(chart_of(lambda self, v: config_map(self, {"a": self.document("d", v.hosts).text}), Perhaps))


@pytest.mark.parametrize("values", [{}, {"words": {"gone": "q", "kept": "r"}}], ids=str)
def test_what_is_none_is_left_out(values: dict[str, Any]) -> None:
    def build(self: Any, v: Any) -> None:
        config_map(self, merged({"name": v.name, "gone": None}, v.words))
        spec = {"name": v.name, "gone": None, "below": {"gone": None}, "listed": [None, v.name], "none": [None]}
        custom_resource(Component(self, "web"), self, "example.org/v1", "Thing", spec=spec)

    chart = chart_of(build, Perhaps)
    assert differences(chart, values) == []
    [spec] = [item["spec"] for item in render(chart, values) if item["kind"] == "Thing"]
    assert spec == {"name": "x", "below": {}, "listed": ["x"], "none": []}
