"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

CHARTS = Path("generated/charts")

out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=CHARTS,
    show_default=True,
    metavar="DIR",
    help="Directory of the charts.",
)
chart = click.option("--chart", metavar="NAME", help="This chart only.")


def files(help: str, **how: Any) -> Callable[[Any], Any]:
    """Values files, in the order given."""
    return click.option("-f", "--values", "files", type=click.Path(path_type=Path), multiple=True, help=help, **how)
