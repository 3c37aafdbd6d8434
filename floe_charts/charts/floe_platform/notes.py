"""NOTES.txt: Helm shows no notes of subcharts, so these speak for all three charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from floe_charts.constructs.addresses import addresses, shut_out
from floe_charts.flow.inside import choose, fallback, only_if

if TYPE_CHECKING:
    from floe_charts.charts.floe_platform.chart import FloePlatform

NOBODY = "  Nobody outside the namespace reaches it"


def notes(chart: FloePlatform) -> list[Any]:
    """Lines of NOTES.txt; they name Secrets and never what is in them."""
    values, others, secrets = chart.values, chart.others, chart.polaris.secrets
    release, namespace = chart.release_name, chart.release_namespace
    policies, services, root = values.network_policies, values.floe_services, values.polaris.root
    catalog = f"http://{chart.polaris.name}.{namespace}.svc:{values.polaris.service.port}/api/catalog"
    upgrade = f"Upgrade it with --timeout {chart.timeout}"
    waits: Any = services.enabled & services.migration.enabled
    return [
        f"{chart.info.name} {chart.chart_version} is installed as {release} in {namespace}.",
        "",
        f"Catalog: {catalog}, realm {values.polaris.realm}",
        *addresses(values.polaris, "/api/catalog"),
        only_if(_closed(values.polaris, policies), f"{NOBODY}: networkPolicies.clients is empty."),
        f"  root principal: Secret {secrets.root}, keys {root.client_id_key} and {root.client_secret_key}",
        f"  database: Secret {chart.database.secret}, key {values.polaris.database.secret.password_key}",
        *(only_if(services.enabled, line) for line in _dagster(chart)),
        only_if(others.by_grpc, f"Telemetry: OTLP over gRPC at {others.endpoint}"),
        only_if(others.silent, "No exporter is on: telemetry ends in the collector's log and goes nowhere else."),
        only_if(others.tested, f"Test the release: helm test {release} --namespace {namespace}"),
        only_if(waits, f"{upgrade}, for Dagster's migration is a hook that waits for its database."),
    ]


def _dagster(chart: FloePlatform) -> list[Any]:
    """Lines about the subchart with Dagster, for where it is deployed."""
    values, others, namespace = chart.values.floe_services, chart.others, chart.release_namespace
    web, secret, below = values.webserver, values.postgresql.secret, f"{values.webserver.path_prefix}/"
    name = f"{others.dagster}-webserver"
    kubectl, port = f"kubectl --namespace {namespace}", web.service.port
    forward = f"  {kubectl} port-forward service/{name} 3000:{port}"
    balancer = f"  {kubectl} get service {name}"
    closed = f"{NOBODY}: floe-services.networkPolicies.clients is empty."
    return [
        choose(
            web.service.type == "ClusterIP",
            f"Dagster: its user interface at http://localhost:3000{below} after\n{forward}",
            f"Dagster: its user interface at port {port} of the load balancer's address, path {below}:\n{balancer}",
        ),
        *addresses(web, below),
        only_if(_closed(web, values.network_policies), closed),
        f"  database: Secret {fallback(secret.existing_secret, others.databases)}, key {secret.password_key}",
    ]


def _closed(values: Any, policies: Any) -> Any:
    """Whether nobody gets in who does not use a port-forward."""
    return shut_out(values.service, policies, values.ingress, values.http_route)
