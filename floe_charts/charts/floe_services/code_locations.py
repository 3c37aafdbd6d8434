"""Code locations: one gRPC server for each entry of a map."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.instance import GRPC_PORT, Instance
from floe_charts.charts.floe_services.run_context import run_context
from floe_charts.charts.floe_services.user_code_values import (
    CODE_LOCATION,
    CONTEXT,
    DAGSTER,
    ROLE,
    SETTINGS_SUM,
    CodeLocationEntry,
    LocationOptions,
)
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.pod.container import container
from floe_charts.constructs.pod.image import image_of
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import probe
from floe_charts.constructs.scopes import Entry, ForEach, When
from floe_charts.constructs.workload import deployment, port
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import fallback, overlaid


class CodeLocations:
    """Deployment and Service for each code location."""

    def __init__(self, scope: Any, values: FloeServicesValues, instance: Instance) -> None:
        self.values, self.instance = values, instance
        labels = {**scope.selector_labels, ROLE: CODE_LOCATION}
        self.peer = scope.network.peer("code-locations", labels)
        for location in ForEach(scope, "code", values.code_locations):
            CodeLocation(location, self)


class OwnOptions:
    """The pod options of one location: its own maps over those of all locations, its own placement in their place."""

    OVER = ("env", "volumes", "pod_labels", "pod_annotations")
    INSTEAD = ("node_selector", "tolerations", "affinity")

    def __init__(self, chart: WorkloadChart[Any], own: CodeLocationEntry, shared: LocationOptions) -> None:
        self.shared = shared
        for name in self.OVER:
            setattr(self, name, overlaid(chart, getattr(own, name), getattr(shared, name)))
        for name in self.INSTEAD:
            setattr(self, name, fallback(getattr(own, name), getattr(shared, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shared, name)


class CodeLocation(Component):
    """One location."""

    def __init__(self, location: Entry[CodeLocationEntry], shared: CodeLocations) -> None:
        super().__init__(location.scope, "code-location", label=f"code-{location.key}")
        self.entry, self.shared, self.instance = location.value, shared, shared.instance
        self.options: Any = OwnOptions(self.chart, location.value, shared.values.code_location_pod)
        self.host = shared.instance.location_host(location.key)
        enabled = When(self, "enabled", self.entry.enabled)
        deployment(self, self._pod(), 1, name=self.host, scope=enabled)
        spec = k8s.ServiceSpec(type="ClusterIP", selector=self.selector_labels, ports=[port("grpc", GRPC_PORT, "grpc")])
        k8s.KubeService(enabled, "service", metadata=self.metadata(name=self.host), spec=spec)

    def _pod(self) -> Pod:
        return Pod(
            self,
            self.options,
            DAGSTER,
            [self._container()],
            volumes=self.instance.volumes(self.options.tmp_size_limit),
            labels={ROLE: CODE_LOCATION},
            annotations={SETTINGS_SUM: self.instance.settings.checksum},
            service_account_name=fallback(self.entry.service_account_name, self.chart.service_account),
        )

    def _container(self) -> k8s.Container:
        values, shared = self.entry, self.shared.values
        health = {"grpc": k8s.GrpcAction(port=GRPC_PORT)}
        return container(
            self.chart,
            "code-location",
            values.image,
            resources=values.resources,
            more_env=self.options.env,
            env_from=shared.code_location_pod.env_from,
            more_volumes=self.options.volumes,
            command=["dagster", "api", "grpc"],
            args=["-h", "0.0.0.0", "-p", str(GRPC_PORT), "-m", values.module, "--log-format", "json"],
            env={
                **self.instance.env(),
                "DAGSTER_CURRENT_IMAGE": image_of(self.chart, values.image),
                CONTEXT: run_context(self.chart, values, shared.runs),
            },
            ports=[k8s.ContainerPort(name="grpc", container_port=GRPC_PORT)],
            mounts=self.instance.mounts(),
            startup_probe=probe(shared.code_location_startup, **health),
            readiness_probe=probe(shared.code_location_probes, **health),
            liveness_probe=probe(shared.code_location_probes, **health),
        )
