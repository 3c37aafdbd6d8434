"""floe-services and its database: built in or somebody else's, with a Secret of the chart's or of the installer's."""

from __future__ import annotations

import json
import subprocess

import pytest

from floe_charts.constructs.database.postgres import WAIT
from tests.charts.services import (
    EVERYTHING,
    EXTERNAL,
    NAME,
    STEM,
    Object,
    containers,
    named,
    of,
    pods,
    refused,
    render,
    settings,
)
from tests.support import charts


@pytest.mark.requirement("REQ-601", "REQ-616")
def test_the_built_in_database_keeps_its_data_on_a_claim() -> None:
    objects = render(postgresql={"storage": {"size": "20Gi", "storageClassName": "fast"}})
    server = of(objects, "StatefulSet")["postgresql"]["spec"]
    claim = server["volumeClaimTemplates"][0]["spec"]
    assert (claim["storageClassName"], claim["resources"]["requests"]["storage"]) == ("fast", "20Gi")
    assert of(objects, "Service")[server["serviceName"].removeprefix(f"{STEM}-")]["spec"]["clusterIP"] == "None"
    container = server["template"]["spec"]["containers"][0]
    mount = next(item["mountPath"] for item in container["volumeMounts"] if item["name"] == "data")
    env = {item["name"]: item["value"] for item in container["env"]}
    assert env["PGDATA"].startswith(f"{mount}/")


@pytest.mark.requirement("REQ-601", "REQ-633")
def test_an_external_database_renders_nothing_of_the_server() -> None:
    objects = render(postgresql=EXTERNAL)
    assert not of(objects, "StatefulSet")
    assert not [name for kind in ("Service", "Job", "Role") for name in of(objects, kind) if "postgresql" in name]
    for owner in ("dagster", "migration"):
        database = settings(objects, owner=owner)["storage"]["postgres"]["postgres_db"]
        assert (database["hostname"], database["port"]) == ("db.example.com", 6432)


@pytest.mark.requirement("REQ-601")
def test_an_external_database_needs_a_host_and_a_secret() -> None:
    assert "postgresql" in refused(postgresql={**EXTERNAL, "host": ""})
    assert "existingSecret" in refused(postgresql={**EXTERNAL, "secret": {}})


@pytest.mark.requirement("REQ-614")
def test_a_secret_nobody_generates_must_exist() -> None:
    assert "existingSecret" in refused(secrets={"enabled": False})
    objects = render(secrets={"enabled": False}, postgresql={"secret": {"existingSecret": "mine"}})
    assert not of(objects, "Role").keys() - {"run-access"}


@pytest.mark.requirement("REQ-614")
def test_an_existing_secret_replaces_the_generator_everywhere() -> None:
    generated, own = (
        render(**EVERYTHING),
        render(**EVERYTHING, postgresql={"secret": {"existingSecret": "mine"}}),
    )
    users = {name for name, pod in pods(generated).items() if f"{STEM}-postgresql-auth" in secrets_of(pod)}
    assert users == {"webserver", "daemon", "code-sales", "migration", "postgresql", "postgresql-test"}
    assert {name for name, pod in pods(own).items() if "mine" in secrets_of(pod)} == users
    assert "postgresql-auth" not in json.dumps(own)
    assert pods(generated).keys() - pods(own).keys() == {"postgresql-auth"}
    run = settings(own)["run_launcher"]["config"]["volumes"]
    assert named(run)["postgres-auth"]["secret"]["secretName"] == "mine"


def secrets_of(pod: Object) -> set[str]:
    volumes = pod["spec"].get("volumes", ())
    return {volume["secret"]["secretName"] for volume in volumes if "secret" in volume}


@pytest.mark.requirement("REQ-614")
def test_there_is_no_place_for_a_password_and_none_comes_out() -> None:
    for values in ({"password": "s3ntinel"}, {"secret": {"password": "s3ntinel"}}):
        assert "s3ntinel" not in refused(postgresql=values)
    rendered = charts.in_process(NAME).render(EVERYTHING)
    assert not of(rendered.objects, "Secret")
    assert settings(rendered.objects)["storage"]["postgres"]["postgres_db"]["password"] == ""
    for name, pod in pods(rendered.objects).items():
        for container in containers(pod):
            values = {item["name"]: item.get("value") for item in container.get("env", ())}
            assert not [key for key in values if "PASSWORD" in key and not key.endswith("_FILE")], name


@pytest.mark.requirement("REQ-611", "REQ-623")
def test_pods_wait_for_the_database_and_a_timeout_names_it() -> None:
    objects = render(**EVERYTHING, postgresql={"wait": {"timeoutSeconds": 77}})
    for name in ("webserver", "daemon", "migration"):
        wait = pods(objects)[name]["spec"]["initContainers"][0]
        env = {item["name"]: item["value"] for item in wait["env"]}
        assert (env["PGHOST"], env["TIMEOUT"]) == (f"{STEM}-postgresql", "77")
        assert wait["command"] == ["sh", "-ec", WAIT]
    nobody = {"PATH": "/usr/bin:/bin", "PGHOST": "127.0.0.1", "PGPORT": "1", "TIMEOUT": "0"}
    done = subprocess.run(["sh", "-ec", WAIT], env=nobody, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "PostgreSQL at 127.0.0.1:1 did not answer within 0 s"
