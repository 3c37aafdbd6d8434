"""The charts of the floe platform, by name; nothing is imported until a chart is asked for."""

from __future__ import annotations

CHARTS: dict[str, str] = {
    "floe-services": "floe_charts.charts.floe_services:FloeServices",
    "otel-collector": "floe_charts.charts.otel_collector:OtelCollector",
    "floe-jobs": "floe_charts.charts.floe_jobs:FloeJobs",
    "floe-platform": "floe_charts.charts.floe_platform:FloePlatform",
}
