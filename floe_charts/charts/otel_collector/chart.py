"""otel-collector: the OpenTelemetry Collector, which takes the telemetry of all services and passes it on."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.otel_collector.about import ABOUT
from floe_charts.charts.otel_collector.collector import Collector
from floe_charts.charts.otel_collector.exporter_types import calls
from floe_charts.charts.otel_collector.overlays import OVERLAYS
from floe_charts.charts.otel_collector.span_test import SpanTest
from floe_charts.charts.otel_collector.values import METRICS_PORT, OtelCollectorValues
from floe_charts.constructs.access import bind
from floe_charts.constructs.addresses import shut_out
from floe_charts.constructs.component import Component
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.network import Peer, rules
from floe_charts.constructs.scopes import When
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import is_set, items, only_if
from floe_charts.flow.never_empty import given
from floe_charts.flow.selection import some
from floe_charts.flow.shared_conditions import any_entry


class OtelCollector(WorkloadChart[OtelCollectorValues]):
    """The collector with a configuration built from values."""

    info = ChartInfo(
        "otel-collector",
        "0.1.0",
        app_version="0.1.0",
        description="OpenTelemetry Collector: takes traces, metrics and logs over OTLP and passes them on.",
        keywords=("floe", "observability", "opentelemetry", "otlp"),
        home="https://opentelemetry.io/docs/collector/",
        sources=(
            "https://github.com/open-telemetry/opentelemetry-collector",
            "https://github.com/open-telemetry/opentelemetry-collector-contrib",
        ),
        maintainers=("The floe-charts authors",),
        icon="https://opentelemetry.io/img/logos/opentelemetry-logo-nav.png",
    )
    values_type = OtelCollectorValues
    overlays = OVERLAYS
    about = ABOUT

    def build(self, values: OtelCollectorValues) -> None:
        self.add_service_account()
        self._bind(values)
        self.collector = Collector(self, "collector", values)
        peer = self.network.peer("collector", self.collector.selector_labels)
        self._accept(peer, values)
        self._send(peer, values)
        self.test = SpanTest(self, "test", values, self.collector)
        self.network.connect(self.test.peer, peer, values.receivers.otlp.http.port, "one span", self.test.wanted)

    def _bind(self, values: OtelCollectorValues) -> None:
        """The account's Role; the binding is named after it, for a binding's role cannot be changed."""
        role: Any = values.service_account.role
        component = Component(self, "role-binding")
        metadata = component.metadata(name=self.cut(f"{self.fullname}-{given(role)}", 63))
        bind(When(component, "bound", is_set(role)), self, metadata, f"{given(role)}", self.service_account)

    def _accept(self, peer: Peer, values: OtelCollectorValues) -> None:
        """Whoever sends telemetry, and whoever scrapes."""
        grpc, http, clients = (
            values.receivers.otlp.grpc,
            values.receivers.otlp.http,
            values.network_policies.clients,
        )
        self.network.accept(peer, grpc.port, "OTLP over gRPC", clients, grpc.enabled)
        self.network.accept(peer, http.port, "OTLP over HTTP", clients, http.enabled)
        extra = self.collector.extra
        self.network.accept(peer, extra.of_policy(), "extraPorts", clients, is_set(extra.ports))
        scraped, scrapers = values.prometheus, values.network_policies.scrapers
        self.network.scrape(peer, METRICS_PORT, "metrics of the collector", scrapers)
        self.network.scrape(peer, scraped.port, "metrics received", scrapers, scraped.enabled)

    def _send(self, peer: Peer, values: OtelCollectorValues) -> None:
        """The exporters' ports, outside the cluster and inside."""
        leaves = any_entry(
            self,
            "sends",
            values.exporters,
            lambda name, exporter: calls(exporter),
            "Whether an exporter calls somebody.",
        )
        anyone_here = k8s.NetworkPolicyPeer(pod_selector=k8s.LabelSelector())
        pods = items(anyone_here, values.network_policies.exporter_pods)
        ports = some(values.exporters, _port)
        role = is_set(values.service_account.role)
        self.network.call_api_server(peer, "asks about pods", values, role)
        self.network.call_outside(peer, ports, "exporters", values.network_policies.external_cidrs, leaves, pods)

    def notes(self) -> list[Any]:
        otlp, prometheus = self.values.receivers.otlp, self.values.prometheus
        service = self.values.collector.service
        host = f"{self.collector.name}.{self.release_namespace}.svc"
        metrics = f"{self.collector.metrics_name}.{self.release_namespace}.svc"
        return [
            *super().notes(),
            only_if(otlp.grpc.enabled, f"OTLP over gRPC: {host}:{otlp.grpc.port}"),
            only_if(otlp.http.enabled, f"OTLP over HTTP: http://{host}:{otlp.http.port}"),
            only_if(
                service.type == "LoadBalancer",
                "The load balancer takes OTLP as plain text, unless config gives the receiver a certificate.",
            ),
            only_if(
                shut_out(service, self.values.network_policies),
                "Nobody outside the namespace reaches it: networkPolicies.clients is empty.",
            ),
            f"Metrics of the collector: http://{metrics}:{METRICS_PORT}/metrics",
            only_if(prometheus.enabled, f"Metrics received: http://{metrics}:{prometheus.port}/metrics"),
            only_if(
                self.collector.config.nothing,
                "No exporter is on: all telemetry goes to the collector's log and nowhere else.",
            ),
            only_if(
                self.test.wanted,
                f"Test the release: helm test {self.release_name} --namespace {self.release_namespace}",
            ),
        ]


def _port(name: str, exporter: Any) -> k8s.NetworkPolicyPort:
    return only_if(calls(exporter), rules.port(exporter.port))
