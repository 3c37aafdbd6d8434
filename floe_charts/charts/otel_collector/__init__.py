"""The chart otel-collector."""

from floe_charts.charts.otel_collector.chart import OtelCollector

__all__ = ["OtelCollector"]
