"""Who calls whom across the charts of the platform.

A subchart opens its own edges; these come on top, for policies add up. They are there while the subchart's own
``networkPolicies`` are on: only then are its pods isolated, and a policy of the parent alone would isolate them
without their own edges.
"""

from __future__ import annotations

from typing import Any

from floe_charts.charts.floe_platform.values import FloePlatformValues
from floe_charts.charts.floe_services import FloeServices
from floe_charts.charts.floe_services.user_code_values import CODE_LOCATION, ROLE, RUN
from floe_charts.charts.otel_collector import OtelCollector
from floe_charts.charts.otel_collector.config import takes
from floe_charts.constructs.network import Peer
from floe_charts.constructs.subchart_names import SubchartNames
from floe_charts.flow.inside import not_
from floe_charts.flow.shared_conditions import any_entry, named


class Subcharts:
    """The subcharts' pods as peers of the platform's own, and the collector's address."""

    def __init__(self, chart: Any, values: FloePlatformValues) -> None:
        self.network, self.values = chart.network, values
        services, collector = SubchartNames(chart, FloeServices), SubchartNames(chart, OtelCollector)
        dagster: Any = values.floe_services.enabled & values.floe_services.network_policies.enabled
        self.grpc, self.http = (
            values.otel_collector.receivers.otlp.grpc,
            values.otel_collector.receivers.otlp.http,
        )
        self.collects: Any = values.otel_collector.enabled
        url = f"http://{collector.fullname}:{self.grpc.port}"
        self.endpoint: str = chart.text("collectorEndpoint", url, "Where the collector takes OTLP over gRPC.")
        self.by_grpc, self.by_http = (
            named(
                chart,
                f"collects.{name}",
                self.collects & receiver.enabled,
                f"Whether the collector takes OTLP over {name}.",
            )
            for name, receiver in (("grpc", self.grpc), ("http", self.http))
        )
        self.unsent = self._unsent(chart)
        self.silent = self.collects & self.unsent
        self.traces = any_entry(
            chart,
            "otel-collector.exportsTraces",
            values.otel_collector.exporters,
            lambda name, exporter: exporter.enabled & takes(exporter, "traces"),
            "Whether an exporter of the collector takes traces.",
        )
        self.dagster, self.databases = services.fullname, f"{services.fullname}-postgresql-auth"
        self.runs: Peer = self.network.subchart_peer("runs", services.pods(RUN), dagster)
        located = {**services.labels, ROLE: CODE_LOCATION}
        self.locations: Peer = self.network.subchart_peer("code-locations", located, dagster)
        self.collector: Peer = self.network.subchart_peer(
            "collector", collector.pods("collector"), self.collects & values.otel_collector.network_policies.enabled
        )

    def _unsent(self, chart: Any) -> Any:
        """Whether telemetry ends in the collector's log."""
        collector = self.values.otel_collector
        exports = any_entry(
            chart,
            "otel-collector.exports",
            collector.exporters,
            lambda name, exporter: exporter.enabled,
            "Whether an exporter of the collector is on.",
        )
        return not_(exports | collector.prometheus.enabled)

    def traced(self) -> Any:
        """Whether Polaris sends traces: it speaks OTLP over gRPC."""
        wanted: Any = self.values.polaris.tracing
        return wanted & self.by_grpc

    def tested(self) -> Any:
        """Whether ``helm test`` has a pod to run, of any of the charts; the collector's sends a span by HTTP."""
        services: Any = self.values.floe_services
        polaris: Any = self.values.polaris.test.enabled
        span = self.values.otel_collector.test.enabled & self.by_http & (self.traces | self.unsent)
        return polaris | (services.enabled & services.test.enabled) | span

    def wire(self, polaris: Peer, port: int) -> None:
        """The edges between the charts."""
        network = self.network
        network.connect(polaris, self.collector, self.grpc.port, "traces", self.traced())
        for caller in (self.runs, self.locations):
            network.connect(caller, polaris, port, "catalog")
            network.connect(caller, self.collector, self.grpc.port, "telemetry over gRPC", self.by_grpc)
            network.connect(caller, self.collector, self.http.port, "telemetry over HTTP", self.by_http)
