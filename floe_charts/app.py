"""The cdk8s app: every chart with its default values, as plain manifests.

``cdk8s synth`` runs this module (see cdk8s.yaml); ``python -m floe_charts.app`` does without the cdk8s CLI.
"""

from __future__ import annotations

import sys
from typing import Any

from floe_charts.node import NodeMissing, ensure_node

try:
    ensure_node()
except NodeMissing as error:
    if __name__ != "__main__":
        raise
    sys.exit(f"floe-charts: {error}")

import cdk8s

from floe_charts.cli.failure import Failure
from floe_charts.cli.project import Charts
from floe_charts.constructs.helm_chart import HelmChart


def build(app: cdk8s.App, charts: list[type[HelmChart[Any]]]) -> list[HelmChart[Any]]:
    """Every chart, and every chart it depends on, once, under its own name and with its own defaults."""
    return [chart(app, chart.info.name, chart.values_type()) for chart in each_once(charts)]


def each_once(charts: list[type[HelmChart[Any]]]) -> list[type[HelmChart[Any]]]:
    """The charts and their subcharts at every depth, in the order they are first met.

    >>> each_once([])
    []
    """
    found: dict[type[HelmChart[Any]], None] = {}
    for chart in charts:
        found |= dict.fromkeys([chart, *each_once([sub.chart for sub in chart.subcharts])])
    return list(found)


def main() -> None:
    """Write the manifests to ``dist``, or where the cdk8s CLI says."""
    app = cdk8s.App()
    try:
        build(app, Charts.here().load())
    except Failure as error:
        sys.exit(f"floe-charts: {error}")
    app.synth()


if __name__ == "__main__":
    main()
