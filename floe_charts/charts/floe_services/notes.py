"""NOTES.txt: what to do after an install."""

from __future__ import annotations

from typing import Any

from floe_charts.constructs.addresses import addresses, shut_out
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import choose, is_set, not_, only_if


def notes(chart: WorkloadChart[Any], database: Postgres, hosts: Any) -> list[Any]:
    """Lines of NOTES.txt; they name the Secret and never what is in it."""
    values, namespace = chart.values, chart.release_namespace
    keys = values.postgresql.secret
    generated = values.secrets.enabled & not_(is_set(keys.existing_secret))
    password = f"The database's password is in the Secret {database.secret}, key {keys.password_key}."
    test = f"Test the release with\n  helm test {chart.release_name} --namespace {namespace}"
    waits = f"Upgrade it with --timeout {chart.timeout}, for the migration is a hook that waits for the database."
    return [
        f"{chart.info.name} {chart.chart_version} is installed as {chart.release_name} in {namespace}.",
        only_if(values.test.enabled, test),
        only_if(values.migration.enabled, waits),
        *_way_in(chart),
        only_if(database.builtin, password),
        only_if(generated, "It was generated once and survives upgrades and helm uninstall."),
        only_if(not_(is_set(hosts)), "There is no code yet: add an entry to codeLocations."),
    ]


def _way_in(chart: WorkloadChart[Any]) -> list[Any]:
    """How to reach the user interface, and what keeps one out."""
    values, policies, to = chart.values.webserver, chart.values.network_policies, chart.release_namespace
    service, port, below = f"{chart.fullname}-webserver", values.service.port, f"{values.path_prefix}/"
    forward = f"  kubectl --namespace {to} port-forward service/{service} 3000:{port}"
    balancer = f"  kubectl --namespace {to} get service {service}"
    return [
        choose(
            values.service.type == "ClusterIP",
            f"Open the user interface at http://localhost:3000{below} with\n{forward}",
            f"The user interface is at port {port} of the load balancer's address, path {below}:\n{balancer}",
        ),
        *addresses(values, below),
        only_if(
            shut_out(values.service, policies, values.ingress, values.http_route),
            "Nobody outside the namespace reaches it: networkPolicies.clients is empty.",
        ),
    ]
