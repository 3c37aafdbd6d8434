"""Values of otel-collector."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.charts.otel_collector.exporters import ExporterEntry, Printable
from floe_charts.charts.otel_collector.raw_config import raw_config
from floe_charts.constructs.network.values import ApiServerValues, IsolationValues, external_ranges, who_scrapes
from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.ports import PortEntry, PortNumber
from floe_charts.constructs.pod.probes import ProbeValues
from floe_charts.constructs.pod.resources import resources
from floe_charts.constructs.pod.workload_values import (
    DeploymentValues,
    ScaledValues,
    ServiceAccountValues,
    account_name,
)
from floe_charts.constructs.publishing import ServiceValues, environment_rules
from floe_charts.values.constraint import Cidr, Constraint, Duration, ObjectName, ShortDnsLabel
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Reserved, Values, value
from floe_charts.values.rules import Rule

#: Where the configuration and the exporters' secrets are mounted.
CONFIG, SECRETS = "/conf", "/etc/otel-collector/secrets"
HEALTH_PORT, METRICS_PORT = 13133, 8888
#: Annotation of pods that start again when the configuration changes.
CONFIG_SUM = "checksum/collector-config.yaml"
AttributeName = Annotated[
    str, Constraint("an attribute name", {"pattern": r"^[A-Za-z][A-Za-z0-9._-]*$", "maxLength": 253})
]


class CollectorOptions(WorkloadOptions):
    """The collector's pods."""

    reserved: ClassVar[Reserved] = {"volumes": (CONFIG, SECRETS), "podAnnotations": (CONFIG_SUM,)}

    termination_grace_period_seconds: int = value(
        60, "Seconds to send what is queued; the rest is lost.", minimum=0, maximum=86400
    )


class CollectorValues(ScaledValues):
    """The pods that receive, process and send."""

    reserved: ClassVar[Reserved] = {"extraPorts": (str(METRICS_PORT), str(HEALTH_PORT))}

    replicas: int = value(1, "Pods to run, 0 to stop; each takes any part of the telemetry.", minimum=0, maximum=100)
    image: ImageValues = value(
        ImageValues(
            registry="ghcr.io",
            repository="open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib",
            tag="0.159.0",
        ),
        "Image of the collector; it must hold the contrib components.",
    )
    service: ServiceValues = value(ServiceValues(), "How senders reach the collector.")
    extra_ports: dict[PortNumber, PortEntry] = value(
        {},
        "Ports of receivers that config adds, by number in quotes: of the pods, the Service of the senders and the"
        " network policy; one the chart opens anyway changes nothing.",
        example={"9411": {}},
    )
    probes: ProbeValues = value(ProbeValues(), "Liveness and readiness: GET / of the health_check extension.")
    startup: ProbeValues = value(
        ProbeValues(initial_delay_seconds=0, period_seconds=2, failure_threshold=30), "Start: the same GET."
    )
    log_level: Literal["debug", "info", "warn", "error"] = value("info", "What the collector logs, as JSON.")
    metrics_level: Literal["basic", "normal", "detailed"] = value(
        "normal", "How much the collector tells about itself on port 8888."
    )
    pod: CollectorOptions = value(CollectorOptions(), "The collector's pods.")


def port_words(first: int, last: int) -> str:
    """What a port's value says of its range: no schema can keep two values apart."""
    return f"Port, {first} to {last}: no two may be the same, so each has a range of its own."


class GrpcValues(Values):
    """OTLP over gRPC."""

    enabled: bool = value(True, "Receive OTLP over gRPC.")
    port: int = value(4317, port_words(1024, 4317), minimum=1024, maximum=4317)


class HttpValues(Values):
    """OTLP over HTTP."""

    enabled: bool = value(True, "Receive OTLP over HTTP.")
    port: int = value(4318, port_words(4318, 8887), minimum=4318, maximum=8887)


class OtlpValues(Values):
    """The OTLP receiver; at least one of its protocols must be on."""

    grpc: GrpcValues = value(GrpcValues(), "OTLP over gRPC.")
    http: HttpValues = value(HttpValues(), "OTLP over HTTP.")


class ReceiverValues(Values):
    """What the collector listens to."""

    otlp: OtlpValues = value(OtlpValues(), "OTLP.")


class MemoryLimiterValues(Values):
    """Refuses data before the memory limit is reached, so that senders try again and no pod is killed."""

    limit_percentage: int = value(80, "Percent of the memory limit it may use.", minimum=50, maximum=95)
    spike_limit_percentage: int = value(25, "Percent kept free below that for spikes.", minimum=1, maximum=49)


