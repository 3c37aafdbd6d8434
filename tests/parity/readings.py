"""One chart, one values file, both readings."""

from __future__ import annotations

from typing import Any

from floe_charts.helm import RenderError, SchemaRefused
from floe_charts.synth.model import ChartModel
from floe_charts.testing.difference import Difference
from floe_charts.testing.readings import compare
from tests.support import charts
from tests.support.differing import explain, shrink


def parity(name: str, values: dict[str, Any], model: ChartModel | None = None) -> list[Difference]:
    """What Helm renders against what the tree evaluates to."""
    try:
        rendered = charts.in_process(name).render(values).objects
    except SchemaRefused:
        raise
    except RenderError as error:
        return [Difference(("refusal", name), "objects", str(error)[:2000])]
    evaluated = (model or charts.model(name)).evaluate(values)
    if len(evaluated) != len(rendered):
        return [Difference(("number of objects", name), _names(evaluated), _names(rendered))]
    return list(compare(evaluated, rendered))


def failure(name: str, title: str, values: dict[str, Any]) -> str | None:
    """None when the readings agree, else the smallest values that part them, with a diff."""
    if not parity(name, values):
        return None

    def fails(fewer: dict[str, Any]) -> bool:
        return not charts.generator(name).errors(fewer) and bool(parity(name, fewer))

    small = shrink(values, fails)
    return explain(f"{name}, {title}", small, parity(name, small))


def _names(items: list[Any]) -> list[str]:
    return sorted(f"{item['kind']} {item['metadata'].get('name')}" for item in items)
