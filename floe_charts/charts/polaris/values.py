"""Values of Apache Polaris."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.charts.polaris.access_values import CatalogIngress, CatalogRoute, PolarisService
from floe_charts.constructs.database import PostgresValues, client
from floe_charts.constructs.database.values import StorageValues
from floe_charts.constructs.pod.drain import drain_value
from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.probes import ProbeValues
from floe_charts.constructs.pod.resources import COMPLETE, resources
from floe_charts.constructs.pod.scratch import tmp_limit
from floe_charts.constructs.pod.workload_values import ScaledValues
from floe_charts.values.constraint import (
    Constraint,
    Digest,
    ObjectName,
    Repository,
    SecretKey,
    StorageQuantity,
)
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Reserved, Values, value

ROOT_MOUNT, KEY_MOUNT, STORE_MOUNT = (
    "/etc/floe/polaris/root",
    "/etc/floe/polaris/token-key",
    "/etc/floe/polaris/object-store",
)
CONFIG = "/deployments/config"
#: Annotation of pods that start again when the settings change.
SETTINGS_SUM = "checksum/application.properties"

#: What the bootstrap is told by its environment, in this order: kind of persistence, database, user.
BOOTSTRAP_VARIABLES = ("POLARIS_PERSISTENCE_TYPE", "QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_USERNAME")

#: Safe as they are in JSON, YAML and a properties file.
Word = Annotated[
    str,
    Constraint(
        "letters, digits, '-' and '_', starting with a letter",
        {"pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "maxLength": 63},
    ),
]
PropertyName = Annotated[
    str,
    Constraint("a property name such as polaris.log.level", {"pattern": '^[a-z][A-Za-z0-9._"-]*$', "maxLength": 253}),
]
PropertyText = Annotated[
    str,
    Constraint(
        "one line of ASCII without backslashes or blanks at the ends",
        {"pattern": r"^[!-\[\]-~]([ -\[\]-~]*[!-\[\]-~])?$", "maxLength": 4096},
    ),
]


class AdminImage(Values):
    """What the admin tool's image has of its own."""

    repository: Repository = value("apache/polaris-admin-tool", "Repository of the admin tool.")
    digest: Digest = value("", "Digest of the admin tool's image; wins over the tag.")


class PolarisImage(ImageValues):
    """Image of the server, and of the admin tool, which must be of the same version: one tag serves both."""

    admin: AdminImage = value(AdminImage(), "The admin tool; registry and tag are the server's.")


class PolarisOptions(WorkloadOptions):
    """The server's pods; environment variables and volumes are the bootstrap's as well."""

    reserved: ClassVar[Reserved] = {
        "env": ("AWS_SHARED_CREDENTIALS_FILE", *BOOTSTRAP_VARIABLES, *client.VARIABLES),
        "volumes": (client.MOUNT, ROOT_MOUNT, KEY_MOUNT, STORE_MOUNT, CONFIG, "/tmp"),
        "podAnnotations": (SETTINGS_SUM,),
    }

    tmp_size_limit: StorageQuantity = tmp_limit("1Gi")


class RootValues(Values):
    """The root principal, made by the bootstrap; a later change here changes nothing in the catalog."""

    client_id: Word = value("root", "Client id of a generated Secret.")
    existing_secret: ObjectName | None = value(
        None,
        "An existing Secret with three keys; unset generates one and keeps it.",
        example="polaris-root",
    )
    client_id_key: SecretKey = value("client-id", "Key that holds the client id.")
    client_secret_key: SecretKey = value("client-secret", "Key that holds the client secret.")
    credentials_key: SecretKey = value(
        "credentials.yaml",
        "Key that holds both for the bootstrap, as YAML: client-id and client-secret below the realm's name.",
    )


class TokenKeyValues(Values):
    """The key that signs tokens; all replicas share it. A change needs a restart and makes tokens invalid."""

    existing_secret: ObjectName | None = value(
        None,
        "An existing Secret with the key; unset generates one and keeps it.",
        example="polaris-token-key",
    )
    key: SecretKey = value("symmetric.key", "Key of the Secret that holds the signing key, at least 32 characters.")


class BootstrapValues(Values):
    """The init container that prepares database and realm; it does nothing where nothing is to be done."""

    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("100m", "256Mi", "1", "512Mi"), "CPU and memory.", schema=COMPLETE
    )


