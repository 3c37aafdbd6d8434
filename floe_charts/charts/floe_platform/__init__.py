"""The chart floe-platform."""

from floe_charts.charts.floe_platform.chart import FloePlatform

__all__ = ["FloePlatform"]
