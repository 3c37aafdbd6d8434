"""PostgreSQL as one object: a client asks it for the edge, host and port, the wait, the files and the test."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.component import Component
from floe_charts.constructs.database.client import CA_FILE, MOUNT, SERVICE, SERVICE_FILE, VARIABLES
from floe_charts.constructs.database.connection_test import DatabaseTest
from floe_charts.constructs.database.server import Server
from floe_charts.constructs.database.values import PostgresValues
from floe_charts.constructs.network import Peer
from floe_charts.constructs.pod.container import container
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.scopes import When
from floe_charts.constructs.secret import GeneratedSecret, SecretGeneratorValues, secret_name
from floe_charts.flow.inside import choose, is_set, items, not_, only_if

VOLUME = "postgres-auth"
WAIT = """\
end=$(( $(date +%s) + TIMEOUT ))
until pg_isready --quiet --timeout=3; do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "PostgreSQL at $PGHOST:$PGPORT did not answer within $TIMEOUT s" >&2
    exit 1
  fi
  sleep 2
done
"""


class Postgres(Component):
    """A database that services are wired to.

    >>> database = Postgres(self, "postgresql", values.postgresql, values.secrets)     # doctest: +SKIP
    >>> database.used_by(webserver_peer, "instance storage")                           # doctest: +SKIP
    """

    def __init__(self, scope: Construct, id: str, values: PostgresValues, generator: SecretGeneratorValues) -> None:
        super().__init__(scope, id)
        self.values = values
        self.builtin: Any = values.mode == "builtin"
        own = f"{self.name}-auth"
        name = secret_name(values.secret.existing_secret, own)
        self.secret = self.chart.text(f"{id}.secret", name, "The Secret with the database's password.")
        self.peer: Peer = self.chart.network.peer(id, self.selector_labels, self.builtin)
        self.generated = self._generate(own, generator)
        Server(self, When(self, "builtin", self.builtin))

    def _generate(self, name: str, generator: SecretGeneratorValues) -> GeneratedSecret:
        keys = self.values.secret
        service = f"[{SERVICE}]\npassword={{random}}\n"
        texts = ((keys.password_key, "{random}"), (keys.service_file_key, service))
        return GeneratedSecret(
            self.chart,
            f"{self.id}-auth",
            name=name,
            texts=texts,
            values=generator,
            needed=not_(is_set(keys.existing_secret)),
        )

    @property
    def host(self) -> str:
        """The DNS name others reach the database by."""
        host = choose(self.builtin, self.name, self.values.host)
        shared: str = self.chart.text(f"{self.id}.host", host, "The host of the database, wherever it is.")
        return shared

    @property
    def port(self) -> int:
        """The port others reach the database by."""
        return self.values.port

    def used_by(self, client: Peer, why: str) -> None:
        """Declare that pods call the database, wherever it is."""
        network = self.chart.network
        network.call_backing(client, self.peer, self.port, why, self.chart.values.network_policies.external_cidrs)

    def service_file(self) -> k8s.Volume:
        """The service file with the password, which libpq reads at any mode, unlike a password file; and the CA."""
        keys = self.values.secret
        authority = only_if(is_set(keys.ca_key), _file(keys.ca_key, CA_FILE))
        files = items(_file(keys.service_file_key, SERVICE_FILE), authority)
        return k8s.Volume(name=VOLUME, secret=k8s.SecretVolumeSource(secret_name=self.secret, items=files))

    @staticmethod
    def service_mount() -> k8s.VolumeMount:
        """Where the service file is mounted."""
        return k8s.VolumeMount(name=VOLUME, mount_path=MOUNT, read_only=True)

    def environment(self) -> dict[str, Any]:
        """Variables every libpq client reads."""
        return {
            "PGHOST": self.host,
            "PGPORT": f"{self.port}",
            "PGUSER": self.values.username,
            "PGDATABASE": self.values.database,
        }

    def client_environment(self) -> dict[str, Any]:
        """Variables of a libpq client that logs in: the password comes from the mounted service file."""
        return {**self.environment(), **VARIABLES, "PGSERVICE": SERVICE}

    def test(self, options: WorkloadOptions, enabled: Any) -> None:
        """Let ``helm test`` run a query."""
        DatabaseTest(self.chart, f"{self.id}-test", self, options, enabled)

    def wait(self) -> k8s.Container:
        """An init container that blocks until the database answers, and names it when it does not."""
        return container(
            self.chart,
            f"wait-for-{self.id}",
            self.values.image,
            resources=self.values.wait.resources,
            env={**self.environment(), "TIMEOUT": f"{self.values.wait.timeout_seconds}"},
            command=["sh", "-ec", WAIT],
        )


def _file(key: str, path: str) -> k8s.KeyToPath:
    """A key of the Secret as a file below the mount."""
    return k8s.KeyToPath(key=key, path=path.removeprefix(f"{MOUNT}/"))
