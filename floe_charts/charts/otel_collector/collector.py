"""The collector: ConfigMap, Deployment, Services."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.otel_collector.config import Configuration
from floe_charts.charts.otel_collector.extra_ports import ExtraPorts
from floe_charts.charts.otel_collector.values import (
    CONFIG,
    CONFIG_SUM,
    HEALTH_PORT,
    METRICS_PORT,
    SECRETS,
    OtelCollectorValues,
)
from floe_charts.constructs.component import Component
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import http, probe
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.publishing import published_service
from floe_charts.constructs.workload import deployment, disruption_budget, port, replicas_of
from floe_charts.flow.inside import is_set, items, only_if
from floe_charts.flow.selection import some
from floe_charts.flow.shared_conditions import any_entry

FILE = "collector-config.yaml"
#: The image's own user; the image holds one binary and no shell.
OTEL = User(10001, 10001)
HEALTH, METRICS = "health", "metrics"


class Collector(Component):
    """Stateless pods behind a Service; telemetry may reach any of them.

    No GOMEMLIMIT: the downward API can only give the whole memory limit, and the memory limiter already
    collects garbage and refuses data at its percentage of it.
    """

    def __init__(self, scope: Any, id: str, values: OtelCollectorValues) -> None:
        super().__init__(scope, id)
        self.values, self.options = values, values.collector
        self.config = Configuration(self.chart, values)
        self.text = self.chart.document(
            "config",
            self.config.document(),
            f"{FILE}: what the collector receives, does and sends.",
            over=values.config,
        )
        self.extra = ExtraPorts(self.chart, values)
        self.secrets = any_entry(
            self.chart,
            "exportersWithSecret",
            values.exporters,
            lambda name, exporter: has_secret(exporter),
            "Whether an exporter has a Secret.",
        )
        k8s.KubeConfigMap(self, "config", metadata=self.metadata(), data={FILE: self.text.text})
        deployment(self, self._pod(), replicas_of(self.options))
        self._senders()
        self._scrapers()
        disruption_budget(self, self.options)

    @property
    def name(self) -> str:
        """The chart is about one thing, so its objects are called like it."""
        fullname: str = self.chart.fullname
        return fullname

    @property
    def metrics_name(self) -> str:
        """The name of the Service that Prometheus finds."""
        return f"{self.name}-metrics"

    def _senders(self) -> None:
        grpc, http_ = self.values.receivers.otlp.grpc, self.values.receivers.otlp.http
        ports = items(
            only_if(grpc.enabled, port("otlp-grpc", grpc.port, "grpc")),
            only_if(http_.enabled, port("otlp-http", http_.port, "http")),
            self.extra.of_service(),
        )
        published_service(self, self.options.service, ports, "otlp")

    def _scrapers(self) -> None:
        """Metrics have a Service of their own, which stays inside the cluster."""
        prometheus = self.values.prometheus
        ports = items(
            port(METRICS, METRICS_PORT, "http"),
            only_if(prometheus.enabled, port("prometheus", prometheus.port, "http")),
        )
        spec = k8s.ServiceSpec(type="ClusterIP", selector=self.selector_labels, ports=ports)
        k8s.KubeService(self, "metrics", metadata=self.metadata(name=self.metrics_name), spec=spec)

    def _ports(self) -> list[k8s.ContainerPort]:
        grpc, http_, prometheus = (
            self.values.receivers.otlp.grpc,
            self.values.receivers.otlp.http,
            self.values.prometheus,
        )
        return items(
            only_if(grpc.enabled, k8s.ContainerPort(name="otlp-grpc", container_port=grpc.port)),
            only_if(http_.enabled, k8s.ContainerPort(name="otlp-http", container_port=http_.port)),
            k8s.ContainerPort(name=METRICS, container_port=METRICS_PORT),
            k8s.ContainerPort(name=HEALTH, container_port=HEALTH_PORT),
            only_if(prometheus.enabled, k8s.ContainerPort(name="prometheus", container_port=prometheus.port)),
            self.extra.of_container(),
        )

    def _pod(self) -> Pod:
        settings = k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=self.name))
        secrets = k8s.Volume(
            name="secrets",
            projected=k8s.ProjectedVolumeSource(sources=some(self.values.exporters, projection)),
        )
        return Pod(
            self,
            self.options.pod,
            OTEL,
            [self._container()],
            volumes=items(settings, only_if(self.secrets, secrets)),
            annotations={CONFIG_SUM: self.text.checksum},
            automount_service_account_token=is_set(self.values.service_account.role),
        )

    def _container(self) -> k8s.Container:
        options, alive = self.options, http("/", HEALTH)
        secrets = k8s.VolumeMount(name="secrets", mount_path=SECRETS, read_only=True)
        return main_container(
            self.chart,
            "collector",
            options.image,
            options.pod,
            args=[f"--config={CONFIG}/{FILE}"],
            ports=self._ports(),
            mounts=items(
                k8s.VolumeMount(name="config", mount_path=CONFIG, read_only=True),
                only_if(self.secrets, secrets),
            ),
            startup_probe=probe(options.startup, **alive),
            readiness_probe=probe(options.probes, **alive),
            liveness_probe=probe(options.probes, **alive),
        )


def has_secret(exporter: Any) -> Any:
    """Whether the exporter's secret must be mounted."""
    return exporter.enabled & is_set(exporter.secret.name)


def projection(name: str, exporter: Any) -> k8s.VolumeProjection:
    """The exporter's key of its Secret, as a file of the exporter's name."""
    keys = [k8s.KeyToPath(key=exporter.secret.key, path=name)]
    return only_if(
        has_secret(exporter),
        k8s.VolumeProjection(secret=k8s.SecretProjection(name=exporter.secret.name, items=keys)),
    )
