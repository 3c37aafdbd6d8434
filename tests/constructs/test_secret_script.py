"""The script that makes up a Secret: its pure parts, and that any Python the image may bring can run it."""

from __future__ import annotations

import ast
import base64
import configparser
from types import ModuleType

import pytest

from floe_charts.charts.floe_services.webserver_test import SCRIPT as WEBSERVER_CHECK
from floe_charts.constructs.secret.generated import SCRIPT
from tests.support.secret_script import load

TEXTS = {"password": "{random}", "pg_service.conf": "[floe]\npassword={random}\n", "user": "floe"}


@pytest.fixture
def script() -> ModuleType:
    return load()


def decoded(manifest: dict) -> dict[str, str]:
    return {key: base64.b64decode(text).decode() for key, text in manifest["data"].items()}


@pytest.mark.requirement("REQ-614")
def test_one_password_goes_into_every_key(script: ModuleType) -> None:
    data = decoded(script.manifest("db", TEXTS))
    service = configparser.ConfigParser()
    service.read_string(data["pg_service.conf"])
    assert service["floe"]["password"] == data["password"]
    assert data["user"] == "floe"


@pytest.mark.requirement("REQ-614")
def test_passwords_are_long_random_and_safe_in_a_service_file(script: ModuleType) -> None:
    passwords = {decoded(script.manifest("db", TEXTS))["password"] for _ in range(50)}
    assert len(passwords) == 50
    assert all(len(password) >= 32 and password.replace("-", "").replace("_", "").isalnum() for password in passwords)


def test_the_manifest_is_an_opaque_secret_with_its_name_and_who_made_it(script: ModuleType) -> None:
    manifest = script.manifest("db", TEXTS)
    assert (manifest["apiVersion"], manifest["kind"], manifest["type"]) == ("v1", "Secret", "Opaque")
    assert manifest["metadata"]["name"] == "db"
    assert manifest["metadata"]["labels"] == {"app.kubernetes.io/managed-by": "floe-charts"}


def test_labels_and_annotations_go_into_the_metadata_and_not_into_the_data(script: ModuleType) -> None:
    about = {"label:app.kubernetes.io/component": "db-auth", "annotation:floe-charts/release": "lake"}
    manifest = script.manifest("db", {**TEXTS, **about})
    assert decoded(manifest).keys() == TEXTS.keys()
    assert manifest["metadata"]["labels"]["app.kubernetes.io/component"] == "db-auth"
    assert manifest["metadata"]["annotations"] == {"floe-charts/release": "lake"}


@pytest.mark.parametrize(("host", "shown"), [("10.0.0.1", "10.0.0.1"), ("fd00::1", "[fd00::1]")])
def test_the_address_is_the_namespace_of_the_pod(script: ModuleType, host: str, shown: str) -> None:
    environ = {"KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": "443"}
    assert script.address(environ, "lake") == f"https://{shown}:443/api/v1/namespaces/lake/secrets"


@pytest.mark.parametrize("path", [SCRIPT, WEBSERVER_CHECK], ids=lambda path: path.stem)
def test_scripts_run_on_python_3_8_and_hold_nothing_helm_would_read(path) -> None:
    source = path.read_text()
    ast.parse(source, feature_version=(3, 8))
    assert "{{" not in source
