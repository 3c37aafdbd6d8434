"""One chart, one values file, both readings."""

from __future__ import annotations

from typing import Any

from floe_charts.helm import RenderError, SchemaRefused
from floe_charts.synth.model import ChartModel
from floe_charts.template.context import Refused
from floe_charts.testing.readings import Difference, compare
from tests.support import charts
from tests.support.differing import explain, shrink


def parity(name: str, values: dict[str, Any], model: ChartModel | None = None) -> list[Difference]:
    """What Helm renders against what the tree evaluates to. Both refusing, by a ``fail``, is agreement."""
    rendered: Any
    try:
        rendered = charts.in_process(name).render(values).objects
    except SchemaRefused:
        raise
    except RenderError as error:
        rendered = error
    try:
        evaluated = (model or charts.model(name)).evaluate(values)
    except Refused as refused:
        if isinstance(rendered, RenderError) and str(refused) in str(rendered):
            return []
        return [Difference(("refusal", name), str(refused), str(rendered)[:2000])]
    if isinstance(rendered, RenderError):
        return [Difference(("refusal", name), "objects", str(rendered)[:2000])]
    if len(evaluated) != len(rendered):
        kinds = (
            [f"{item['kind']} {item['metadata'].get('name')}" for item in items] for items in (evaluated, rendered)
        )
        return [Difference(("number of objects", name), *map(sorted, kinds))]
    return list(compare(evaluated, rendered))


def failure(name: str, title: str, values: dict[str, Any]) -> str | None:
    """None when the readings agree, else the smallest values that part them, with a diff."""
    if not parity(name, values):
        return None

    def fails(fewer: dict[str, Any]) -> bool:
        return not charts.generator(name).errors(fewer) and bool(parity(name, fewer))

    small = shrink(values, fails)
    return explain(f"{name}, {title}", small, parity(name, small))
