"""``floe-charts versions``: does every changed chart have a new version?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from floe_charts.cli import options
from floe_charts.cli.failure import Failure
from floe_charts.cli.progress import say

if TYPE_CHECKING:
    from floe_charts.check import Finding
    from floe_charts.cli.released import Charts


@click.command("versions")
@options.out
@click.option(
    "--since",
    metavar="REF|DIR",
    help="What was released: a tag or commit of git, or a directory of charts; without it the last tag.",
)
@click.pass_context
def command(ctx: click.Context, out: Path, since: str | None) -> None:
    """Compare charts with the last release: what changed needs a higher version.

    A chart whose files differ needs a higher version by SemVer; where values are gone or admit less, a
    higher major one, before 1.0.0 a higher minor one. So it does where an upgrade of the released chart, with
    its defaults or one of its environments, would be refused. One finding a line; exit code 1 if any.
    """
    from floe_charts.check.versions import check_versions
    from floe_charts.cli.released import charts_in, last_tag

    charts = charts_in(out)
    if not charts:
        raise Failure(f"{out}: there are no charts; run floe-charts synth")
    if since is None and (since := last_tag(out)) is None:
        _unreleased(out)
        return
    released = _released(since, out)
    if not released:
        click.echo(f"{since}: holds no charts at {out}, so all of them are new")
    found = [*check_versions(released, charts, since), *_upgrades(released, charts, since)]
    for finding in found:
        click.echo(finding)
    say(f"{len(charts)} charts since {since}: {len(found)} findings")
    ctx.exit(1 if found else 0)


def _upgrades(old: Charts, new: Charts, since: str) -> list[Finding]:
    from floe_charts.cli.upgrades import check_upgrades
    from floe_charts.helm import HelmMissing

    try:
        return check_upgrades(old, new, since)
    except HelmMissing as error:
        click.echo(f"floe-charts: the objects of an upgrade were not compared: {error}", err=True)
        return []


def _released(since: str, out: Path) -> Charts:
    from floe_charts.cli.released import charts_at, charts_in

    if not Path(since).is_dir():
        return charts_at(since, out)
    charts = charts_in(Path(since))
    if not charts:
        raise Failure(f"{since}: holds no charts; name the directory they lie in, or a tag of git")
    return charts


def _unreleased(out: Path) -> None:
    from floe_charts.cli.released import is_shallow

    click.echo("nothing is released yet: no tag leads here")
    if is_shallow(out):  # a CI that forgot the history would be green forever
        click.echo("floe-charts: this clone is shallow and may lack the tags; fetch all history first", err=True)
