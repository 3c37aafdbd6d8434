"""``python -m floe_charts.cli``."""

from floe_charts.cli import main

main()
