"""A database's clients: the files and variables they find, in every chart that has a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from floe_charts.constructs.database import client
from floe_charts.helm.errors import SchemaRefused
from tests.support import charts

Object = dict[str, Any]
LOCATION = {"image": {"repository": "acme/sales", "tag": "1.4.0"}, "module": "sales.definitions"}
#: Where the database's values lie, and what else shows every client.
DATABASES: dict[str, tuple[tuple[str, ...], Object]] = {
    "floe-services": (
        ("postgresql",),
        {"codeLocations": {"sales": {**LOCATION, "volumes": {"/own": {"emptyDir": {}}}}}},
    ),
    "floe-platform": (("polaris", "database"), {"floe-services": {"enabled": False}}),
}
CLIENTS = {
    "floe-services": {"webserver", "daemon", "code-sales", "migration", "postgresql-test"},
    "floe-platform": {"polaris", "polaris-db-test"},
}
SERVERS = {"floe-services": "postgresql", "floe-platform": "polaris-db"}
FILES = [{"key": "pg_service.conf", "path": "pg_service.conf"}, {"key": "issuer.pem", "path": "ca.crt"}]


def render(name: str, database: Object) -> list[Object]:
    path, values = DATABASES[name]
    for key in reversed(path):
        database = {key: database}
    return charts.in_process(name).render({**values, **database}).objects


def pods(objects: list[Object]) -> dict[str, Object]:
    """Pod specs by component."""
    found = [item if item["kind"] == "Pod" else (item.get("spec") or {}).get("template") for item in objects]
    return {pod["metadata"]["labels"]["app.kubernetes.io/component"]: pod["spec"] for pod in found if pod}


def containers(pod: Object) -> Iterator[Object]:
    yield from pod.get("initContainers", ())
    yield from pod["containers"]


def client_files(pod: Object) -> list[Object] | None:
    return next((one["secret"]["items"] for one in pod.get("volumes", ()) if one["name"] == "postgres-auth"), None)


@pytest.mark.requirement("REQ-601", "REQ-614")
@pytest.mark.parametrize("name", DATABASES)
def test_every_client_finds_the_ca_beside_the_service_file(name: str) -> None:
    secret = {"existingSecret": "mine", "caKey": "issuer.pem"}
    found = pods(render(name, {"mode": "external", "host": "db.example.com", "secret": secret}))
    files = {component: items for component, pod in found.items() if (items := client_files(pod))}
    assert files == dict.fromkeys(CLIENTS[name], FILES)
    plain = pods(render(name, {}))
    assert {component for component, pod in plain.items() if client_files(pod) == FILES[:1]} == CLIENTS[name]


@pytest.mark.requirement("REQ-601", "REQ-614")
def test_every_run_finds_the_ca_too() -> None:
    objects = render("floe-services", {"secret": {"existingSecret": "mine", "caKey": "issuer.pem"}})
    config = next(
        item for item in objects if "dagster.yaml" in item.get("data", {}) and "workspace.yaml" in item["data"]
    )
    launcher = yaml.safe_load(config["data"]["dagster.yaml"])["run_launcher"]["config"]
    [volume] = [one for one in launcher["volumes"] if one["name"] == "postgres-auth"]
    assert volume["secret"]["items"] == FILES
    assert {"name": "postgres-auth", "mountPath": "/etc/floe/postgres", "readOnly": True} in launcher["volume_mounts"]


@pytest.mark.parametrize("name", DATABASES)
def test_a_generated_secret_holds_no_ca(name: str) -> None:
    with pytest.raises(SchemaRefused, match="existingSecret"):
        render(name, {"secret": {"caKey": "issuer.pem"}})


@pytest.mark.parametrize(
    ("name", "component"), [("floe-services", "postgresql-test"), ("floe-platform", "polaris-db-test")]
)
def test_what_a_client_has_of_the_chart_is_reserved(name: str, component: str) -> None:
    """A variable or a mount that stood twice would be refused by server-side apply."""
    [psql] = containers(pods(render(name, {}))[component])
    assert {one["name"] for one in psql["env"]} == set(client.RESERVED["env"])
    assert {one["mountPath"] for one in psql["volumeMounts"]} == set(client.RESERVED["volumes"])


@pytest.mark.requirement("REQ-601")
@pytest.mark.parametrize("name", DATABASES)
def test_the_built_in_server_takes_parameters(name: str) -> None:
    given = {
        "shared_buffers": "256MB",
        "max_connections": "200",
        "pg_stat_statements.track": "all",
        "log_line_prefix": "",
    }
    [server] = containers(pods(render(name, {"parameters": given}))[SERVERS[name]])
    assert server["args"] == [
        "-c",
        "port=5432",
        "--log_line_prefix=",
        "--max_connections=200",
        "--pg_stat_statements.track=all",
        "--shared_buffers=256MB",
    ]


@pytest.mark.parametrize("parameter", ["port", "data_directory", "hba_file", "listen_addresses", "Port", "a b", "x="])
def test_parameters_the_chart_owns_and_names_that_are_none_are_refused(parameter: str) -> None:
    with pytest.raises(SchemaRefused, match=re.escape(parameter)):
        render("floe-services", {"parameters": {parameter: "1"}})


@pytest.mark.requirement("REQ-601")
@pytest.mark.parametrize("name", DATABASES)
def test_the_readme_dumps_and_restores_the_database_by_its_names(name: str) -> None:
    about = charts.chart_class(name).about.replace("\\\n", "")
    pattern = r"<fullname>-(\S+)-0 --container (\S+) -- +(pg_\w+) --username (\S+) .* [<>] \S+\.dump"
    objects = render(name, {})
    stem = charts.chart_class(name).info.name
    [server] = [item for item in objects if item["kind"] == "StatefulSet"]
    [container] = server["spec"]["template"]["spec"]["containers"]
    env = {one["name"]: one["value"] for one in container["env"]}
    found = re.findall(pattern, about)
    assert [command for _, _, command, _ in found] == ["pg_dump", "pg_restore"]
    assert {(f"release-{stem}-{pod}", inside, user) for pod, inside, _, user in found} == {
        (server["metadata"]["name"], container["name"], env["POSTGRES_USER"])
    }
    assert f"{env['POSTGRES_DB']} > " in about
    assert f"--dbname {env['POSTGRES_DB']} " in about
