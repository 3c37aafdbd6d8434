"""The Polaris server: stateless pods in front of a database; each prepares the realm before it starts."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.polaris.secrets import CREDENTIALS, PolarisSecrets
from floe_charts.charts.polaris.settings import API_PORT, MANAGEMENT_PORT, Settings, jdbc_url
from floe_charts.charts.polaris.values import BOOTSTRAP_VARIABLES, ROOT_MOUNT, STORE_MOUNT, PolarisValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.client import PROGRESS_DEADLINE, VARIABLES
from floe_charts.constructs.pod.container import container, main_container
from floe_charts.constructs.pod.drain import draining
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import http, probe
from floe_charts.constructs.pod.scratch import tmp, tmp_mount
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.publishing import web
from floe_charts.constructs.workload import deployment, disruption_budget, port, replicas_of
from floe_charts.flow.inside import is_set, items, only_if
from floe_charts.flow.layers import overwritten

POLARIS = User(10000, 10001)
STORE_FILE = "AWS_SHARED_CREDENTIALS_FILE"


class Polaris(Component):
    """Deployment, Services and disruption budget."""

    def __init__(
        self,
        scope: Any,
        id: str,
        values: PolarisValues,
        settings: Settings,
        secrets: PolarisSecrets,
        database: Postgres,
    ) -> None:
        super().__init__(scope, id)
        self.values, self.settings, self.secrets, self.database = values, settings, secrets, database
        store = values.object_store
        self.stored: Any = store.enabled & is_set(store.existing_secret)
        self.peer = self.chart.network.peer(id, self.selector_labels)
        deployment(self, self._pod(), replicas_of(values), progress_deadline=PROGRESS_DEADLINE)
        self._services()
        disruption_budget(self, values)

    @property
    def url(self) -> str:
        """Where others reach the catalog."""
        return f"http://{self.name}:{self.values.service.port}"

    def _services(self) -> None:
        web(self, self.values)
        ports = [port("management", MANAGEMENT_PORT, "http")]
        inside = k8s.ServiceSpec(type="ClusterIP", cluster_ip="None", selector=self.selector_labels, ports=ports)
        k8s.KubeService(self, "management", metadata=self.metadata(name=self.named("management")), spec=inside)

    def _pod(self) -> Pod:
        known = [
            self.settings.volume(),
            tmp(self.values.pod.tmp_size_limit),
            self.database.service_file(),
            self.secrets.root_volume(CREDENTIALS),
            self.secrets.key_volume(),
        ]
        return Pod(
            self,
            self.values.pod,
            POLARIS,
            [self._server()],
            init=[self.database.wait(), self._bootstrap()],
            volumes=items(known, only_if(self.stored, self._store_volume())),
            annotations=self.settings.checksums,
        )

    def _store_volume(self) -> k8s.Volume:
        store: Any = self.values.object_store
        keys = [k8s.KeyToPath(key=store.key, path="credentials")]
        return k8s.Volume(
            name="object-store", secret=k8s.SecretVolumeSource(secret_name=store.existing_secret, items=keys)
        )

    def _bootstrap(self) -> k8s.Container:
        """Tables, realm and root principal, unless they are there.

        A server that saw a realm without its tables remembers their version wrongly, so this comes first, in
        the server's own pod: it can block neither ``helm install --wait`` nor a GitOps sync. Of two pods that
        come first at once, one fails on the other's rows and finds all done at its next try. It has the server's
        environment and volumes: what the server needs to reach the database, it needs too.
        """
        settings = ("relational-jdbc", jdbc_url(self.database), self.database.values.username)
        database = dict(zip(BOOTSTRAP_VARIABLES, settings, strict=True))
        return container(
            self.chart,
            "bootstrap",
            self._admin_image(),
            resources=self.values.bootstrap.resources,
            args=["bootstrap", "-f", f"{ROOT_MOUNT}/{CREDENTIALS}"],
            env={**database, **VARIABLES},
            more_env=self.values.pod.env,
            env_from=self.values.pod.env_from,
            more_volumes=self.values.pod.volumes,
            mounts=[tmp_mount(), self.database.service_mount(), self.secrets.root_mount()],
        )

    def _admin_image(self) -> Any:
        """Registry and tag of the server's image: the versions must be the same."""
        return overwritten(self.values.image, self.values.image.admin)

    def _server(self) -> k8s.Container:
        values, ready = self.values, http("/q/health/ready", "management")
        mounts = [self.settings.mount(), tmp_mount(), self.database.service_mount(), self.secrets.key_mount()]
        store = k8s.VolumeMount(name="object-store", mount_path=STORE_MOUNT, read_only=True)
        credentials = only_if(self.stored, k8s.EnvVar(name=STORE_FILE, value=f"{STORE_MOUNT}/credentials"))
        return main_container(
            self.chart,
            "polaris",
            values.image,
            values.pod,
            env={**VARIABLES, STORE_FILE: credentials},
            ports=[
                k8s.ContainerPort(name="http", container_port=API_PORT),
                k8s.ContainerPort(name="management", container_port=MANAGEMENT_PORT),
            ],
            mounts=items(mounts, only_if(self.stored, store)),
            lifecycle=draining(values.drain_seconds),
            startup_probe=probe(values.startup, **ready),
            readiness_probe=probe(values.readiness, **ready),
            liveness_probe=probe(values.liveness, **http("/q/health/live", "management")),
        )
