"""Rendering time per object on Helm's engine in process, beside charts of the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.field import fetched
from bench.timing import median_ms

CACHE = Path(".cache/bench")


def rendering(charts: Path, beside: list[Path], field: bool) -> Iterator[str]:
    """Each generated chart with its defaults, then the charts given to compare with, then two of the field."""
    for chart in [*sorted(path.parent for path in charts.glob("*/Chart.yaml")), *beside]:
        yield _line(chart, {})
    for found in fetched(CACHE) if field else ():
        yield found if isinstance(found, str) else _line(*found)


def _line(chart: Path, values: Mapping[str, Any]) -> str:
    from floe_charts.helm import InProcessChart

    with InProcessChart(chart) as loaded:
        objects = len(loaded.render(values).objects)
        took = median_ms(lambda: loaded.render(values))
    name = chart.name.removesuffix(".tgz")
    return f"render {name:31} {took:7.1f} ms   {objects:3} objects   {took / max(objects, 1):6.2f} ms per object"
