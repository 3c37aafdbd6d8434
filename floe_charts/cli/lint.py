"""``floe-charts lint``: everything that can be known about written charts without a cluster."""

from __future__ import annotations

from pathlib import Path

import click

from floe_charts.cli import options
from floe_charts.cli.progress import say


@click.command("lint")
@click.argument("charts_dir", type=options.PATH, default=options.CHARTS)
@options.charts
@options.helm
@click.pass_context
def command(ctx: click.Context, charts_dir: Path, names: tuple[str, ...], helm: Path | None) -> None:
    """Check written charts, with each of their environments: helm lint, templates, values, objects.

    Names are looked at in a release of the longest name as well. One finding a line; exit code 1 if there are any.
    """
    from floe_charts.cli.chart_folder import engine, written
    from floe_charts.cli.findings import findings

    helm_engine, count = engine(helm), 0
    for path in written(charts_dir, *names):
        found = findings(path, helm_engine)
        say(f"{path.name}: {len(found)} findings")
        for line in found:
            click.echo(line)
        count += len(found)
    ctx.exit(1 if count else 0)
