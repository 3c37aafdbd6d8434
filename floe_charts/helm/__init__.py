"""Helm itself: render and lint a chart in process or with a `helm` executable, and write Chart.lock."""

from __future__ import annotations

from floe_charts.helm.api import Engine, Rendered
from floe_charts.helm.binary import HelmBinary
from floe_charts.helm.engine import InProcess, InProcessChart
from floe_charts.helm.errors import ChartUnreadable, HelmError, HelmMissing, RenderError, SchemaRefused
from floe_charts.helm.lock import chart_lock

__all__ = [
    "ChartUnreadable",
    "Engine",
    "HelmBinary",
    "HelmError",
    "HelmMissing",
    "InProcess",
    "InProcessChart",
    "RenderError",
    "Rendered",
    "SchemaRefused",
    "chart_lock",
]
