"""What random values made a real API server refuse, and the schemas did not: each rule with a bad and a good object."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.kubernetes.definitions import VERSIONS
from floe_charts.kubernetes.validate import object_errors
from tests.kubernetes.test_validate import FIRST, POD, changed

TERM = f"{POD}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0"
VALUE = f"{FIRST}.env.2.valueFrom"
LONG = "a." * 127 + "b/c"
PORTS = [{"port": 80}]
VOLUMES = f"{POD}.volumes.2"


def field(**more: Any) -> list[dict[str, Any]]:
    """The fields of a node's selector, where only its name can be asked for."""
    return [{"key": "metadata.name", "operator": "In", "values": ["node-1"], **more}]


def file(**source: Any) -> dict[str, Any]:
    """A volume with one file of the downward API."""
    return {"name": "info", "downwardAPI": {"items": [{"path": "file", **source}]}}


def claim(**metadata: Any) -> dict[str, Any]:
    """A volume with a claim of its own."""
    spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    return {"name": "scratch", "ephemeral": {"volumeClaimTemplate": {"metadata": metadata, "spec": spec}}}


CPU = {"resource": "limits.cpu", "containerName": "polaris"}
CASES = [
    (f"{FIRST}.env.1.valueFrom", {"fieldRef": {"fieldPath": "metadata.name", "apiVersion": "…"}}, False),
    (f"{FIRST}.env.1.valueFrom", {"fieldRef": {"fieldPath": "metadata.name", "apiVersion": "v1"}}, True),
    (f"{VALUE}", {"secretKeyRef": {"name": "a: b", "key": "password"}}, False),
    (f"{VALUE}", {"configMapKeyRef": {"name": "a" * 254, "key": "password"}}, False),
    (f"{VALUE}", {"configMapKeyRef": {"name": "settings.v1", "key": "password"}}, True),
    (f"{VALUE}", {"resourceFieldRef": {"resource": "limits.memory", "divisor": "1Mi"}}, True),
    (f"{VALUE}", {"resourceFieldRef": {"resource": "limits.memory", "divisor": "1m"}}, False),
    (f"{VALUE}", {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "1m"}}, True),
    (f"{VALUE}", {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "1k"}}, False),
    (f"{VALUE}", {"resourceFieldRef": {"resource": "limits.memory", "divisor": "1024"}}, False),
    (f"{TERM}.matchFields", field(), True),
    (f"{TERM}.matchFields", field(key="spec.unschedulable"), False),
    (f"{TERM}.matchFields", field(operator="Exists", values=[]), False),
    (f"{TERM}.matchFields", field(values=["node-1", "node-2"]), False),
    (f"{TERM}.matchExpressions.0.values", ["trail "], False),
    (f"{POD}.topologySpreadConstraints.0.topologyKey", LONG, False),
    (VOLUMES, {"name": "a", "csi": {"driver": "secrets-store.csi.k8s.io"}}, True),
    (VOLUMES, {"name": "a", "csi": {"driver": "My Driver"}}, False),
    (VOLUMES, {"name": "a", "csi": {"driver": "a.b", "nodePublishSecretRef": {}}}, False),
    (VOLUMES, {"name": "a", "projected": {"sources": [{"configMap": {"items": []}}]}}, False),
    (VOLUMES, file(fieldRef={"fieldPath": "metadata.labels"}), True),
    (VOLUMES, file(fieldRef={"fieldPath": "metadata.annotations['Example.com/Team']"}), True),
    (VOLUMES, file(fieldRef={"fieldPath": "metadata.annotations['team-']"}), False),
    (VOLUMES, file(fieldRef={"fieldPath": "metadata.labels['a b']"}), False),
    (VOLUMES, file(fieldRef={"fieldPath": "status.podIP"}), False),
    (VOLUMES, file(resourceFieldRef=CPU), True),
    (VOLUMES, file(resourceFieldRef={"resource": "limits.cpu"}), False),
    (VOLUMES, file(resourceFieldRef=CPU, fieldRef={"fieldPath": "metadata.name"}), False),
    (VOLUMES, file(), False),
    (VOLUMES, claim(labels={"team": "data"}, annotations={"example.com/why": "scratch"}), True),
    (VOLUMES, claim(labels={"team": "a b"}), False),
    (VOLUMES, claim(name="mine"), False),
    (VOLUMES, claim(creationTimestamp="2024-02-29T12:30:45Z"), False),
    (f"{FIRST}.resources", {"limits": {"memory": "1e4000000000"}}, False),
    (f"{FIRST}.resources", {"limits": {"requests.example.com/gpu": "1"}}, False),
    (f"{FIRST}.resources", {"limits": {"example.com/gpu": "1"}}, True),
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("path", "value", "good"), CASES)
def test_a_pod(path: str, value: Any, good: bool, version: str) -> None:
    errors = object_errors(changed("Deployment", path, value), version)
    assert (errors == []) is good, errors


@pytest.mark.parametrize("version", VERSIONS)
def test_source_ranges_need_a_load_balancer(version: str) -> None:
    spec = {"ports": PORTS, "loadBalancerSourceRanges": ["10.0.0.0/8"]}
    assert object_errors(changed("Service", "spec", {**spec, "type": "LoadBalancer"}), version) == []
    assert object_errors(changed("Service", "spec", {**spec, "type": "ClusterIP"}), version)
