"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from floe_charts.cli.failure import Failure

CHARTS = Path("generated/charts")
#: A path as it was typed: click would call one that cannot be read a wrong call, with its usage and exit code 2.
PATH: Any = click.Path(path_type=Path, readable=False)

out = click.option(
    "--out",
    type=PATH,
    default=CHARTS,
    show_default=True,
    metavar="DIR",
    help="Directory of the charts.",
)
helm = click.option("--helm", type=PATH, metavar="PATH", help="Use this helm, not the built-in engine.")
charts = click.option("--chart", "names", metavar="NAME", multiple=True, help="This chart only; may repeat.")


def files(help: str, **how: Any) -> Callable[[Any], Any]:
    """Values files, in the order given; ``-`` is standard input, once."""
    help = f"{help} - is standard input."
    return click.option("-f", "--values", "files", type=PATH, multiple=True, callback=_once, help=help, **how)


def _once(ctx: click.Context, param: click.Parameter, files: tuple[Path, ...]) -> tuple[Path, ...]:
    if files.count(Path("-")) > 1:
        raise Failure("-f -: is given twice, and standard input is read once; name a file for the other")
    return files
