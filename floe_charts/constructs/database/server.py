"""The built-in PostgreSQL server: a StatefulSet of one, its volume and its Services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.database.client import MOUNT
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import command, probe
from floe_charts.constructs.pod.scratch import scratch, tmp
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.unions import quantity
from floe_charts.constructs.workload import port
from floe_charts.flow.inside import each, items

if TYPE_CHECKING:
    from floe_charts.constructs.database.postgres import Postgres

#: The image's own user on Debian.
POSTGRES = User(999, 999)
DATA = "/var/lib/postgresql"
#: A folder of its own inside the volume: the server insists on owning it, and before version 18 the image's
#: default lay on a volume of the image's, which dies with the pod.
PGDATA = f"{DATA}/pgdata"
#: A folder for the socket and its lock file, and the room they need.
SOCKET, SOCKET_SIZE_LIMIT = "/var/run/postgresql", "1Mi"


class Server:
    """Objects of the built-in server, under a scope that exists only in mode ``builtin``."""

    def __init__(self, database: Postgres, scope: Construct) -> None:
        self.database, self.values = database, database.values
        self._services(scope)
        self._stateful_set(scope)

    def _services(self, scope: Construct) -> None:
        """One Service for clients, and a headless one that gives the pod its name."""
        database = self.database
        spec: dict[str, Any] = {
            "selector": database.selector_labels,
            "ports": [port("postgresql", database.port)],
        }
        k8s.KubeService(scope, "service", metadata=database.metadata(), spec=k8s.ServiceSpec(type="ClusterIP", **spec))
        headless = k8s.ServiceSpec(type="ClusterIP", cluster_ip="None", publish_not_ready_addresses=True, **spec)
        k8s.KubeService(scope, "headless", metadata=database.metadata(name=self._headless()), spec=headless)

    def _headless(self) -> str:
        return self.database.named("headless")

    def _stateful_set(self, scope: Construct) -> None:
        pod = Pod(self.database, self.values.server, POSTGRES, [self._container()], volumes=self._volumes())
        spec = k8s.StatefulSetSpec(
            replicas=1,
            # In order, a pod that never gets ready keeps the controller from replacing it: helm rollback after a
            # parameter the server refuses would wait for ever for a pod somebody has to delete.
            pod_management_policy="Parallel",
            service_name=self._headless(),
            selector=self.database.selector(),
            template=pod.template(),
            volume_claim_templates=[self._claim()],
        )
        k8s.KubeStatefulSet(scope, "stateful-set", metadata=self.database.metadata(), spec=spec)

    def _claim(self) -> k8s.KubePersistentVolumeClaimProps:
        storage = self.values.storage
        requests = {"storage": quantity(storage.size)}
        spec = k8s.PersistentVolumeClaimSpec(
            access_modes=["ReadWriteOnce"],
            storage_class_name=storage.storage_class_name,
            resources=k8s.ResourceRequirements(requests=requests),
        )
        return k8s.KubePersistentVolumeClaimProps(
            metadata=k8s.ObjectMeta(name="data", labels=self.database.selector_labels), spec=spec
        )

    def _volumes(self) -> list[k8s.Volume]:
        keys = [k8s.KeyToPath(key=self.values.secret.password_key, path="password")]
        secret = k8s.SecretVolumeSource(secret_name=self.database.secret, items=keys)
        return [
            k8s.Volume(name="auth", secret=secret),
            tmp(self.values.server.tmp_size_limit),
            scratch("socket", SOCKET_SIZE_LIMIT),
            scratch("shm", self.values.server.shm_size_limit, "Memory"),
        ]

    def _container(self) -> k8s.Container:
        values = self.values
        settings = each(values.parameters, lambda name, setting: f"--{name}={setting}")
        return main_container(
            self.database.chart,
            "postgresql",
            values.image,
            values.server,
            args=items(["-c", f"port={values.port}"], settings),
            env=self._environment(),
            ports=[k8s.ContainerPort(name="postgresql", container_port=values.port)],
            mounts=self._mounts(),
            **self._probes(),
        )

    def _environment(self) -> dict[str, str]:
        """What the image's entrypoint reads: where the data lies, and what to make at the first start."""
        return {
            "PGDATA": PGDATA,
            "POSTGRES_DB": self.values.database,
            "POSTGRES_USER": self.values.username,
            "POSTGRES_PASSWORD_FILE": f"{MOUNT}/password",
        }

    @staticmethod
    def _mounts() -> list[k8s.VolumeMount]:
        folders = {"data": DATA, "shm": "/dev/shm", "tmp": "/tmp", "socket": SOCKET}
        password = k8s.VolumeMount(name="auth", mount_path=MOUNT, read_only=True)
        return [password, *(k8s.VolumeMount(name=name, mount_path=path) for name, path in folders.items())]

    def _probes(self) -> dict[str, k8s.Probe]:
        values = self.values
        asked = ("-h", "127.0.0.1", "-p", f"{values.port}", "-U", values.username, "-d", values.database)
        ready = command("pg_isready", *asked)
        return {
            "startup_probe": probe(values.startup, **ready),
            "liveness_probe": probe(values.probes, **ready),
            "readiness_probe": probe(values.probes, **ready),
        }
