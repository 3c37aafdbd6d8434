"""``floe-charts synth``: write the charts."""

from __future__ import annotations

from pathlib import Path

import click

from floe_charts.cli import options
from floe_charts.cli.progress import say


@click.command("synth")
@options.out
@options.charts
@click.option("--force", is_flag=True, help="Overwrite generated files that were edited by hand.")
def command(out: Path, names: tuple[str, ...], force: bool) -> None:
    """Write the charts, all files or none."""
    from floe_charts.emit.output import usable, write_charts

    usable(out)  # refuse a hopeless place before the work
    from floe_charts.cli.building import build_files

    written = write_charts(out, build_files(*names), only=bool(names), force=force)
    say(f"{out}: {'written' if written.changed else 'up to date'}")
    for path in written.removed:
        say(f"{out}/{path}: removed, no chart has it any more")