class BatchValues(Values):
    """Sends many items at once."""

    size: int = value(8192, "Items that make a batch.", minimum=1, maximum=1000000)
    timeout: Duration = value("200ms", "How long an incomplete batch waits.")


class ProcessorValues(Values):
    """What happens between receiving and sending, in this order."""

    memory_limiter: MemoryLimiterValues = value(MemoryLimiterValues(), "First in every pipeline.")
    sampling_percentage: float = value(
        100, "Percent of the traces that are kept; the same traces on every pod.", minimum=0, maximum=100
    )
    resource_attributes: dict[AttributeName, Printable] = value(
        {}, "Resource attributes set on everything.", example={"deployment.environment.name": "prod"}
    )
    batch: BatchValues = value(BatchValues(), "Last in every pipeline.")


class PrometheusValues(Values):
    """An endpoint where Prometheus scrapes what senders sent; each pod holds what it received.

    It stands apart from ``exporters`` because it opens a port instead of sending.
    """

    enabled: bool = value(False, "Serve received metrics.")
    port: int = value(8889, port_words(8889, 13132), minimum=8889, maximum=13132)
    metric_expiration: Duration = value("5m", "How long a metric that is no longer sent is served.")


class PolicyValues(IsolationValues):
    """NetworkPolicies: everything is denied but the edges the chart declares."""

    external_cidrs: list[Cidr] = external_ranges("the hosts of the exporters answer")
    exporter_pods: Kubernetes[list[k8s.NetworkPolicyPeer]] = value(
        [], "Pods the exporters send to, beside externalCidrs and the release's namespace."
    )
    api_server: ApiServerValues = value(
        ApiServerValues(), "Where the Kubernetes API server answers, which pods with serviceAccount.role may call."
    )
    clients: Kubernetes[list[k8s.NetworkPolicyPeer]] = value(
        [], "Who may send telemetry, beside the pods of the release's namespace."
    )
    scrapers: Kubernetes[list[k8s.NetworkPolicyPeer]] = who_scrapes()


class AccountValues(ServiceAccountValues):
    """The account the pods run as."""

    name: ObjectName | None = account_name("otel-collector")
    role: ObjectName | None = value(
        None,
        "A Role of the release's namespace to bind the account to, as k8s_attributes needs; the collector's pods then"
        " get a token.",
        example="read-pods",
    )


class TestOptions(WorkloadOptions):
    """The pod of the test."""


class TestValues(Values):
    """What helm test runs: one span through the collector, if OTLP over HTTP is on and traces are taken."""

    enabled: bool = value(True, "Create the helm test pod.")
    image: ImageValues = value(
        ImageValues(repository="library/python", tag="3.13-slim"), "Any image with Python 3.8 or later."
    )
    pod: TestOptions = value(
        TestOptions(resources=resources("50m", "64Mi", "500m", "128Mi"), spread="none"), "The test's pod."
    )


class OtelCollectorValues(DeploymentValues):
    """Everything an installer can set."""

    rules: ClassVar[tuple[Rule, ...]] = (
        *DeploymentValues.rules,
        *environment_rules("collector", "prod runs at least two collectors"),
        Rule(
            {"receivers.otlp.grpc.enabled": {"const": False}},
            {"receivers.otlp.http.enabled": {"const": True}},
            "the collector does not start with nothing to receive: leave grpc or http on",
        ),
    )

    service_account: AccountValues = value(AccountValues(), "The account the pods run as.")
    network_policies: PolicyValues = value(PolicyValues(), "Who may talk to whom.")
    collector: CollectorValues = value(CollectorValues(), "The collector's pods.", section="Collector")
    receivers: ReceiverValues = value(ReceiverValues(), "What is received.", section="Configuration")
    processors: ProcessorValues = value(ProcessorValues(), "What is done to it.")
    exporters: dict[ShortDnsLabel, ExporterEntry] = value(
        {},
        "Where it is sent, by name; a signal no exporter takes is not received. With none all is logged.",
        example={
            "jaeger": {
                "type": "jaeger",
                "signals": ["traces"],
                "host": "jaeger",
                "port": 4317,
                "insecure": True,
            }
        },
    )
    prometheus: PrometheusValues = value(PrometheusValues(), "Metrics for Prometheus to scrape.")
    config: dict[str, Any] = raw_config()
    test: TestValues = value(TestValues(), "The test of the release.", section="Test")
