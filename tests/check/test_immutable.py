"""An upgrade changes no immutable field and restarts no pod without need."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.check import immutable_changes, restarts
from tests.check.release import DB, HOOK, JOB, POD, WEB, changed, release, thing

CLAIM: dict[str, Any] = {"storageClassName": "fast", "resources": {"requests": {"storage": "1Gi"}}}


@pytest.mark.requirement("REQ-631")
@pytest.mark.parametrize(
    ("target", "path", "value", "where"),
    [
        (WEB, "spec.selector.matchLabels['helm.sh/chart']", "demo-2", f"{WEB} spec.selector"),
        (DB, "spec.selector.matchLabels.a", "b", f"{DB} spec.selector"),
        (DB, "spec.serviceName", "other", f"{DB} spec.serviceName"),
        (DB, "spec.podManagementPolicy", "Parallel", f"{DB} spec.podManagementPolicy"),
        (DB, "spec.volumeClaimTemplates[0].metadata.labels.a", "b", f"{DB} spec.volumeClaimTemplates"),
        (
            DB,
            "spec.volumeClaimTemplates[0].spec.resources.requests.storage",
            "2Gi",
            f"{DB} spec.volumeClaimTemplates",
        ),
        ("Service/demo-db", "spec.clusterIP", None, "Service/demo-db spec.clusterIP"),
        ("Service/demo-web", "spec.clusterIP", "None", "Service/demo-web spec.clusterIP"),
        ("RoleBinding/demo-plain", "roleRef.name", "other", "RoleBinding/demo-plain roleRef"),
        (JOB, "spec.template.spec.restartPolicy", "OnFailure", f"{JOB} spec.template"),
        (JOB, "spec.completions", 2, f"{JOB} spec.completions"),
        (JOB, "spec.parallelism", 2, f"{JOB} spec.completions"),  # without it one is filled in, with it none
        (JOB, "spec.completionMode", "Indexed", f"{JOB} spec.completionMode"),
        ("RoleBinding/demo-plain", "roleRef.apiGroup", "other", "RoleBinding/demo-plain roleRef"),
        ("Secret/demo-plain", "type", "kubernetes.io/tls", "Secret/demo-plain type"),
        ("StorageClass/demo-plain", "reclaimPolicy", "Retain", "StorageClass/demo-plain reclaimPolicy"),
        ("StorageClass/demo-plain", "volumeBindingMode", "WaitForFirstConsumer", " volumeBindingMode"),
        ("PriorityClass/demo-plain", "preemptionPolicy", "Never", "PriorityClass/demo-plain preemptionPolicy"),
        ("PersistentVolumeClaim/demo-data", "spec.storageClassName", "slow", " spec.storageClassName"),
        ("PersistentVolumeClaim/demo-data", "spec.volumeMode", "Block", " spec.volumeMode"),
        (
            "PersistentVolumeClaim/demo-data",
            "spec.resources.requests.storage",
            "1G",
            " spec.resources.requests.storage",
        ),
        ("Secret/demo-db", "type", "kubernetes.io/tls", "Secret/demo-db type"),
        ("ConfigMap/demo-frozen", "data.a", "2", "ConfigMap/demo-frozen data"),
    ],
)
def test_a_forbidden_change_is_found(target: str, path: str, value: Any, where: str) -> None:
    extra = _extra()
    (finding,) = immutable_changes([*release(), *extra], changed(target, path, value, extra))
    assert finding.where.endswith(where)
    assert "is immutable" in str(finding)


@pytest.mark.parametrize(
    ("target", "path", "value"),
    [
        (WEB, "spec.replicas", 3),
        (WEB, f"{POD}.containers[0].image", "demo/web:2"),
        (DB, f"{POD}.containers[0].image", "demo/db:2"),
        (DB, "spec.updateStrategy", {"type": "OnDelete"}),
        (DB, "spec.podManagementPolicy", "OrderedReady"),
        (DB, "spec.volumeClaimTemplates[0].spec.volumeMode", "Filesystem"),
        (HOOK, f"{POD}.containers[0].image", "demo/init:2"),
        (JOB, "spec.backoffLimit", 3),
        ("PersistentVolumeClaim/demo-data", "spec.resources.requests.storage", "1025Mi"),
        ("PersistentVolumeClaim/demo-data", "spec.resources.requests.storage", "much"),  # is no quantity
        (JOB, "spec.completions", 1),
        (JOB, "spec.completionMode", "NonIndexed"),
        ("RoleBinding/demo-plain", "roleRef.apiGroup", "rbac.authorization.k8s.io"),
        ("Secret/demo-plain", "type", "Opaque"),
        ("StorageClass/demo-plain", "reclaimPolicy", "Delete"),
        ("StorageClass/demo-plain", "volumeBindingMode", "Immediate"),
        ("PriorityClass/demo-plain", "preemptionPolicy", "PreemptLowerPriority"),
        ("ConfigMap/demo-frozen", "binaryData", {}),
        ("Service/demo-db", "spec", {"type": "ExternalName", "externalName": "db.example"}),
        ("ConfigMap/demo-web", "data.a", "b"),
        (WEB, "metadata.name", "renamed"),
        (WEB, "metadata.labels['helm.sh/chart']", "demo-2.0.0"),
    ],
)
def test_an_allowed_change_is_left_alone(target: str, path: str, value: Any) -> None:
    extra = _extra()
    assert immutable_changes([*release(), *extra], changed(target, path, value, extra)) == []


@pytest.mark.parametrize(
    ("target", "path", "value", "expected"),
    [
        (WEB, "metadata.labels['helm.sh/chart']", "demo-2.0.0", []),
        (WEB, "spec.replicas", 3, []),
        ("ConfigMap/demo-web", "data.a", "b", []),
        (HOOK, f"{POD}.containers[0].image", "demo/init:2", []),
        (WEB, "spec.template.metadata.annotations", {"checksum/config": "1"}, [WEB]),
        (DB, f"{POD}.containers[0].image", "demo/db:2", [DB]),
    ],
)
def test_restarts_are_the_pod_templates_that_differ(target: str, path: str, value: Any, expected: list[str]) -> None:
    assert restarts(release(), changed(target, path, value)) == expected


def test_a_new_release_of_the_same_objects_changes_nothing() -> None:
    assert immutable_changes(release(), release()) == []
    assert restarts(release(), [*release(), thing("Deployment", "new", "apps/v1")]) == []


def _extra() -> list[dict[str, Any]]:
    rbac = "rbac.authorization.k8s.io/v1"
    return [
        thing("PersistentVolumeClaim", "data", spec=CLAIM),
        thing("Job", "once", "batch/v1", spec={"template": {"spec": {"restartPolicy": "Never"}}}),
        thing("RoleBinding", "plain", rbac, roleRef={"kind": "Role", "name": "demo-init"}),
        thing("ConfigMap", "frozen", immutable=True, data={"a": "1"}),
        thing("Secret", "plain", data={"a": "YQ=="}),
        thing("StorageClass", "plain", "storage.k8s.io/v1", provisioner="a"),
        thing("PriorityClass", "plain", "scheduling.k8s.io/v1", value=1),
    ]
