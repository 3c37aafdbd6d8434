"""``floe-charts validate``: is a values file fit for a chart?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from floe_charts.cli import options
from floe_charts.cli.values_file import Layers, by_source, layered, read_values

if TYPE_CHECKING:
    from floe_charts.check import Finding


@click.command("validate")
@click.argument("name")
@options.files("A values file; later ones win.", required=True, metavar="FILE")
@options.out
@click.option(
    "--strict",
    is_flag=True,
    help="Also hold the objects against the rules of lint, but for what the chart allows itself.",
)
@click.pass_context
def command(ctx: click.Context, name: str, files: tuple[Path, ...], out: Path, strict: bool) -> None:
    """Check values files against chart NAME: every error at once, one a line; exit code 1 if any.

    The chart is the one in --out if it was written, else it is built from its source.
    """
    from floe_charts.cli.chart_folder import written_or_built

    by_file = by_source((str(path), read_values(path)) for path in files)
    with written_or_built(name, out) as chart:
        refused = schema_findings(chart, by_file)
        found = [*refused, *(refused_objects(chart, by_file) if refused else object_findings(chart, by_file, strict))]
    for line in found:
        click.echo(line)
    ctx.exit(1 if found else 0)


def schema_findings(chart: Path, by_file: Layers) -> list[str]:
    """What the schemas refuse, as ``file: path: expected …, found …``."""
    from floe_charts.cli.refusals import refusals

    found = refusals(chart, layered(by_file.values()))
    return [f"{_source(problem.path, by_file)}: {problem}" for problem in found]


def object_findings(chart: Path, by_file: Layers, strict: bool) -> Iterator[str]:
    """What is wrong with the objects these values make: no schema can compare a request with its limit."""
    from floe_charts.check import api_errors, check_objects
    from floe_charts.helm import HelmMissing, InProcess, RenderError

    names = _names(by_file)
    try:
        objects = InProcess().render(chart, layered(by_file.values())).objects
    except HelmMissing as error:
        click.echo(f"floe-charts: {names}: fits the schema, the objects were not checked: {error}", err=True)
        return
    except RenderError as error:
        yield f"{names}: {error}"
        return
    yield from (f"{names}: {line}" for line in api_errors(objects))
    if strict:
        yield from (f"{names}: {finding.with_rule()}" for finding in _not_allowed(chart, check_objects(objects)))


def _not_allowed(chart: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Without what the chart declares to be right: whoever installs it can change nothing about that."""
    from floe_charts.constructs import allowance_file
    from floe_charts.constructs.allowance import not_allowed

    return not_allowed(findings, allowance_file.read(chart))


def refused_objects(chart: Path, by_file: Layers) -> list[str]:
    """The same of values that the schema refuses, where they render: whoever mends those need not come twice."""
    from floe_charts.check import api_errors
    from floe_charts.cli.chart_folder import without_schemas
    from floe_charts.helm import HelmError, InProcess

    try:
        with without_schemas(chart) as unchecked:
            objects = InProcess().render(unchecked, layered(by_file.values())).objects
    except HelmError:
        return []
    return [f"{_names(by_file)}: {line}" for line in api_errors(objects, only_valid=True)]


def _names(by_file: Layers) -> str:
    return ", ".join(by_file)


def _source(path: tuple[str | int, ...], by_file: Layers) -> str:
    """The last file that says something at a path or, if none does, above it."""
    depths = [(_depth(path, values), index, file) for index, (file, values) in enumerate(by_file.items())]
    return max(depths)[2]


def _depth(path: tuple[str | int, ...], node: Any) -> int:
    depth = 0
    for key in path:
        inside = (isinstance(node, Mapping) and key in node) or (
            isinstance(node, list) and isinstance(key, int) and key < len(node)
        )
        if not inside:
            break
        node, depth = node[key], depth + 1
    return depth
