"""Values of floe-services."""

from __future__ import annotations

from typing import Any, ClassVar

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.dagster_yaml_values import SettingName, dagster_yaml_value
from floe_charts.charts.floe_services.user_code_values import (
    CodeLocationEntry,
    DagsterOptions,
    LocationOptions,
    RunValues,
)
from floe_charts.charts.floe_services.webserver_values import WebserverValues
from floe_charts.constructs.database import PostgresValues, client, postgres_rules
from floe_charts.constructs.http_route import http_route_rules
from floe_charts.constructs.pod.drain import drain_rules
from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.probes import ProbeValues
from floe_charts.constructs.pod.resources import resources
from floe_charts.constructs.pod.workload_values import (
    DeploymentValues,
    NetworkValues,
    ServiceAccountValues,
    account_name,
)
from floe_charts.constructs.publishing import environment_rules
from floe_charts.constructs.secret import SecretGeneratorValues
from floe_charts.values.constraint import LabelKey, ObjectName, ShortDnsLabel
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Reserved, Values, value
from floe_charts.values.rules import Rule


class DaemonValues(Values):
    """Schedules, sensors and the run queue. One pod by Dagster's own design: it has no leader election."""

    enabled: bool = value(
        True,
        "Run the daemon. Without it there are no schedules, sensors and run monitoring, and no queue: the webserver"
        " launches every run at once.",
    )
    replicas: int = value(1, "Pods to run: 0 stops the daemon for maintenance, while runs wait.", minimum=0, maximum=1)
    max_concurrent_runs: int = value(10, "Runs the queue lets through at once.", minimum=1, maximum=10000)
    liveness: ProbeValues = value(
        ProbeValues(initial_delay_seconds=60, period_seconds=60, timeout_seconds=30),
        "Liveness: dagster-daemon liveness-check.",
    )
    pod: DagsterOptions = value(
        DagsterOptions(resources=resources("250m", "512Mi", "500m", "1Gi"), spread="none"),
        "The daemon's pod.",
    )


class MigrationValues(Values):
    """The schema step: a hook Job after the install and after each upgrade."""

    enabled: bool = value(True, "Run dagster instance migrate.")
    active_deadline_seconds: int = value(
        900,
        "Seconds until the migration counts as failed, its wait for the database included.",
        minimum=1,
        maximum=86400,
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

    reserved: ClassVar[Reserved] = client.RESERVED


class TestValues(Values):
    """What helm test asks: the webserver over HTTP, the database over SQL."""

    enabled: bool = value(True, "Create the helm test pods.")
    pod: TestOptions = value(
        TestOptions(resources=resources("50m", "64Mi", "500m", "128Mi"), spread="none"),
        "The pods of the tests.",
    )


#: An account that nobody makes must have a name, or neither webserver nor daemon ever starts.
RUN_ACCESS_RULE = Rule(
    {"runAccess.create": {"const": False}},
    {"runAccess": {"required": ["name"]}, "runAccess.name": {"type": "string"}},
    "runAccess: with create: false it needs the name of an existing account",
)


class RunAccessValues(Values):
    """The account of webserver and daemon, which launch, watch and stop the Jobs of runs."""

    create: bool = value(
        True, "Create the account with its Role and RoleBinding; false uses an existing one, by its name."
    )
    name: ObjectName | None = value(
        None, "Name of the account; unset gives it the release's full name and -run-access.", example="floe-launcher"
    )
    annotations: dict[LabelKey, str] = value(
        {}, "Annotations of the account, in place of serviceAccount.annotations, which it has otherwise."
    )


class AccountValues(ServiceAccountValues):
    """The account of all pods but those that launch runs."""

    name: ObjectName | None = account_name("dagster")
    annotations: dict[LabelKey, str] = value(
        {}, "Annotations, for cloud identities; the account of runAccess has them too, unless it has its own."
    )


class FloeServicesValues(DeploymentValues):
    """Everything an installer can set."""

    rules: ClassVar[tuple[Rule, ...]] = (
        *DeploymentValues.rules,
        RUN_ACCESS_RULE,
        *environment_rules("webserver", "prod runs at least two webservers"),
        *drain_rules("webserver"),
        *http_route_rules("webserver.httpRoute"),
        *postgres_rules("postgresql"),
    )

    service_account: AccountValues = value(
        AccountValues(), "The account the pods run as, but for those that launch runs, which have runAccess's."
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
    dagster_yaml: dict[SettingName, Any] = dagster_yaml_value()
    run_access: RunAccessValues = value(RunAccessValues(), "The account of those who launch runs.")
    migration: MigrationValues = value(MigrationValues(), "Database migration.")
    postgresql: PostgresValues = value(
        PostgresValues(database="dagster", username="dagster"), "The instance's database.", section="Database"
    )
    secrets: SecretGeneratorValues = value(SecretGeneratorValues(), "How passwords are created.")
    network_policies: PolicyValues = value(PolicyValues(), "Who may talk to whom.", section="Network")
    test: TestValues = value(TestValues(), "What helm test runs.", section="Test")
