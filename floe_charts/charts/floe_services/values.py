"""Values of floe-services."""

from __future__ import annotations

from typing import ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.database import PostgresValues, postgres_rules
from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import (
    COMPLETE,
    EnvEntry,
    PodOptions,
    Scheduling,
    VolumeEntry,
    WorkloadOptions,
    resources,
)
from floe_charts.constructs.pod.probes import ProbeValues
from floe_charts.constructs.pod.workload_values import NetworkValues, WorkloadValues
from floe_charts.constructs.secret import SecretGeneratorValues
from floe_charts.values.constraint import EnvName, LabelKey, ModuleName, Path, ShortDnsLabel
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import REQUIRED, Values, value
from floe_charts.values.rules import Rule

HOME = "/opt/dagster/dagster_home"
#: What the chart sets in every Dagster container.
RESERVED = {
    "env": ("DAGSTER_HOME", "HOME", "PGSERVICEFILE"),
    "volumes": ("/etc/floe/postgres", HOME, "/tmp"),
}


#: What a code location tells the run launcher of its runs: the variable behind ``dagster api grpc --container-context``.
CONTEXT = "DAGSTER_CLI_API_GRPC_CONTAINER_CONTEXT"


class DagsterOptions(WorkloadOptions):
    """A pod that runs Dagster."""

    reserved: ClassVar = RESERVED


class LocationOptions(PodOptions):
    """The pods of code locations."""

    reserved: ClassVar = {**RESERVED, "env": (*RESERVED["env"], "DAGSTER_CURRENT_IMAGE", CONTEXT)}


class ServiceValues(Values):
    """How the webserver is reached."""

    type: Literal["ClusterIP", "LoadBalancer"] = value("ClusterIP", "LoadBalancer only in staging and prod; with NetworkPolicies it needs networkPolicies.clients.")
    port: int = value(3000, "Port of the Service.", minimum=1, maximum=65535)
    annotations: dict[LabelKey, str] = value({}, "Annotations, for a cloud's load balancer.")


class WebserverValues(Values):
    """The user interface and GraphQL API."""

    replicas: int = value(1, "Pods to run.", minimum=0, maximum=100)
    read_only: bool = value(False, "Serve without changing anything, as an account without rights to launch runs.")
    service: ServiceValues = value(ServiceValues(), "How the webserver is reached.")
    readiness: ProbeValues = value(ProbeValues(timeout_seconds=10), "Readiness: GET /server_info.")
    liveness: ProbeValues = value(ProbeValues(), "Liveness: a TCP connect, because HTTP answers 200 on any unknown path.")
    startup: ProbeValues = value(ProbeValues(timeout_seconds=10, failure_threshold=30), "Start: GET /server_info.")
    pod: DagsterOptions = value(
        DagsterOptions(resources=resources("500m", "512Mi", "1", "1Gi")), "The webserver's pods."
    )


class DaemonValues(Values):
    """Schedules, sensors and the run queue. One pod by Dagster's own design: it has no leader election."""

    enabled: bool = value(True, "Run the daemon.")
    max_concurrent_runs: int = value(10, "Runs the queue lets through at once.", minimum=1, maximum=10000)
    liveness: ProbeValues = value(
        ProbeValues(initial_delay_seconds=60, period_seconds=60, timeout_seconds=30),
        "Liveness: dagster-daemon liveness-check.",
    )
    pod: DagsterOptions = value(
        DagsterOptions(resources=resources("250m", "512Mi", "500m", "1Gi"), spread="none"),
        "The daemon's pod.",
    )


class CodeLocationEntry(Values):
    """One code location: a gRPC server with the pipelines of a team, and the image its runs use."""

    reserved: ClassVar = {**RESERVED, "env": (*RESERVED["env"], "DAGSTER_CURRENT_IMAGE", CONTEXT)}

    image: ImageValues = value(REQUIRED, "Image with the code, built on the chart's Dagster version.")
    module: ModuleName = value(REQUIRED, "Python module that holds the definitions.")
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("250m", "512Mi", "1", "1Gi"), "CPU and memory of the gRPC server.", schema=COMPLETE
    )
    env: dict[EnvName, EnvEntry] = value(
        {},
        "Environment variables of the gRPC server, in place of codeLocationPod's, and of this location's runs.",
        example={"SALES_TOKEN": {"secret": {"name": "sales", "key": "token"}}},
    )
    volumes: dict[Path, VolumeEntry] = value(
        {},
        "Volumes of the gRPC server by mount path, in place of codeLocationPod's, and of this location's runs;"
        " no path may be one of runs.volumes.",
        example={"/etc/sales": {"secret": {"secretName": "sales"}}},
    )


