"""``floe-charts lint``: everything that can be known about written charts without a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from floe_charts.cli import options
from floe_charts.cli.progress import say

if TYPE_CHECKING:
    from floe_charts.helm import Engine


@click.command("lint")
@click.argument("charts_dir", type=options.PATH, default=options.CHARTS)
@options.charts
@options.helm
@click.pass_context
def command(ctx: click.Context, charts_dir: Path, names: tuple[str, ...], helm: Path | None) -> None:
    """Check written charts, with each of their environments: helm lint, templates, values, objects.

    One finding a line; exit code 1 if there are any.
    """
    from floe_charts.cli.chart_folder import engine, written

    helm_engine, count = engine(helm), 0
    for path in written(charts_dir, *names):
        found = findings(path, helm_engine)
        say(f"{path.name}: {len(found)} findings")
        for line in found:
            click.echo(line)
        count += len(found)
    ctx.exit(1 if count else 0)


def findings(chart: Path, engine: Engine) -> list[str]:
    """All findings of one chart, each once, with the values files it shows under."""
    from floe_charts.check import check_templates
    from floe_charts.cli.chart_folder import environments

    settings = environments(chart)
    found: dict[str, list[str]] = {}
    for file, values in settings.items():
        for line in _with(chart, file, values, engine):
            found.setdefault(line, []).append(file)
    lines = [f"{chart.name}/{finding}" for finding in check_templates(_texts(chart))]
    return lines + [f"{chart.name}/{line}{_under(files, len(settings))}" for line, files in found.items()]


def _with(chart: Path, file: str, values: Mapping[str, Any], engine: Engine) -> Iterator[str]:
    from floe_charts.check import Finding, api_errors, check_objects, check_values
    from floe_charts.cli.values_file import read_values
    from floe_charts.constructs import allowance
    from floe_charts.helm import RenderError

    allowed = allowance.read(chart)
    yield from map(
        Finding.with_rule, allowance.not_allowed(check_values(read_values(chart / file), where=file), allowed)
    )
    yield from (f"helm lint: {line}" for line in engine.lint(chart, values))
    try:
        objects = engine.render(chart, values).objects
    except RenderError as error:
        yield f"helm template: {error}"
        return
    yield from api_errors(objects)
    yield from map(Finding.with_rule, allowance.not_allowed(check_objects(objects), allowed))


def _texts(chart: Path) -> dict[str, str]:
    files = (path for path in sorted(chart.glob("templates/**/*")) if path.suffix in (".yaml", ".tpl", ".txt"))
    return {path.relative_to(chart).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _under(files: list[str], settings: int) -> str:
    unique = list(dict.fromkeys(files))
    return "" if len(unique) == settings else f" (with {', '.join(unique)})"
