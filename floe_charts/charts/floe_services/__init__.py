"""The chart floe-services."""

from floe_charts.charts.floe_services.chart import FloeServices

__all__ = ["FloeServices"]
