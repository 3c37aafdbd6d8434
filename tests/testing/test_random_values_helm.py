"""Random values and Helm: it admits and merges them, and refuses their mutations."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from floe_charts.helm import InProcessChart, SchemaRefused
from floe_charts.testing.mutations import misspelt, wrong_typed
from floe_charts.testing.random import NASTY_STRINGS, ValuesGenerator, random_values, yaml_text
from floe_charts.values.coalesce import coalesce
from tests.testing.sample_schemas import (
    HELM_SCHEMA,
    SERVER,
    SERVER_DEFAULTS,
    closed,
)


@pytest.fixture
def chart(tmp_path: Path) -> Iterator[InProcessChart]:
    """A chart that prints the values it was given."""
    pytest.importorskip("helm_python")
    files = {
        "Chart.yaml": "apiVersion: v2\nname: echo\nversion: 0.1.0\n",
        "values.yaml": yaml_text(SERVER_DEFAULTS),
        "values.schema.json": json.dumps(HELM_SCHEMA),
        "templates/echo.yaml": 'kind: Echo\nvalues: {{ omit .Values "global" | toJson | quote }}\n',
    }
    (tmp_path / "templates").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with InProcessChart(tmp_path) as loaded:
        yield loaded


def test_coalesce_merges_as_helm_does() -> None:
    defaults = {"a": {"b": 1, "c": 2}, "d": [1], "e": 5}
    overlay = {"a": {"b": None, "x": None}, "d": [2], "e": {"f": None}}
    assert coalesce(defaults, overlay, keep_nulls=False) == {"a": {"c": 2}, "d": [2], "e": {}}
    assert coalesce(defaults, overlay, keep_nulls=True) == {
        "a": {"c": 2, "x": None},
        "d": [2],
        "e": {"f": None},
    }
    assert defaults == {"a": {"b": 1, "c": 2}, "d": [1], "e": 5}


def test_helm_admits_every_overlay_and_merges_it_the_same(chart: InProcessChart) -> None:
    generator = ValuesGenerator(HELM_SCHEMA, SERVER_DEFAULTS)
    for seed in range(300):
        overlay = generator.generate(seed)
        merged = coalesce(SERVER_DEFAULTS, overlay, keep_nulls=True)
        merged.pop("global", None)
        assert json.loads(chart.render(overlay).objects[0]["values"]) == merged, seed


def test_helm_refuses_every_mutation(chart: InProcessChart) -> None:
    found = [*misspelt(HELM_SCHEMA, SERVER_DEFAULTS), *wrong_typed(HELM_SCHEMA, SERVER_DEFAULTS)]
    assert len(found) >= 50
    for mutation in found:
        with pytest.raises(SchemaRefused):
            chart.render(mutation.values)


def test_yaml_text_reads_back_the_same_in_go() -> None:
    helm = pytest.importorskip("helm_python")
    values = {text: text for text in NASTY_STRINGS if len(text) < 100} | {"long": NASTY_STRINGS[-1]}
    assert helm.values_from_yaml(yaml_text(values)) == values


def test_drawn_spaces_are_those_that_every_engine_knows() -> None:
    generator = ValuesGenerator(closed({"a": {"type": "string", "pattern": r"^a\s+\d+$"}}))
    drawn = {generator.generate(seed).get("a", "a 1") for seed in range(200)}
    assert len(drawn) > 20
    assert {char for text in drawn for char in text} <= set("a \t0123456789")


def test_jsonschema_stands_in_for_a_missing_jsonschema_rs(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = [random_values(SERVER, seed, defaults=SERVER_DEFAULTS) for seed in range(5)]
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert [random_values(SERVER, seed, defaults=SERVER_DEFAULTS) for seed in range(5)] == fast
