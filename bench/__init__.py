"""Benchmarks: ``make bench``. Every figure stands beside a baseline measured in the same run."""

import floe_charts as floe_charts  # finds Node before anything starts jsii
