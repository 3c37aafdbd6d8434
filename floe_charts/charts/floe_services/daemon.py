"""The Dagster daemon."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.instance import Instance
from floe_charts.charts.floe_services.user_code_values import DAGSTER, HOME
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.database.client import PROGRESS_DEADLINE
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import command, probe
from floe_charts.constructs.scopes import When
from floe_charts.constructs.workload import deployment


class Daemon(Component):
    """One pod, never two: Dagster knows no leader election, so a new one starts when the old one is gone."""

    def __init__(self, scope: Any, id: str, values: FloeServicesValues, instance: Instance, account: str) -> None:
        super().__init__(scope, id)
        self.values, self.instance = values.daemon, instance
        self.image, self.account = values.image, account
        self.peer = self.chart.network.peer(id, self.selector_labels, self.values.enabled)
        enabled = When(self, "enabled", self.values.enabled)
        deployment(
            self,
            self._pod(),
            self.values.replicas,
            scope=enabled,
            recreate=True,
            progress_deadline=PROGRESS_DEADLINE,
        )

    def _pod(self) -> Pod:
        return Pod(
            self,
            self.values.pod,
            DAGSTER,
            [self._container()],
            init=[self.instance.database.wait()],
            volumes=self.instance.volumes(self.values.pod.tmp_size_limit),
            annotations=self.instance.checksums,
            service_account_name=self.account,
            automount_service_account_token=True,
        )

    def _container(self) -> k8s.Container:
        """No readiness: nothing calls the daemon."""
        return main_container(
            self.chart,
            "daemon",
            self.image,
            self.values.pod,
            command=["dagster-daemon", "run"],
            args=["-w", f"{HOME}/workspace.yaml", "--log-format", "json"],
            env=self.instance.env(),
            mounts=self.instance.mounts(),
            liveness_probe=probe(self.values.liveness, **command("dagster-daemon", "liveness-check")),
        )
