"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

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
