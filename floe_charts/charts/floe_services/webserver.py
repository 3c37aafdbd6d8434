"""The Dagster webserver."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.instance import Instance
from floe_charts.charts.floe_services.user_code_values import DAGSTER, HOME
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.database.client import PROGRESS_DEADLINE
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.drain import draining
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import http, probe, tcp
from floe_charts.constructs.publishing import web
from floe_charts.constructs.workload import deployment, disruption_budget, replicas_of
from floe_charts.flow.inside import choose, is_set, items, not_, only_if
from floe_charts.flow.never_empty import given

PORT = 3000


class Webserver(Component):
    """Stateless pods behind a Service; they launch and terminate runs through the Kubernetes API."""

    def __init__(self, scope: Any, id: str, values: FloeServicesValues, instance: Instance, account: str) -> None:
        super().__init__(scope, id)
        self.values, self.instance = values.webserver, instance
        self.image = values.image
        able = choose(self.values.read_only, self.chart.service_account, account)
        self.account = self.chart.text("webserver.serviceAccount", able, "Who may launch runs, unless it is read-only.")
        self.peer = self.chart.network.peer(id, self.selector_labels)
        deployment(self, self._pod(), replicas_of(self.values), progress_deadline=PROGRESS_DEADLINE)
        web(self, self.values)
        disruption_budget(self, self.values)

    def _pod(self) -> Pod:
        """What only reads gets no token, and so a ``dagster.yaml`` without the launcher that wants one."""
        reads = self.values.read_only
        return Pod(
            self,
            self.values.pod,
            DAGSTER,
            [self._container()],
            init=[self.instance.database.wait()],
            volumes=self.instance.volumes(
                self.values.pod.tmp_size_limit, items=only_if(reads, self.instance.reading_files())
            ),
            annotations=self.instance.checksums,
            service_account_name=self.account,
            automount_service_account_token=not_(reads),
        )

    def _container(self) -> k8s.Container:
        values = self.values
        ready = http(f"{values.path_prefix}/server_info", "http")
        return main_container(
            self.chart,
            "webserver",
            self.image,
            values.pod,
            command=["dagster-webserver"],
            args=items(
                *("-h", "0.0.0.0", "-p", str(PORT), "-w", f"{HOME}/workspace.yaml", "--log-format", "json"),
                only_if(is_set(values.path_prefix), f"--path-prefix={given(values.path_prefix)}"),
                only_if(values.read_only, "--read-only"),
            ),
            env=self.instance.env(),
            ports=[k8s.ContainerPort(name="http", container_port=PORT)],
            mounts=self.instance.mounts(),
            lifecycle=draining(values.drain_seconds),
            startup_probe=probe(values.startup, **ready),
            readiness_probe=probe(values.readiness, **ready),
            liveness_probe=probe(values.liveness, **tcp("http")),
        )
