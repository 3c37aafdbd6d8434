"""Values of a PostgreSQL database."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.database.client import MOUNT
from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.probes import ProbeValues
from floe_charts.constructs.pod.resources import COMPLETE, resources
from floe_charts.constructs.pod.scratch import tmp_limit
from floe_charts.constructs.secret.values import generated_or_existing
from floe_charts.values.constraint import (
    HostName,
    Identifier,
    ObjectName,
    OptionalSecretKey,
    ParameterName,
    SecretKey,
    StorageQuantity,
)
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Reserved, Values, value
from floe_charts.values.rules import Rule


class SecretValues(Values):
    """The Secret with the database's password."""

    existing_secret: ObjectName | None = value(
        None, "An existing Secret; unset generates one and keeps it.", example="database-auth"
    )
    password_key: SecretKey = value("password", "Key that holds the password.")
    service_file_key: SecretKey = value(
        "pg_service.conf", "Key that holds a libpq service file: [floe], then password=…"
    )
    ca_key: OptionalSecretKey = value(
        "",
        "Key of the existingSecret that holds the certificates of the server's CA, as PEM. Every client has them at"
        " /etc/floe/postgres/ca.crt, which the service file must name as sslrootcert; empty mounts none.",
    )


class StorageValues(Values):
    """The volume of the data. An installed claim never changes; README.md says how to enlarge it."""

    size: StorageQuantity = value("10Gi", "Size of the volume, fixed once it is installed.")
    storage_class_name: ObjectName | None = value(
        None, "StorageClass, fixed once it is installed; unset takes the cluster's default.", example="fast"
    )


class WaitValues(Values):
    """Init containers that wait until the database answers."""

    timeout_seconds: int = value(
        600, "Seconds until the wait fails and says what was missing.", minimum=1, maximum=3600
    )
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("50m", "32Mi", "200m", "64Mi"), "CPU and memory.", schema=COMPLETE
    )


class ServerOptions(WorkloadOptions):
    """The built-in server's pod."""

    reserved: ClassVar[Reserved] = {
        "env": ("PGDATA", "POSTGRES_DB", "POSTGRES_PASSWORD_FILE", "POSTGRES_USER"),
        "volumes": ("/dev/shm", MOUNT, "/tmp", "/var/lib/postgresql", "/var/run/postgresql"),
    }

    termination_grace_period_seconds: int = value(
        120, "Seconds the server gets for a fast shutdown.", minimum=0, maximum=86400
    )
    tmp_size_limit: StorageQuantity = tmp_limit("1Gi")
    shm_size_limit: StorageQuantity = value(
        "1Gi", "Most that /dev/shm may hold, for parallel queries; it counts as memory of the server."
    )


#: Parameters the chart sets itself, or whose files and sockets it or the image has in a place of its own.
OWN_PARAMETERS = (
    "config_file",
    "data_directory",
    "hba_file",
    "ident_file",
    "listen_addresses",
    "port",
    "unix_socket_directories",
)


class PostgresValues(Values):
    """A PostgreSQL database: a server of the chart's own, or one that exists."""

    reserved: ClassVar[Reserved] = {"parameters": OWN_PARAMETERS}

    mode: Literal["builtin", "external"] = value("builtin", "builtin runs a server; external renders nothing of it.")
    host: HostName = value("", "Host of an external server.")
    port: int = value(5432, "Port of the server.", minimum=1024, maximum=65535)
    database: Identifier = value("floe", "Name of the database; the built-in server makes it at its first start only.")
    username: Identifier = value("floe", "Owner of the database; the built-in server makes it at its first start only.")
    secret: SecretValues = value(SecretValues(), "The Secret with the password; it needs both keys.")
    image: ImageValues = value(
        ImageValues(repository="library/postgres", tag="18.6"),
        "Image of the server: the Debian one, whose user is 999. A new major version needs a dump and restore.",
    )
    parameters: dict[ParameterName, str] = value(
        {},
        "Parameters of the built-in server, by name in lower case, as text; nothing secret. A change restarts it.",
        example={"max_connections": "200", "shared_buffers": "256MB"},
    )
    storage: StorageValues = value(StorageValues(), "Volume of the built-in server.")
    server: ServerOptions = value(ServerOptions(), "Pod of the built-in server.")
    probes: ProbeValues = value(ProbeValues(timeout_seconds=5), "Liveness and readiness of the built-in server.")
    startup: ProbeValues = value(
        ProbeValues(initial_delay_seconds=5, timeout_seconds=5, failure_threshold=60),
        "Start of the built-in server, recovery included.",
    )
    wait: WaitValues = value(WaitValues(), "How others wait for the database.")


def postgres_rules(path: str) -> tuple[Rule, ...]:
    """What an external database needs, one whose Secret nobody generates, and one whose CA is in its Secret.

    ``path`` is where the database's values lie; those of the SecretGenerator lie under ``secrets``.
    """
    secret: dict[str, dict[str, Any]] = {
        f"{path}.secret.existingSecret": {"type": "string"},
        f"{path}.secret": {"required": ["existingSecret"]},
    }
    host: dict[str, dict[str, Any]] = {f"{path}.host": {"minLength": 1}}
    return (
        Rule(
            {f"{path}.secret.caKey": {"type": "string", "minLength": 1}},
            secret,
            f"{path}: a caKey needs an existingSecret, for a generated one holds no CA",
        ),
        Rule(
            {f"{path}.mode": {"const": "external"}},
            {**host, **secret},
            f"{path}: an external database needs a host and an existingSecret",
        ),
        generated_or_existing(f"{path}.secret"),
    )
