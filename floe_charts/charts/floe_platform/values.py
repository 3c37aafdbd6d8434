"""Values of floe-platform."""

from __future__ import annotations

from typing import ClassVar

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.charts.otel_collector.values import OtelCollectorValues
from floe_charts.charts.polaris import PolarisValues
from floe_charts.constructs.database import postgres_rules
from floe_charts.constructs.http_route import http_route_rules
from floe_charts.constructs.network.values import NetworkValues, who_scrapes
from floe_charts.constructs.pod.drain import drain_rules
from floe_charts.constructs.pod.scheduling import Scheduling
from floe_charts.constructs.pod.workload_values import DeploymentValues, ServiceAccountValues
from floe_charts.constructs.publishing import environment_rules
from floe_charts.constructs.secret import SecretGeneratorValues, generated_or_existing
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import value
from floe_charts.values.rules import Rule
from floe_charts.values.subchart import SubchartValues


class FloeServicesPart(FloeServicesValues, SubchartValues):
    """Dagster and its database."""


class OtelCollectorPart(OtelCollectorValues, SubchartValues):
    """The collector."""


class PolicyValues(NetworkValues):
    """NetworkPolicies of Polaris and its database."""

    scrapers: Kubernetes[list[k8s.NetworkPolicyPeer]] = who_scrapes()


class FloePlatformValues(DeploymentValues):
    """Everything an installer can set."""

    rules: ClassVar[tuple[Rule, ...]] = (
        *DeploymentValues.rules,
        *environment_rules("polaris", "prod runs at least two Polaris servers"),
        *drain_rules("polaris"),
        *http_route_rules("polaris.httpRoute"),
        *postgres_rules("polaris.database"),
        generated_or_existing("polaris.root"),
        generated_or_existing("polaris.tokenKey"),
    )

    service_account: ServiceAccountValues = value(
        ServiceAccountValues(), "The account Polaris and its database run as; the subcharts have their own."
    )
    scheduling: Scheduling = value(
        Scheduling(), "Where the pods of Polaris and its database run; the subcharts have a setting of their own."
    )
    network_policies: PolicyValues = value(
        PolicyValues(), "Who may talk to Polaris and its database; the subcharts have a setting of their own."
    )
    polaris: PolarisValues = value(PolarisValues(), "Apache Polaris, the Iceberg REST catalog.", section="Catalog")
    secrets: SecretGeneratorValues = value(SecretGeneratorValues(), "How passwords and keys are created.")
    floe_services: FloeServicesPart = value(
        FloeServicesPart(enabled=True),
        "Dagster and its database: any value of the chart floe-services.",
        alias="floe-services",
        section="Subcharts",
    )
    otel_collector: OtelCollectorPart = value(
        OtelCollectorPart(enabled=True),
        "OpenTelemetry Collector: any value of the chart otel-collector.",
        alias="otel-collector",
    )
