"""NOTES.txt: Helm shows no notes of subcharts, so these speak for all three charts."""

from __future__ import annotations

from typing import Any

from floe_charts.flow.inside import fallback, only_if


def notes(chart: Any) -> list[Any]:
    """Lines of NOTES.txt; they name Secrets and never what is in them."""
    values, others, secrets = chart.values, chart.others, chart.polaris.secrets
    release, namespace = chart.release_name, chart.release_namespace
    catalog = f"http://{chart.polaris.name}.{namespace}.svc:{values.polaris.service.port}/api/catalog"
    deployed, database = values.floe_services.enabled, values.floe_services.postgresql.secret
    port = values.floe_services.webserver.service.port
    forward = f"kubectl --namespace {namespace} port-forward service/{others.dagster}-webserver 3000:{port}"
    password = f"database: Secret {fallback(database.existing_secret, others.databases)}, key {database.password_key}"
    return [
        f"{chart.info.name} {chart.info.version} is installed as {release} in {namespace}.",
        "",
        f"Catalog: {catalog}, realm {values.polaris.realm}",
        f"  root principal: Secret {secrets.root}, keys client-id and client-secret",
        f"  database: Secret {chart.database.secret}, key {values.polaris.database.secret.password_key}",
        only_if(deployed, f"Dagster: its user interface at http://localhost:3000 after\n  {forward}\n  {password}"),
        only_if(others.by_grpc, f"Telemetry: OTLP over gRPC at {others.endpoint}"),
        only_if(others.silent, "No exporter is on: telemetry ends in the collector's log and goes nowhere else."),
        "",
        f"Test the release: helm test {release} --namespace {namespace}",
    ]
