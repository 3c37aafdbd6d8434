"""Good objects pass under every version; each mistake is refused with its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from floe_charts.kubernetes import validate
from floe_charts.kubernetes.definitions import VERSIONS, _kinds
from floe_charts.kubernetes.duplicates import duplicate_keys
from floe_charts.kubernetes.strict import strict_schema
from floe_charts.kubernetes.validate import is_known, object_errors

OBJECTS = list(yaml.safe_load_all((Path(__file__).parent / "objects.yaml").read_text(encoding="utf-8")))
BY_KIND = {obj["kind"]: obj for obj in OBJECTS}
MAPS = {
    "annotations", "binaryData", "capacity", "data", "default", "defaultRequest", "hard", "labels", "limits",
    "matchLabels", "nodeSelector", "parameters", "requests", "selector", "stringData",
}  # fmt: skip
POD = "spec.template.spec"
FIRST = f"{POD}.containers.0"


def changed(kind: str, path: str, value: Any) -> dict[str, Any]:
    """The good object of `kind` with the value at the dotted `path` replaced; `...` removes it."""
    obj: dict[str, Any] = copy.deepcopy(BY_KIND[kind])
    *parents, last = [int(part) if part.isdigit() else part for part in re.split(r"(?<!\\)\.", path)]
    node: Any = obj
    for part in parents:
        node = node[part]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return obj


def objects_inside(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Paths of the typed objects: not of maps that take any key."""
    if isinstance(node, dict):
        if not path or path[-1] not in MAPS or "matchLabels" in node or "matchExpressions" in node:
            yield path
        for key, value in node.items():
            yield from objects_inside(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from objects_inside(value, (*path, index))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_kind_has_a_good_object(version: str) -> None:
    assert {(obj["apiVersion"], obj["kind"]) for obj in OBJECTS} == set(_kinds(version))
    for obj in OBJECTS:
        assert is_known(obj, version)
        assert object_errors(obj, version) == [], obj["kind"]
        assert duplicate_keys(obj, version) == [], obj["kind"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_typo_is_refused_at_every_level(kind: str, version: str) -> None:
    for path in objects_inside(BY_KIND[kind]):
        broken = copy.deepcopy(BY_KIND[kind])
        node: Any = broken
        for part in path:
            node = node[part]
        node["typo"] = "x"
        assert any("'typo'" in error for error in object_errors(broken, version)), path


BAD = [
    ("ConfigMap", "metadata.name", "Upper", "metadata.name"),
    ("ConfigMap", "metadata.name", ..., "name or generateName"),
    ("ConfigMap", "metadata", ..., "metadata"),
    ("ConfigMap", "metadata.namespace", "a.b", "metadata.namespace"),
    ("ConfigMap", "metadata.labels", {"a b": "c"}, "metadata.labels"),
    ("ConfigMap", "metadata.labels", {"a": "-c"}, "metadata.labels.a"),
    ("ConfigMap", "metadata.labels", {"a": "x" * 64}, "metadata.labels.a"),
    ("ConfigMap", "metadata.labels", {"a": True}, "metadata.labels.a"),
    ("ConfigMap", "metadata.annotations", {"a/b/c": ""}, "metadata.annotations"),
    ("ConfigMap", "data", {"..": ""}, "data"),
    ("ConfigMap", "data", {"a/b": ""}, "data"),
    ("ConfigMap", "data", {"a": 1}, "data.a"),
    ("Secret", "data", {"a": "not base64"}, "data.a"),
    ("Service", "metadata.name", "1st", "metadata.name"),
    ("Service", "spec.type", "Clusterip", "spec.type"),
    ("Service", "spec.clusterIP", "10.0.0.256", "spec.clusterIP"),
    ("Service", "spec.ports.0.port", 0, "spec.ports[0].port"),
    ("Service", "spec.ports.0.name", ..., "each of several ports needs a name"),
    ("Service", "spec.ports.0.targetPort", "has--hyphens", "spec.ports[0].targetPort"),
    ("Service", "spec.ports.0.targetPort", 65536, "spec.ports[0].targetPort"),
    ("Service", "spec", {"type": "ClusterIP"}, "ports are required"),
    ("Service", "spec", {"type": "ExternalName"}, "needs externalName"),
    ("Deployment", "spec.replicas", -1, "spec.replicas"),
    ("Deployment", "spec.replicas", 2**31, "spec.replicas"),
    ("Deployment", "spec.replicas", "2", "spec.replicas"),
    ("Deployment", "spec.selector", {}, "selector must not be empty"),
    ("Deployment", "spec.selector", {"matchExpressions": [{"key": "a", "operator": "In"}]}, "need values"),
    ("Deployment", "spec.strategy", {"type": "Recreate", "rollingUpdate": {}}, "takes no rollingUpdate"),
    ("Deployment", "spec.strategy.rollingUpdate.maxUnavailable", "101%", "maxUnavailable"),
    ("Deployment", "spec.strategy.rollingUpdate", {"maxSurge": 0, "maxUnavailable": "0%"}, "both be 0"),
    ("Deployment", f"{POD}.restartPolicy", "OnFailure", "must be Always"),
    ("Deployment", f"{POD}.containers", [], "spec.containers"),
    ("Deployment", f"{POD}.nodeSelector", {"a": 1}, "nodeSelector.a"),
    ("Deployment", f"{POD}.terminationGracePeriodSeconds", -1, "terminationGracePeriodSeconds"),
    ("Deployment", f"{POD}.terminationGracePeriodSeconds", 2**53, "terminationGracePeriodSeconds"),
    ("Deployment", f"{POD}.securityContext.runAsUser", -1, "runAsUser"),
    ("Deployment", f"{POD}.securityContext.runAsUser", 2**31, "runAsUser"),
    ("Deployment", f"{POD}.securityContext.fsGroupChangePolicy", "Never", "fsGroupChangePolicy"),
    ("Deployment", f"{POD}.securityContext.seccompProfile.type", "restricted", "seccompProfile.type"),
    ("Deployment", f"{POD}.securityContext.seccompProfile", {"type": "Localhost"}, "localhostProfile"),
    ("Deployment", f"{POD}.securityContext.sysctls.0.name", "Net", "sysctls[0].name"),
    ("Deployment", f"{POD}.tolerations.0.operator", "In", "tolerations[0].operator"),
    ("Deployment", f"{POD}.tolerations.0.effect", "Never", "tolerations[0].effect"),
    ("Deployment", f"{POD}.tolerations.0.operator", "Exists", "takes no value"),
    ("Deployment", f"{POD}.tolerations.0.key", "", "empty key"),
    ("Deployment", f"{POD}.tolerations.1.effect", "NoSchedule", "needs effect NoExecute"),
    ("Deployment", f"{POD}.topologySpreadConstraints.0.maxSkew", 0, "maxSkew"),
    ("Deployment", f"{POD}.topologySpreadConstraints.0.topologyKey", "a b", "topologyKey"),
    ("Deployment", f"{POD}.topologySpreadConstraints.0.whenUnsatisfiable", "Schedule", "whenUnsatisfiable"),
    ("Deployment", f"{POD}.topologySpreadConstraints.0.whenUnsatisfiable", "ScheduleAnyway", "minDomains"),
    ("Deployment", f"{POD}.volumes.1.secret", {"secretName": "a"}, "exactly one of"),
    ("Deployment", f"{POD}.volumes.1", {"name": "tmp"}, "exactly one of"),
    ("Deployment", f"{POD}.volumes.1.name", "a_b", "volumes[1].name"),
    ("Deployment", f"{POD}.volumes.1.emptyDir.sizeLimit", "-1Gi", "sizeLimit"),
    ("Deployment", f"{POD}.volumes.0.configMap.defaultMode", 512, "defaultMode"),
    ("Deployment", f"{POD}.volumes.0.configMap.items.0.path", "../c", "path"),
    ("Deployment", f"{FIRST}.name", "Polaris", "containers[0].name"),
    ("Deployment", f"{FIRST}.image", ..., "image"),
    ("Deployment", f"{FIRST}.image", "", "containers[0].image"),
    ("Deployment", f"{FIRST}.imagePullPolicy", "always", "imagePullPolicy"),
    ("Deployment", f"{FIRST}.ports.0.containerPort", 65536, "ports[0].containerPort"),
    ("Deployment", f"{FIRST}.ports.0.name", "much-too-long-name", "ports[0].name"),
    ("Deployment", f"{FIRST}.ports.0.name", "8080", "ports[0].name"),
    ("Deployment", f"{FIRST}.ports.0.protocol", "tcp", "ports[0].protocol"),
    ("Deployment", f"{FIRST}.env.0.name", "1A", "env[0].name"),
    ("Deployment", f"{FIRST}.env.0.value", 8181, "env[0].value"),
    ("Deployment", f"{FIRST}.env.0.value", None, "env[0].value"),
    ("Deployment", f"{FIRST}.env.1.value", "x", "exclude each other"),
    ("Deployment", f"{FIRST}.env.1.valueFrom", {}, "exactly one of"),
    ("Deployment", f"{FIRST}.env.1.valueFrom.fieldRef.fieldPath", "metadata.nme", "fieldPath"),
    ("Deployment", f"{FIRST}.envFrom.0.secretRef", {"name": "a"}, "exactly one of"),
    ("Deployment", f"{FIRST}.livenessProbe", {}, "exactly one of"),
    ("Deployment", f"{FIRST}.livenessProbe.tcpSocket", {"port": 1}, "exactly one of"),
    ("Deployment", f"{FIRST}.livenessProbe.successThreshold", 2, "successThreshold"),
    ("Deployment", f"{FIRST}.livenessProbe.initialDelaySeconds", -1, "initialDelaySeconds"),
    ("Deployment", f"{FIRST}.livenessProbe.periodSeconds", 0, "periodSeconds"),
    ("Deployment", f"{FIRST}.livenessProbe.httpGet.scheme", "http", "scheme"),
    ("Deployment", f"{FIRST}.readinessProbe.terminationGracePeriodSeconds", 5, "takes no termination"),
    ("Deployment", f"{FIRST}.resources.limits", {"memory": "1gb"}, "limits.memory"),
    ("Deployment", f"{FIRST}.resources.limits", {"cpu": "-1"}, "limits.cpu"),
    ("Deployment", f"{FIRST}.resources.limits", {"cpus": "1"}, "resources.limits"),
    ("Deployment", f"{FIRST}.resources.limits", {"storage": "1Gi"}, "resources.limits"),
    ("Deployment", f"{FIRST}.securityContext.privileged", True, "exclude each other"),
    ("Deployment", f"{FIRST}.volumeMounts.0.mountPath", "", "mountPath"),
    ("Deployment", f"{FIRST}.volumeMounts.0.mountPath", "/a:b", "mountPath"),
    ("Deployment", f"{FIRST}.volumeMounts.1.subPath", "/abs", "subPath"),
    ("StatefulSet", "metadata.name", "a.b", "metadata.name"),
    ("StatefulSet", "spec.podManagementPolicy", "Serial", "podManagementPolicy"),
    ("StatefulSet", "spec.volumeClaimTemplates.0.spec.resources.requests", {}, "storage is required"),
    ("PersistentVolumeClaim", "spec.accessModes", ["RWO"], "accessModes[0]"),
    ("PersistentVolumeClaim", "spec.resources.requests.storage", "0Gi", "requests.storage"),
    ("PersistentVolumeClaim", "spec.resources.requests", {"memory": "1Gi"}, "requests"),
    ("Job", "spec.template.spec.restartPolicy", "Always", "Never or OnFailure"),
    ("Job", "spec.template.spec.restartPolicy", ..., "Never or OnFailure"),
    ("Job", "spec.backoffLimit", -1, "backoffLimit"),
    ("CronJob", "metadata.name", "a" * 53, "metadata.name"),
    ("CronJob", "spec.schedule", "0 0 * * 7", "schedule"),
    ("CronJob", "spec.schedule", "60 0 * * *", "schedule"),
    ("CronJob", "spec.schedule", "0 0 * *", "schedule"),
    ("CronJob", "spec.concurrencyPolicy", "Never", "concurrencyPolicy"),
    ("Ingress", "spec.rules.0.host", "a_b", "host"),
    ("Ingress", "spec.rules.0.http.paths.0.pathType", "prefix", "pathType"),
    ("Ingress", "spec.rules.0.http.paths.0.path", "a", "path"),
    ("Ingress", "spec.rules.0.http.paths.0.path", ..., "need a path"),
    ("Ingress", "spec.rules.0.http.paths.0.backend", {}, "exactly one of"),
    ("Ingress", "spec.rules.0.http.paths.0.backend.service.port.number", 80, "exactly one of"),
    ("Ingress", "spec.rules", [], "is required"),
    ("NetworkPolicy", "spec.policyTypes", ["ingress"], "policyTypes[0]"),
    ("NetworkPolicy", "spec.egress.0.to.0.ipBlock.cidr", "10.0.0.0/33", "cidr"),
    ("NetworkPolicy", "spec.egress.0.to.0.podSelector", {}, "either ipBlock or selectors"),
    ("NetworkPolicy", "spec.egress.0.ports.0.port", "dns", "numeric port"),
    ("PodDisruptionBudget", "spec.maxUnavailable", 1, "exclude each other"),
    ("PodDisruptionBudget", "spec.minAvailable", "half", "minAvailable"),
    ("HorizontalPodAutoscaler", "spec.maxReplicas", 0, "maxReplicas"),
    ("HorizontalPodAutoscaler", "spec.metrics.0.type", "Pods", "type Pods needs pods"),
    ("RoleBinding", "roleRef.kind", "Rolle", "roleRef.kind"),
    ("Role", "metadata.name", "a/b", "metadata.name"),
    ("Role", "rules.0.verbs", [], "verbs"),
    ("StorageClass", "volumeBindingMode", "Later", "volumeBindingMode"),
    ("Deployment", "status", {}, "'status'"),
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("kind", "path", "value", "expected"), BAD)
def test_a_mistake_is_refused(kind: str, path: str, value: Any, expected: str, version: str) -> None:
    errors = object_errors(changed(kind, path, value), version)
    assert any(expected in error for error in errors), errors


GOOD = [
    ("Deployment", f"{FIRST}.env.0.name", "my.dotted-NAME"),
    ("Deployment", f"{FIRST}.livenessProbe", {"grpc": {"port": 5000}}),
    ("Deployment", f"{FIRST}.resources", {}),
    ("Deployment", f"{FIRST}.image", "registry:5000/a/b@sha256:00"),
    ("Deployment", f"{POD}.volumes.1", {"name": "x", "persistentVolumeClaim": {"claimName": "a"}}),
    ("Deployment", f"{POD}.hostAliases", [{"ip": "::1", "hostnames": ["a.b"]}]),
    ("Deployment", "spec.strategy", {"type": "Recreate"}),
    ("Service", "spec", {"type": "ExternalName", "externalName": "db.example.com"}),
    ("Service", "spec.ports", [{"port": 80}]),
    ("CronJob", "spec.schedule", "@daily"),
    ("CronJob", "spec.schedule", "@every 1h30m"),
    ("ConfigMap", "metadata.annotations", {"Example.com/Upper": "any text: {}"}),
    ("ConfigMap", "metadata", {"generateName": "a-"}),
    ("Secret", "data", {"a": "aGVs\nbG8=\n"}),
    ("Ingress", "spec", {"defaultBackend": {"service": {"name": "a", "port": {"number": 80}}}}),
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("kind", "path", "value"), GOOD)
def test_what_the_server_takes_passes(kind: str, path: str, value: Any, version: str) -> None:
    assert object_errors(changed(kind, path, value), version) == []


def test_messages_carry_the_place() -> None:
    broken = changed("Deployment", f"{FIRST}.ports.0.containerPort", 0)
    place = "spec.template.spec.containers[0].ports[0].containerPort"
    assert object_errors(broken) == [f"{place}: 0 is less than the minimum of 1"]


def test_an_unknown_kind_has_no_errors_and_is_not_known() -> None:
    widget = {"apiVersion": "example.org/v1", "kind": "Widget", "metadata": {"name": "a"}, "spec": {"size": "big"}}
    assert (is_known(widget), object_errors(widget), duplicate_keys(widget)) == (False, [], [])


def test_both_libraries_say_the_same() -> None:
    for kind, path, value, _ in BAD:
        broken = changed(kind, path, value)
        schema = strict_schema(validate._definition_of(broken, "1.27") or "")
        fast, portable = (build(schema)(broken) for build in (validate._fast, validate._portable))
        assert {line.partition(":")[0] for line in fast} == {line.partition(":")[0] for line in portable}


DUPLICATES = [
    ("Deployment", f"{POD}.containers", [{"name": "a"}, {"name": "a"}], f"{POD}.containers[1]: name=a"),
    ("Deployment", f"{FIRST}.env", [{"name": "A"}, {"name": "B"}, {"name": "A"}], "env[2]: name=A"),
    ("Deployment", f"{FIRST}.ports.1.protocol", "TCP", "ports[1]: containerPort=8181, protocol=TCP"),
    ("Deployment", f"{FIRST}.ports.1.name", "http", "ports[1]: name=http"),
    ("Deployment", f"{FIRST}.volumeMounts.1.mountPath", "/etc/polaris", "mountPath=/etc/polaris"),
    ("Deployment", f"{POD}.volumes.1.name", "config", "volumes[1]: name=config"),
    ("Deployment", f"{POD}.initContainers.0.name", "polaris", "also an init container"),
    ("Service", "spec.ports.1.name", "http", "spec.ports[1]: name=http"),
    ("Service", "spec.ports.1.port", 8181, "spec.ports[1]: port=8181, protocol=TCP"),
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("kind", "path", "value", "expected"), DUPLICATES)
def test_a_doubled_key_is_found(kind: str, path: str, value: Any, expected: str, version: str) -> None:
    found = duplicate_keys(changed(kind, path, value), version)
    assert len(found) == 1
    assert expected in found[0]
