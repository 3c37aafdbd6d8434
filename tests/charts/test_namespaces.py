"""A release stays in its namespace, and docs/namespaces.yaml makes the three that environments run in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from floe_charts.charts import CHARTS
from floe_charts.check import api_errors
from floe_charts.kubernetes.quantity import quantity
from tests.charts import platform_objects
from tests.golden.cases import cases
from tests.support import charts

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ("dev", "staging", "prod")
HERE = "floe-prod"
PSA = "pod-security.kubernetes.io"
#: A kind that is not listed is either outside of all namespaces or new to the charts; look which.
NAMESPACED = {
    *("ConfigMap", "CronJob", "Deployment", "HTTPRoute", "Ingress", "Job", "NetworkPolicy", "Pod"),
    *("PodDisruptionBudget", "Role", "RoleBinding", "Service", "ServiceAccount", "StatefulSet"),
}
REAL = sorted(CHARTS)
Object = dict[str, Any]


@cache
def settings(name: str) -> list[tuple[Object, list[Object]]]:
    """Values and their objects: defaults, environments, golden cases and random values, with policies.

    Left out are the objects that an installer adds as they are: their namespace is the installer's.
    """
    golden = [yaml.safe_load((case / "values.yaml").read_text()) or {} for case in cases() if case.parent.name == name]
    drawn = [values for _, values in charts.settings(name, 15)]
    found = []
    for values in (*golden, *drawn):
        parts = _own({key: _own(part) if isinstance(part, dict) else part for key, part in values.items()})
        parts["networkPolicies"] = {**(values.get("networkPolicies") or {}), "enabled": True}
        found.append((parts, rendered(name, parts)))
    return found


def _own(values: Object) -> Object:
    return {key: part for key, part in values.items() if key != "extraObjects"}


def rendered(name: str, values: Object) -> list[Object]:
    return charts.in_process(name).render(values, release="floe", namespace=HERE).objects


def found(node: Any, key: str) -> Iterator[Any]:
    """Everything under a key, however deep."""
    if isinstance(node, dict):
        yield from ([node[key]] if key in node else [])
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from found(part, key)


@pytest.mark.requirement("REQ-607")
@pytest.mark.parametrize("name", REAL)
def test_every_object_is_in_the_namespace_of_the_release(name: str) -> None:
    kinds = set()
    for _, objects in settings(name):
        for item in objects:
            kinds.add(item["kind"])
            assert item["metadata"].get("namespace", HERE) == HERE
    assert {"NetworkPolicy", "ServiceAccount"} <= kinds <= NAMESPACED


@pytest.mark.requirement("REQ-607")
@pytest.mark.parametrize("name", ["floe-platform", "floe-services"])
def test_rights_are_roles_and_go_to_accounts_of_the_namespace(name: str) -> None:
    bindings = [item for _, objects in settings(name) for item in objects if item["kind"] == "RoleBinding"]
    assert bindings
    assert {item["roleRef"]["kind"] for item in bindings} == {"Role"}
    subjects = [subject for item in bindings for subject in item["subjects"]]
    assert {(subject["kind"], subject["namespace"]) for subject in subjects} == {("ServiceAccount", HERE)}


@pytest.mark.requirement("REQ-607", "REQ-608")
@pytest.mark.parametrize("name", REAL)
def test_policies_name_another_namespace_only_where_a_value_does(name: str) -> None:
    for values, objects in settings(name):
        merged = charts.model(name).merged(values)
        named = {HERE, *(one for one in found(merged, "namespace") if one)}
        stated = [*found(merged, "namespaceSelector")]
        stated += [{"matchLabels": {"kubernetes.io/metadata.name": one}} for one in named]
        policies = [item for item in objects if item["kind"] == "NetworkPolicy"]
        assert policies
        assert [one for item in policies for one in found(item, "namespaceSelector") if one not in stated] == []


@pytest.mark.requirement("REQ-607", "REQ-608")
@pytest.mark.parametrize("environment", ["staging", "prod"])
@pytest.mark.parametrize("name", REAL)
def test_nobody_outside_of_the_namespace_is_let_in_unless_listed(name: str, environment: str) -> None:
    policies = [
        item for item in rendered(name, charts.environments(name)[environment]) if item["kind"] == "NetworkPolicy"
    ]
    rules = [rule for item in policies for rule in item["spec"].get("ingress", [])]
    assert len(rules) > 2 or name in ("floe-jobs", "otel-collector")
    assert all(rule.get("from") for rule in rules)  # without it everybody may call
    assert [peer for rule in rules for peer in rule["from"] if peer.keys() != {"podSelector"}] == []


def namespaces() -> list[Object]:
    return list(yaml.safe_load_all((ROOT / "docs/namespaces.yaml").read_text()))


def of(kind: str, environment: str) -> Object:
    where = {"Namespace": "name"}.get(kind, "namespace")
    [item] = [
        item for item in namespaces() if item["kind"] == kind and item["metadata"][where] == f"floe-{environment}"
    ]
    return item


@pytest.mark.requirement("REQ-607", "REQ-610")
def test_kubernetes_takes_the_file_of_namespaces() -> None:
    assert api_errors(namespaces()) == []
    kinds = ("Namespace", "ResourceQuota", "LimitRange", "RoleBinding")
    assert len(namespaces()) == len(kinds) * len(ENVIRONMENTS)
    assert all(of(kind, environment) for kind in kinds for environment in ENVIRONMENTS)


@pytest.mark.requirement("REQ-607")
@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_a_namespace_takes_restricted_pods_only_and_its_own_installers(environment: str) -> None:
    labels = of("Namespace", environment)["metadata"]["labels"]
    assert labels == {f"{PSA}/{mode}": "restricted" for mode in ("enforce", "warn", "audit")}
    [subject] = of("RoleBinding", environment)["subjects"]
    assert subject["name"] == f"floe-{environment}-installers"


@pytest.mark.requirement("REQ-607", "REQ-610")
@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_fits_the_quota_of_its_namespace(environment: str) -> None:
    hard = of("ResourceQuota", environment)["spec"]["hard"]
    asked = platform_objects.requested(environment)
    assert asked["cpu"] <= quantity(hard["requests.cpu"])
    assert asked["memory"] <= quantity(hard["requests.memory"])
    assert 2 * asked["pods"] <= int(hard["pods"])  # a roll-out, hooks, tests and jobs come on top
    readme = (ROOT / "generated/charts/floe-platform/README.md").read_text()
    quota = f"--hard=requests.cpu={hard['requests.cpu']},requests.memory={hard['requests.memory']},pods={hard['pods']}"
    assert environment != "dev" or quota in readme
