"""Everything that lint finds in a written chart: helm lint, its templates, its values and the objects it renders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from floe_charts.check import Finding, api_errors, check_objects, check_templates, check_values, names
from floe_charts.cli.chart_folder import SCHEMA, environments
from floe_charts.cli.values_file import read_values
from floe_charts.constructs import allowance_file
from floe_charts.constructs.allowance import not_allowed
from floe_charts.helm import Engine, RenderError

#: The longest name of a release that Helm takes: other names are made of it.
LONGEST = "r" * 53


def findings(chart: Path, engine: Engine) -> list[str]:
    """All findings of one chart, each once, with the values files it shows under."""
    settings = environments(chart)
    found: dict[str, list[str]] = {}
    for file, values in settings.items():
        for line in _with(chart, file, values, engine):
            found.setdefault(line, []).append(file)
    lines = list(_told(chart, check_templates(_texts(chart))))
    lines += [f"{line}{_under(files, len(settings))}" for line, files in found.items()]
    long = [line for line in _long_names(chart, engine) if line not in found]
    lines += [f"{line} (with a release name of {len(LONGEST)} letters)" for line in long]
    return [f"{chart.name}/{line}" for line in lines]


def _told(chart: Path, found: Iterable[Finding]) -> Iterator[str]:
    """The findings that the chart does not allow, as lines."""
    return map(Finding.with_rule, not_allowed(found, allowance_file.read(chart)))


def _with(chart: Path, file: str, values: Mapping[str, Any], engine: Engine) -> Iterator[str]:
    yield from _told(chart, check_values(read_values(chart / file), where=file, schema=_schema(chart)))
    yield from (f"helm lint: {line}" for line in engine.lint(chart, values))
    try:
        objects = engine.render(chart, values).objects
    except RenderError as error:
        yield f"helm template: {error}"
        return
    yield from api_errors(objects)
    yield from _told(chart, check_objects(objects))


def _long_names(chart: Path, engine: Engine) -> Iterator[str]:
    """The names that are too long where the release's is as long as Helm lets it be; once, for values change few."""
    try:
        objects = engine.render(chart, {}, release=LONGEST).objects
    except RenderError as error:
        yield f"helm template: {error}"
        return
    yield from _told(chart, names.check(objects))


def _schema(chart: Path) -> dict[str, Any]:
    file = chart / SCHEMA
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def _texts(chart: Path) -> dict[str, str]:
    files = (path for path in sorted(chart.glob("templates/**/*")) if path.suffix in (".yaml", ".tpl", ".txt"))
    return {path.relative_to(chart).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _under(files: list[str], settings: int) -> str:
    unique = list(dict.fromkeys(files))
    return "" if len(unique) == settings else f" (with {', '.join(unique)})"
