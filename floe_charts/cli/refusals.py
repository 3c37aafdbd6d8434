"""What the schemas of a chart refuse: its own, and, as Helm asks them, those of the subcharts that are on.

A parent's schema requires nothing of a subchart: ``helm lint`` holds it against values without the subchart's defaults.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from floe_charts.cli.chart_folder import SCHEMA, unpacked
from floe_charts.cli.schema_errors import Problem, problems
from floe_charts.cli.values_file import layered, read_values
from floe_charts.values.coalesce import coalesce

Values = Mapping[str, Any]


def refusals(chart: Path, given: Values) -> list[Problem]:
    """Every refusal of what an installer gives, by its path in the chart's values, and each path's once."""
    if not (chart / "charts").is_dir():
        return _refusals(chart, given)
    with unpacked(chart) as whole:
        return _refusals(whole, given)


def _refusals(chart: Path, given: Values) -> list[Problem]:
    schema = chart / SCHEMA
    values = coalesce(read_values(chart / "values.yaml"), given)
    own = problems(json.loads(schema.read_text(encoding="utf-8")), values) if schema.is_file() else []
    told = {problem.path for problem in own}
    found = [*own, *(problem for problem in _below(chart, given, values) if problem.path not in told)]
    return sorted(found, key=lambda problem: ([str(key) for key in problem.path], problem.what))


def _below(chart: Path, given: Values, values: Values) -> Iterator[Problem]:
    """What the subcharts refuse. They see the parent's ``global``, so its path is the parent's."""
    for name, condition in _dependencies(chart):
        sub = chart / "charts" / name
        seen = _given(name, read_values(chart / "values.yaml"), given, values)
        if seen is None or not sub.is_dir():
            continue
        if _is_on(condition, {**values, name: coalesce(read_values(sub / "values.yaml"), seen)}):
            for problem in _refusals(sub, seen):
                shared = problem.path[:1] == ("global",)
                yield problem if shared else replace(problem, path=(name, *problem.path))


def _dependencies(chart: Path) -> list[tuple[str, str]]:
    """Name and condition of each subchart."""
    stated = read_values(chart / "Chart.yaml").get("dependencies") or []
    return [(str(one["name"]), str(one.get("condition") or "")) for one in stated]


def _given(name: str, defaults: Values, given: Values, values: Values) -> dict[str, Any] | None:
    """What a subchart is given; None where that is no map, which the parent refuses."""
    sides = [side.get(name) or {} for side in (defaults, given)]
    if not all(isinstance(side, Mapping) for side in sides):
        return None
    below = layered(sides)  # its nulls are kept, for they remove the subchart's defaults
    shared = [part for part in (below.get("global"), values.get("global")) if isinstance(part, Mapping)]
    return {**below, "global": layered(shared)}


def _is_on(condition: str, values: Values) -> bool:
    """As Helm: only a plain false switches a subchart off."""
    found: Any = values
    for key in condition.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found is not False
