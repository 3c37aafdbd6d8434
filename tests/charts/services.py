"""What the tests of floe-services share: rendering it, and looking into what comes out."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from floe_charts.check import ALL, check_objects
from floe_charts.helm.errors import SchemaRefused
from tests.support import charts

NAME = "floe-services"
STEM = "release-floe-services"
SALES = {"image": {"repository": "acme/sales", "tag": "1.4.0"}, "module": "sales.definitions"}
HR = {"image": {"repository": "acme/hr", "tag": "2.0.0"}, "module": "hr.definitions"}
EXTERNAL = {
    "mode": "external",
    "host": "db.example.com",
    "port": 6432,
    "secret": {"existingSecret": "dagster-db"},
}
EVERYTHING = {"codeLocations": {"sales": SALES}, "networkPolicies": {"enabled": True}}
DATABASE, CODE, WEB = 5432, 3030, 3000
Object = dict[str, Any]


def render(**values: Any) -> list[Object]:
    return charts.in_process(NAME).render(values).objects


def refused(**values: Any) -> str:
    with pytest.raises(SchemaRefused) as caught:
        render(**values)
    return str(caught.value)


def of(objects: list[Object], kind: str) -> dict[str, Object]:
    """Objects of a kind by name, without the release's stem."""
    return {item["metadata"]["name"].removeprefix(f"{STEM}-"): item for item in objects if item["kind"] == kind}


def pods(objects: list[Object]) -> dict[str, Object]:
    """Metadata and spec of every pod, by component."""
    found = [item if item["kind"] == "Pod" else (item.get("spec") or {}).get("template") for item in objects]
    return {pod["metadata"]["labels"]["app.kubernetes.io/component"]: pod for pod in found if pod}


def containers(pod: Object) -> list[Object]:
    return [*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"]]


def settings(objects: list[Object], file: str = "dagster.yaml", owner: str = "dagster") -> Any:
    return yaml.safe_load(of(objects, "ConfigMap")[owner]["data"][file])


def findings(objects: list[Object], *rules: str) -> list[str]:
    return [str(found) for found in check_objects(objects, {rule: ALL[rule] for rule in rules})]


def named(items: list[Object]) -> dict[str, Object]:
    return {item["name"]: item for item in items}