class ObjectStoreValues(Values):
    """How the server reaches the object store; endpoint and path style are settings of each catalog."""

    enabled: bool = value(False, "Let the server call an object store.")
    existing_secret: ObjectName | None = value(
        None,
        "An existing Secret with an AWS credentials file; unset leaves it to the pod's cloud identity.",
        example="lake",
    )
    key: SecretKey = value("credentials", "Key of the Secret that holds the file.")
    port: int = value(
        443, "Port of the store and of its token service, for the network policy.", minimum=1, maximum=65535
    )
    pods: Kubernetes[list[k8s.NetworkPolicyPeer]] = value(
        [],
        "The store's pods, where it runs in the cluster, for the network policy.",
        example=[{"podSelector": {"matchLabels": {"app": "store"}}}],
    )


class CatalogTestOptions(WorkloadOptions):
    """The pods of helm test."""

    reserved: ClassVar[Reserved] = {
        "env": ("CLIENT", "POLARIS_REALM", "POLARIS_URL", *client.RESERVED["env"]),
        "volumes": (ROOT_MOUNT, *client.RESERVED["volumes"]),
    }


class CatalogTestValues(Values):
    """``helm test``: get a token as root, list the catalogs; ask the database over SQL."""

    enabled: bool = value(True, "Create the helm test pods.")
    image: ImageValues = value(
        ImageValues(repository="library/python", tag="3.13-slim"), "Any image with Python 3.8 or later."
    )
    pod: CatalogTestOptions = value(
        CatalogTestOptions(resources=resources("50m", "64Mi", "500m", "128Mi"), spread="none"),
        "The pods of the tests.",
    )


#: Properties the chart writes itself.
OWN_PROPERTIES = (
    "polaris.authentication.token-broker.symmetric-key.file",
    "polaris.authentication.token-broker.type",
    "polaris.persistence.type",
    "polaris.realm-context.realms",
    "quarkus.datasource.jdbc.url",
    "quarkus.datasource.username",
    "quarkus.http.port",
    "quarkus.log.console.json.enabled",
    "quarkus.log.file.enabled",
    "quarkus.log.level",
    "quarkus.management.port",
    "quarkus.otel.exporter.otlp.endpoint",
    "quarkus.otel.sdk.disabled",
)


class PolarisValues(ScaledValues):
    """Apache Polaris, the Iceberg REST catalog."""

    reserved: ClassVar[Reserved] = {"properties": OWN_PROPERTIES}

    image: PolarisImage = value(
        PolarisImage(repository="apache/polaris", tag="1.7.0"),
        "Image of the server. From 1.8 on a schema must be made in the database before the bootstrap.",
    )
    realm: Word = value("POLARIS", "The realm; it is made at the first start and cannot be renamed.")
    log_level: Literal["DEBUG", "INFO", "WARN", "ERROR"] = value(
        "INFO", "Least severe messages to log; they are JSON on stdout."
    )
    tracing: bool = value(True, "Send traces to the platform's collector, where it is deployed.")
    properties: dict[PropertyName, PropertyText] = value(
        {},
        "More properties of Polaris or Quarkus; nothing secret.",
        example={"polaris.authentication.token-broker.max-token-generation": "PT30M"},
    )
    service: PolarisService = value(PolarisService(), "How the catalog is reached.")
    ingress: CatalogIngress = value(CatalogIngress(), "A way in through the cluster's ingress controller.")
    http_route: CatalogRoute = value(CatalogRoute(), "A way in through the cluster's Gateways.")
    root: RootValues = value(RootValues(), "The root principal.")
    token_key: TokenKeyValues = value(TokenKeyValues(), "The key that signs tokens.")
    bootstrap: BootstrapValues = value(BootstrapValues(), "Preparation of database and realm.")
    object_store: ObjectStoreValues = value(ObjectStoreValues(), "The object store.")
    drain_seconds: int = drain_value()
    startup: ProbeValues = value(
        ProbeValues(timeout_seconds=10, failure_threshold=30), "Start: GET /q/health/ready on port 8182."
    )
    readiness: ProbeValues = value(
        ProbeValues(timeout_seconds=10), "Readiness: GET /q/health/ready on port 8182; it asks the database."
    )
    liveness: ProbeValues = value(ProbeValues(timeout_seconds=10), "Liveness: GET /q/health/live on port 8182.")
    pod: PolarisOptions = value(
        PolarisOptions(resources=resources("500m", "1Gi", "2", "2Gi"), termination_grace_period_seconds=60),
        "The server's pods; env and volumes are the init container bootstrap's as well.",
    )
    database: PostgresValues = value(
        PostgresValues(database="polaris", username="polaris", storage=StorageValues(size="10Gi")),
        "The catalog's database.",
    )
    test: CatalogTestValues = value(CatalogTestValues(), "The test.")
