"""``floe-charts images``: what has to be in a registry before a chart is installed."""

from __future__ import annotations

from pathlib import Path

import click

from floe_charts.cli import options
from floe_charts.cli.failure import Failure
from floe_charts.cli.values_file import by_source, read_values


@click.command("images")
@click.argument("charts_dir", type=options.PATH, default=options.CHARTS)
@options.charts
@options.files("A values file of the chart; may repeat.")
def command(charts_dir: Path, names: tuple[str, ...], files: tuple[Path, ...]) -> None:
    """List every image that written charts name with these values, one a line: to mirror for an air-gapped install.

    Hooks and tests count, and images that a configuration names for pods to come.
    """
    from floe_charts.check.image_list import images
    from floe_charts.cli.chart_folder import engine, written
    from floe_charts.cli.template import rendered_or_refused

    values = by_source((str(file), read_values(file)) for file in files)
    charts = written(charts_dir, *names)
    if values and len(charts) > 1:
        raise Failure(f"{charts_dir}: values are those of one chart, here are {len(charts)}; name one with --chart")
    rendered = [rendered_or_refused(path, engine(None), values, "release", "default") for path in charts]
    for image in images(obj for one in rendered for obj in one.objects):
        click.echo(image)
