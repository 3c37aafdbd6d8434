"""Rendering time per object on Helm's engine in process, beside charts of the field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.timing import median_ms


def rendering(charts: Path, beside: list[Path]) -> Iterator[str]:
    """Each generated chart with its defaults, then the charts given to compare with."""
    for chart in [*sorted(path.parent for path in charts.glob("*/Chart.yaml")), *beside]:
        yield _line(chart)


def _line(chart: Path) -> str:
    from floe_charts.helm import InProcessChart

    with InProcessChart(chart) as loaded:
        objects = len(loaded.render({}).objects)
        took = median_ms(lambda: loaded.render({}))
    return f"render {chart.name:24} {took:7.1f} ms   {objects:3} objects   {took / max(objects, 1):6.2f} ms per object"
