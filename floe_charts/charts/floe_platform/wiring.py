"""Who calls whom across the charts of the platform.

A subchart opens its own edges; these come on top, for policies add up. They are there while the subchart's own
``networkPolicies`` are on: only then are its pods isolated, and a policy of the parent alone would isolate them
without their own edges.
"""

from __future__ import annotations

from typing import Any

from floe_charts.charts.floe_platform.names import keep_names_apart
from floe_charts.charts.floe_platform.values import FloePlatformValues
from floe_charts.charts.floe_services import FloeServices
from floe_charts.charts.floe_services.user_code_values import CODE_LOCATION, ROLE, RUN
from floe_charts.charts.otel_collector import OtelCollector
from floe_charts.charts.otel_collector.config import takes
from floe_charts.constructs.network import Peer
from floe_charts.constructs.subchart_names import SubchartNames
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import not_
from floe_charts.flow.shared_conditions import any_entry, named


class Subcharts:
    """The subcharts' pods as peers of the platform's own, and the collector's address."""

    def __init__(self, chart: WorkloadChart[Any], values: FloePlatformValues) -> None:
        self.network, self.values = chart.network, values
        services, collector = SubchartNames(chart, FloeServices), SubchartNames(chart, OtelCollector)
        keep_names_apart(chart, values, services, collector)
        self.grpc, self.http = values.otel_collector.receivers.otlp.grpc, values.otel_collector.receivers.otlp.http
        url = f"http://{collector.fullname}:{self.grpc.port}"
        self.endpoint: str = chart.text("collectorEndpoint", url, "Where the collector takes OTLP over gRPC.")
        self._conditions(chart)
        self.dagster, self.databases = services.fullname, f"{services.fullname}-postgresql-auth"
        self._peers(services, collector)

    def _conditions(self, chart: WorkloadChart[Any]) -> None:
        """What the collector takes, and what it does with it."""
        collects: Any = self.values.otel_collector.enabled
        self.by_grpc = _taken(chart, "grpc", collects & self.grpc.enabled)
        self.by_http = _taken(chart, "http", collects & self.http.enabled)
        self.unsent = self._unsent(chart)
        self.silent = collects & self.unsent
        self.traces = any_entry(
            chart,
            "otel-collector.exportsTraces",
            self.values.otel_collector.exporters,
            lambda name, exporter: exporter.enabled & takes(exporter, "traces"),
            "Whether an exporter of the collector takes traces.",
        )
        self.tested = self._tested(chart)

    def _peers(self, services: SubchartNames, collector: SubchartNames) -> None:
        """The pods, each while its own chart's policies isolate them."""
        dagster, otel, declare = self.values.floe_services, self.values.otel_collector, self.network.subchart_peer
        isolated: Any = dagster.enabled & dagster.network_policies.enabled
        self.runs: Peer = declare("runs", {**services.labels, ROLE: RUN}, isolated)
        self.locations: Peer = declare("code-locations", {**services.labels, ROLE: CODE_LOCATION}, isolated)
        taking: Any = otel.enabled & otel.network_policies.enabled
        self.collector: Peer = declare("collector", collector.pods("collector"), taking)

    def _unsent(self, chart: WorkloadChart[Any]) -> Any:
        """Whether telemetry ends in the collector's log."""
        collector = self.values.otel_collector
        exports = any_entry(
            chart,
            "otel-collector.exports",
            collector.exporters,
            lambda name, exporter: exporter.enabled,
            "Whether an exporter of the collector is on.",
        )
        nothing = not_(exports | collector.prometheus.enabled)
        return named(chart, "otel-collector.exportsNothing", nothing, "Whether the collector passes nothing on.")

    def traced(self) -> Any:
        """Whether Polaris sends traces: it speaks OTLP over gRPC."""
        wanted: Any = self.values.polaris.tracing
        return wanted & self.by_grpc

    def _tested(self, chart: WorkloadChart[Any]) -> Any:
        """The collector's test sends a span by HTTP."""
        services: Any = self.values.floe_services
        polaris: Any = self.values.polaris.test.enabled
        takes = named(
            chart, "otel-collector.takesTraces", self.traces | self.unsent, "Whether there is a trace pipeline."
        )
        sends = self.values.otel_collector.test.enabled & self.by_http & takes
        span = named(chart, "otel-collector.hasTest", sends, "Whether the collector's test has a pod to run.")
        dagster = named(
            chart,
            "floe-services.hasTests",
            services.enabled & services.test.enabled,
            "Whether Dagster's tests have pods.",
        )
        tested = polaris | dagster | span
        return named(chart, "hasTests", tested, "Whether helm test has a pod to run, of any of the charts.")

    def wire(self, polaris: Peer, port: int) -> None:
        """The edges between the charts."""
        network = self.network
        network.connect(polaris, self.collector, self.grpc.port, "traces", self.traced())
        for caller in (self.runs, self.locations):
            network.connect(caller, polaris, port, "catalog")
            network.connect(caller, self.collector, self.grpc.port, "telemetry over gRPC", self.by_grpc)
            network.connect(caller, self.collector, self.http.port, "telemetry over HTTP", self.by_http)


def _taken(chart: WorkloadChart[Any], name: str, condition: Any) -> Any:
    return named(chart, f"collects.{name}", condition, f"Whether the collector takes OTLP over {name}.")
