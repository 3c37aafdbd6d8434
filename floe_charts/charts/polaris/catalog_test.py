"""``helm test`` of the catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.polaris.polaris import Polaris
from floe_charts.charts.polaris.secrets import CLIENT_ID, CLIENT_SECRET, PolarisSecrets
from floe_charts.charts.polaris.values import ROOT_MOUNT, PolarisValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.scopes import When
from floe_charts.constructs.workload import helm_test_pod

SCRIPT = Path(__file__).with_name("list_catalogs.py")
NOBODY = User(65534, 65534)


class CatalogTest(Component):
    """A pod that gets a token with the root principal's Secret and lists the catalogs."""

    def __init__(self, scope: Any, id: str, values: PolarisValues, polaris: Polaris, secrets: PolarisSecrets) -> None:
        super().__init__(scope, id)
        self.values, self.polaris, self.secrets = values, polaris, secrets
        self.peer = self.chart.network.peer(id, self.selector_labels, values.test.enabled)
        volumes = [secrets.root_volume(CLIENT_ID, CLIENT_SECRET)]
        pod = Pod(
            self,
            values.test.pod,
            NOBODY,
            [self._container()],
            volumes=volumes,
            restart_policy="Never",
            active_deadline_seconds=300,
        )
        helm_test_pod(self, pod, scope=When(self, "enabled", values.test.enabled))

    def _container(self) -> k8s.Container:
        return main_container(
            self.chart,
            "list-catalogs",
            self.values.test.image,
            self.values.test.pod,
            command=["python3", "-c", SCRIPT.read_text()],
            env={"POLARIS_URL": self.polaris.url, "POLARIS_REALM": self.values.realm, "CLIENT": ROOT_MOUNT},
            mounts=[self.secrets.root_mount()],
        )