class RunValues(Scheduling):
    """The Jobs that K8sRunLauncher makes, one for each run."""

    reserved: ClassVar = {**RESERVED, "env": (*RESERVED["env"], "DAGSTER_RUN_JOB_NAME")}

    env: dict[EnvName, EnvEntry] = value(
        {}, "Environment variables of every run, by name.", example={"TZ": {"value": "UTC"}}
    )
    volumes: dict[Path, VolumeEntry] = value(
        {},
        "More volumes of every run, by mount path.",
        example={"/etc/lake": {"secret": {"secretName": "lake"}}},
    )
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("1", "2Gi", "4", "4Gi"), "CPU and memory of a run.", schema=COMPLETE
    )
    ttl_seconds_after_finished: int = value(86400, "Seconds a finished run's Job is kept.", minimum=0, maximum=2592000)
    active_deadline_seconds: int = value(86400, "Seconds until a run is stopped.", minimum=1, maximum=2592000)
    start_timeout_seconds: int = value(
        300, "Seconds until a run that does not start counts as failed.", minimum=1, maximum=86400
    )


class MigrationValues(Values):
    """The schema step: a hook Job after the install and after each upgrade."""

    enabled: bool = value(True, "Run dagster instance migrate.")
    active_deadline_seconds: int = value(
        900, "Seconds until the migration counts as failed, its wait for the database included.", minimum=1, maximum=86400
    )
    pod: DagsterOptions = value(
        DagsterOptions(resources=resources("250m", "512Mi", "1", "1Gi"), spread="none"),
        "The migration's pod.",
    )


class PolicyValues(NetworkValues):
    """NetworkPolicies, and what only the installer's own code knows."""

    user_code_egress: Kubernetes[list[k8s.NetworkPolicyEgressRule]] = value(
        [],
        "What runs and code locations may call beside the database: catalogs, object stores, sources.",
        example=[{"to": [{"ipBlock": {"cidr": "10.0.0.0/8"}}], "ports": [{"port": 443}]}],
    )


class TestOptions(WorkloadOptions):
    """The pods of helm test."""

    reserved: ClassVar = {
        "env": ("PGDATABASE", "PGHOST", "PGPORT", "PGSERVICE", "PGSERVICEFILE", "PGUSER"),
        "volumes": ("/etc/floe/postgres",),
    }


class TestValues(Values):
    """What helm test asks: the webserver over HTTP, the database over SQL."""

    enabled: bool = value(True, "Create the helm test pods.")
    pod: TestOptions = value(
        TestOptions(resources=resources("50m", "64Mi", "500m", "128Mi"), spread="none"),
        "The pods of the tests.",
    )


class FloeServicesValues(WorkloadValues):
    """Everything an installer can set."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            {"global.environment": {"const": "prod"}},
            {"webserver.replicas": {"minimum": 2}},
            "prod runs at least two webservers (daemon and code locations are singletons by design)",
        ),
        Rule(
            {"global.environment": {"const": "dev"}},
            {"webserver.service.type": {"const": "ClusterIP"}},
            "a LoadBalancer is for staging and prod",
        ),
        *postgres_rules("postgresql"),
    )

    image: ImageValues = value(
        ImageValues(repository="dagster/dagster-k8s", tag="1.13.24"),
        "Image of webserver, daemon and migration.",
        section="Dagster",
    )
    webserver: WebserverValues = value(WebserverValues(), "User interface and GraphQL API.")
    daemon: DaemonValues = value(DaemonValues(), "Schedules, sensors, run queue.")
    code_locations: dict[ShortDnsLabel, CodeLocationEntry] = value(
        {},
        "Code locations, by name.",
        example={"sales": {"image": {"repository": "acme/sales", "tag": "1.4.0"}, "module": "sales.definitions"}},
    )
    code_location_pod: LocationOptions = value(
        LocationOptions(spread="none", termination_grace_period_seconds=70),
        "Pods of all code locations; each has resources of its own.",
    )
    code_location_probes: ProbeValues = value(
        ProbeValues(timeout_seconds=5), "Probes of all code locations: gRPC health."
    )
    code_location_startup: ProbeValues = value(
        ProbeValues(timeout_seconds=5, failure_threshold=30),
        "Start of all code locations: importing user code takes its time.",
    )
    runs: RunValues = value(RunValues(), "The Jobs of runs.")
    migration: MigrationValues = value(MigrationValues(), "Database migration.")
    postgresql: PostgresValues = value(
        PostgresValues(database="dagster", username="dagster"), "The instance's database.", section="Database"
    )
    secrets: SecretGeneratorValues = value(SecretGeneratorValues(), "How passwords are created.")
    network_policies: PolicyValues = value(PolicyValues(), "Who may talk to whom.", section="Network")
    test: TestValues = value(TestValues(), "What helm test runs.", section="Test")
