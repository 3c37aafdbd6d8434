"""``floe-charts diff``: are the written charts what the source says?"""

from __future__ import annotations

from pathlib import Path

import click

from floe_charts.cli import options
from floe_charts.cli.failure import Failure


@click.command("diff")
@options.out
@options.charts
@click.pass_context
def command(ctx: click.Context, out: Path, names: tuple[str, ...]) -> None:
    """Show what synth would change; exit code 1 if anything, or if there are no charts."""
    from floe_charts.emit.output import compare

    if not out.exists():
        raise Failure(f"{out}: there are no charts; run floe-charts synth")
    from floe_charts.cli.building import build_files

    report = compare(out, build_files(*names), only=bool(names))
    click.echo(report, nl=False)
    ctx.exit(1 if report else 0)
