"""What Helm says of refused values is short and names the place; what it refuses stays the same."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from floe_charts.emit.chart import chart_files
from floe_charts.emit.helm_messages import LONG, worded
from floe_charts.emit.schema import chart_schema
from floe_charts.helm import SchemaRefused
from floe_charts.testing.mutations import misspelt, wrong_typed
from floe_charts.testing.random.checker import checker
from floe_charts.values.coalesce import coalesce
from floe_charts.values.constraint import CRON_LINE
from tests.support import charts

CRON = {"type": "string", "maxLength": 100, **CRON_LINE.schema, "$comment": CRON_LINE.words}
RESERVED = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "propertyNames": {"allOf": [{"pattern": "^[A-Z]+$", "not": {"enum": ["HOME", "TMP"]}}, {"maxLength": 5}]},
}


def admits(schema: Any, value: Any) -> bool:
    return jsonschema.Draft7Validator(schema).is_valid(value)


@pytest.mark.parametrize("line", ["* * * * *", "0 6 * * MON-FRI", "@daily", "61 * * * *", "", "* * * *", "words", 5])
def test_a_pattern_in_words_admits_the_same(line: Any) -> None:
    assert admits(worded(CRON), line) == admits(CRON, line)


def test_the_words_themselves_are_no_cron_line() -> None:
    shown = worded(CRON)["then"]["pattern"]
    assert len(shown) < 120
    assert not [text for text in (shown, shown[:-1], CRON_LINE.words) if admits(worded(CRON), text)]


@pytest.mark.parametrize("tag", ["1.2", "latest", "anything but latest", "", None])
def test_a_refused_text_is_refused_in_words(tag: Any) -> None:
    schema = {"type": ["string", "null"], "not": {"const": "latest"}}
    for one in (schema, {**schema, **CRON}):
        assert "not" not in worded(one)
        assert admits(worded(one), tag) == admits(one, tag)


@pytest.mark.parametrize("key", ["HOME", "TMP", "OTHER", "LONGER", "low", ""])
def test_a_reserved_name_as_a_property_is_refused_the_same(key: str) -> None:
    assert worded(RESERVED)["properties"] == {"HOME": False, "TMP": False}
    for item in ("x", None, 1):
        assert admits(worded(RESERVED), {key: item}) == admits(RESERVED, {key: item})


def test_what_a_chart_writes_admits_what_its_schema_does(chart_name: str) -> None:
    schema, defaults = chart_schema(charts.model(chart_name)), charts.model(chart_name).merged({})
    ours, written = checker(schema), checker(json.loads(chart_files(charts.model(chart_name))["values.schema.json"]))
    for _, values in charts.settings(chart_name, 10):
        merged = coalesce(defaults, values)
        assert (ours.is_valid(merged), written.is_valid(merged)) == (True, True)
    for kind in () if charts.model(chart_name).subcharts else (misspelt, wrong_typed):  # a parent's are its subcharts'
        for mutation in kind(schema, defaults):
            merged = coalesce(defaults, mutation.values)
            assert ours.is_valid(merged) == written.is_valid(merged), mutation.why


def test_no_chart_makes_helm_print_a_long_pattern_for_text_that_has_a_name(chart_name: str) -> None:
    text = str(chart_files(charts.model(chart_name))["values.schema.json"])
    assert [item for item in _long(json.loads(text)) if "fieldPath" not in item] == []


def _long(schema: Any, key: str = "") -> list[str]:
    """Keys of texts whose pattern is long; under ``if`` nobody is shown it."""
    if isinstance(schema, list):
        return [found for item in schema for found in _long(item, key)]
    if not isinstance(schema, dict):
        return []
    here = [key] if len(str(schema.get("pattern", ""))) > LONG else []
    return [*here, *(found for name, item in schema.items() if name != "if" for found in _long(item, name))]


def test_helm_names_the_place_in_short() -> None:
    job = {
        "type": "dbt",
        "image": {"repository": "a/b", "tag": "1"},
        "schedule": "61 * * * *",
        "podLabels": {"floe/job": "x"},
    }
    with pytest.raises(SchemaRefused) as caught:
        charts.in_process("floe-jobs").render({"jobs": {"a": job}})
    lines = str(caught.value).split(" - ")
    assert any("at '/jobs/a/podLabels/floe~1job': false schema" in line for line in lines)
    assert any(
        "'61 * * * *' does not match pattern 'a cron line: minute hour day month weekday" in line for line in lines
    )
    assert max(map(len, lines)) < 250
