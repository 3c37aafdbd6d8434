"""What a free map holds below some keys, in all readings, however much of the way there is missing."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import Values, below, fallback, is_set, json_text, merged, only_if, value, without
from floe_charts.testing import differences
from tests.support.probe import chart_of, config_map, templates

INNER = {"type": "object", "properties": {"b": {"type": "object"}, "c-d": {"type": "object"}}}


class Free(Values):
    free: dict[str, Any] = value({}, "Anything.", schema={"properties": {"a": INNER}})


def body(self: Any, values: Any) -> None:
    deep, hyphen = below(values.free, "a", "b"), below(values.free, "a", "c-d")
    rest = below(without(values.free, "x"), "a")
    found = {"deep": deep, "step": below(below(values.free, "a"), "b"), "hyphen": hyphen, "rest": rest}
    texts = {name: only_if(is_set(data), json_text(fallback(data, {}))) for name, data in found.items()}
    config_map(self, merged({"always": "there"}, texts))


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize(
    "free",
    [
        None,
        {},
        {"a": {}},
        {"a": {"b": {}}},
        {"a": {"b": {"c": {"d": 1}}}},
        {"a": {"c-d": {"e": "f"}, "b": {"e": 10000000}}, "x": 1},
        {"x": {"b": "elsewhere"}},
    ],
    ids=str,
)
def test_the_readings_agree(free: Any) -> None:
    assert differences(chart_of(body, Free), {"free": free}) == []


def test_a_path_of_words_is_read_nil_safely() -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, {"a": only_if(is_set(below(values.free, "a", "b")), "x")})

    [text] = templates(build, Free).values()
    assert "{{- if ((.Values.free).a).b }}" in text
