"""Objects as one version of a chart has them, and what another may say in their place."""

from __future__ import annotations

from typing import Any

Object = dict[str, Any]
LABELS = {"app": "web"}
POD: Object = {
    "metadata": {"labels": LABELS},
    "spec": {"containers": [{"name": "main", "image": "busybox:1.36"}]},
}
JOB_POD: Object = {"spec": {**POD["spec"], "restartPolicy": "Never"}}
CLAIM: Object = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "2Gi"}}}
OWN_CLAIM: Object = {**CLAIM, "storageClassName": "slow"}
OTHER: Object = {"matchLabels": {"app": "web", "tier": "front"}}
OTHER_POD: Object = {**POD, "metadata": {"labels": OTHER["matchLabels"]}}
ROLE: Object = {"kind": "Role", "name": "reader", "apiGroup": "rbac.authorization.k8s.io"}


def workload(**spec: Any) -> Object:
    return {"spec": {"selector": {"matchLabels": LABELS}, "template": POD, **spec}}


def claims(**metadata_and_spec: Any) -> Object:
    given = {"metadata": {"name": "data"}, "spec": CLAIM, **metadata_and_spec}
    return {"volumeClaimTemplates": [given]}


def service(**spec: Any) -> Object:
    return {"spec": {"ports": [{"port": 80}], **spec}}


DISK: Object = {"provisioner": "acme.org/disk", "parameters": {"a": "b"}}
ZONE: Object = {"matchLabelExpressions": [{"key": "zone", "values": ["a"]}]}
SET = {"serviceName": "web", **claims()}
POLICY: Object = {"rules": [{"action": "Ignore", "onPodConditions": [{"type": "DisruptionTarget", "status": "True"}]}]}
#: For each kind: its API, the object, and what another version of a chart may say in place of it.
CASES: dict[str, tuple[str, Object, dict[str, Object]]] = {
    "Deployment": (
        "apps/v1",
        workload(),
        {
            "selector": workload(selector=OTHER, template=OTHER_POD),
            "replicas": workload(replicas=3),
            "strategy": workload(strategy={"rollingUpdate": {"maxSurge": 2}}),
            "deadline": workload(progressDeadlineSeconds=1200),
            "template": workload(template=OTHER_POD),
        },
    ),
    "DaemonSet": (
        "apps/v1",
        workload(),
        {
            "selector": workload(selector=OTHER, template=OTHER_POD),
            "strategy": workload(updateStrategy={"type": "OnDelete"}),
        },
    ),
    "ReplicaSet": (
        "apps/v1",
        workload(),
        {"selector": workload(selector=OTHER, template=OTHER_POD), "replicas": workload(replicas=3)},
    ),
    "StatefulSet": (
        "apps/v1",
        workload(**SET),
        {
            "service": workload(**{**SET, "serviceName": "other"}),
            "selector": workload(**SET, selector=OTHER, template=OTHER_POD),
            "policy": workload(**SET, podManagementPolicy="Parallel"),
            "the policy that is filled in": workload(**SET, podManagementPolicy="OrderedReady"),
            "the history that is filled in": workload(**SET, revisionHistoryLimit=10),
            "size": workload(**{**SET, **claims(spec={**CLAIM, "resources": {"requests": {"storage": "4Gi"}}})}),
            "labels of a claim": workload(**{**SET, **claims(metadata={"name": "data", "labels": LABELS})}),
            "block device": workload(**{**SET, **claims(spec={**CLAIM, "volumeMode": "Block"})}),
            "the mode that is filled in": workload(**{**SET, **claims(spec={**CLAIM, "volumeMode": "Filesystem"})}),
            "replicas": workload(**SET, replicas=3),
            "template": workload(**SET, template=OTHER_POD),
            "strategy": workload(**SET, updateStrategy={"rollingUpdate": {"partition": 1}}),
            "readiness": workload(**SET, minReadySeconds=5),
            "ordinals": workload(**SET, ordinals={"start": 1}),
            "retention": workload(**SET, persistentVolumeClaimRetentionPolicy={"whenDeleted": "Delete"}),
        },
    ),
    "Job": (
        "batch/v1",
        {"spec": {"template": JOB_POD}},
        {
            "template": {"spec": {"template": {"spec": {**JOB_POD["spec"], "hostNetwork": True}}}},
            "mode": {"spec": {"template": JOB_POD, "completionMode": "Indexed", "completions": 1}},
            "the mode that is filled in": {"spec": {"template": JOB_POD, "completionMode": "NonIndexed"}},
            "the completions that are filled in": {"spec": {"template": JOB_POD, "completions": 1}},
            "completions": {"spec": {"template": JOB_POD, "completions": 3}},
            "failure policy": {"spec": {"template": JOB_POD, "podFailurePolicy": POLICY}},
            "replacement": {"spec": {"template": JOB_POD, "podReplacementPolicy": "Failed"}},
            "manager": {"spec": {"template": JOB_POD, "managedBy": "acme.org/jobs"}},
            "parallelism": {"spec": {"template": JOB_POD, "parallelism": 2, "completions": 1}},
            "backoff": {"spec": {"template": JOB_POD, "backoffLimit": 2}},
            "deadline": {"spec": {"template": JOB_POD, "activeDeadlineSeconds": 60}},
            "ttl": {"spec": {"template": JOB_POD, "ttlSecondsAfterFinished": 60}},
            "suspend": {"spec": {"template": JOB_POD, "suspend": True}},
        },
    ),
    "RoleBinding": (
        "rbac.authorization.k8s.io/v1",
        {"roleRef": ROLE, "subjects": []},
        {
            "role": {"roleRef": {**ROLE, "name": "writer"}, "subjects": []},
            "kind": {"roleRef": {**ROLE, "kind": "ClusterRole"}, "subjects": []},
            "the group that is filled in": {"roleRef": {"kind": "Role", "name": "reader"}, "subjects": []},
            "subjects": {"roleRef": ROLE, "subjects": [{"kind": "ServiceAccount", "name": "web"}]},
        },
    ),
    "ClusterRoleBinding": (
        "rbac.authorization.k8s.io/v1",
        {"roleRef": {**ROLE, "kind": "ClusterRole"}},
        {
            "role": {"roleRef": {**ROLE, "kind": "ClusterRole", "name": "writer"}},
            "the group that is filled in": {"roleRef": {"kind": "ClusterRole", "name": "reader"}},
        },
    ),
    "Secret": (
        "v1",
        {"stringData": {"a": "b"}},
        {
            "type": {"stringData": {"a": "b"}, "type": "acme.org/key"},
            "the type that is filled in": {"stringData": {"a": "b"}, "type": "Opaque"},
            "data": {"stringData": {"a": "c"}},
            "frozen": {"stringData": {"a": "b"}, "immutable": True},
        },
    ),
    "ConfigMap": (
        "v1",
        {"data": {"a": "b"}, "immutable": True},
        {
            "data": {"data": {"a": "c"}, "immutable": True},
            "more of it": {"data": {"a": "b"}, "binaryData": {"c": "AA=="}, "immutable": True},
            "thawed": {"data": {"a": "b"}},
        },
    ),
    "PriorityClass": (
        "scheduling.k8s.io/v1",
        {"value": 1},
        {
            "value": {"value": 2},
            "preemption": {"value": 1, "preemptionPolicy": "Never"},
            "the preemption that is filled in": {"value": 1, "preemptionPolicy": "PreemptLowerPriority"},
            "description": {"value": 1, "description": "Low."},
        },
    ),
    "StorageClass": (
        "storage.k8s.io/v1",
        {"provisioner": "acme.org/disk", "parameters": {"a": "b"}},
        {
            "provisioner": {"provisioner": "acme.org/other", "parameters": {"a": "b"}},
            "parameters": {"provisioner": "acme.org/disk", "parameters": {"a": "c"}},
            "reclaim": {**DISK, "reclaimPolicy": "Retain"},
            "the reclaim that is filled in": {**DISK, "reclaimPolicy": "Delete"},
            "binding": {**DISK, "volumeBindingMode": "WaitForFirstConsumer"},
            "the binding that is filled in": {**DISK, "volumeBindingMode": "Immediate"},
            "expansion": {**DISK, "allowVolumeExpansion": True},
            "options": {**DISK, "mountOptions": ["ro"]},
            "topology": {**DISK, "allowedTopologies": [ZONE]},
        },
    ),
    "Service": (
        "v1",
        service(),
        {
            "headless": service(clusterIP="None"),
            "an address": service(clusterIP="10.96.0.77"),
            "an alias": {"spec": {"type": "ExternalName", "externalName": "acme.org"}},
            "type": service(type="NodePort"),
            "port": {"spec": {"ports": [{"port": 81}]}},
            "affinity": service(sessionAffinity="ClientIP"),
            "policy": service(internalTrafficPolicy="Local"),
            "selector": service(selector={"app": "web"}),
        },
    ),
    "PersistentVolumeClaim": (
        "v1",
        {"spec": OWN_CLAIM},
        {
            "class": {"spec": {**OWN_CLAIM, "storageClassName": "fast"}},
            "modes": {"spec": {**OWN_CLAIM, "accessModes": ["ReadWriteMany"]}},
            "block device": {"spec": {**OWN_CLAIM, "volumeMode": "Block"}},
            "the mode that is filled in": {"spec": {**OWN_CLAIM, "volumeMode": "Filesystem"}},
            "smaller": {"spec": {**OWN_CLAIM, "resources": {"requests": {"storage": "1Gi"}}}},
            "labels": {"spec": {**OWN_CLAIM, "selector": {"matchLabels": LABELS}}},
        },
    ),
    "IngressClass": (
        "networking.k8s.io/v1",
        {"spec": {"controller": "acme.org/one"}},
        {
            "controller": {"spec": {"controller": "acme.org/other"}},
            "parameters": {
                "spec": {"controller": "acme.org/one", "parameters": {"kind": "A", "name": "a", "apiGroup": "acme.org"}}
            },
        },
    ),
    "RuntimeClass": ("node.k8s.io/v1", {"handler": "one"}, {"handler": {"handler": "other"}}),
    "PodDisruptionBudget": (
        "policy/v1",
        {"spec": {"minAvailable": 1, "selector": {"matchLabels": LABELS}}},
        {
            "selector": {"spec": {"minAvailable": 1, "selector": OTHER}},
            "size": {"spec": {"maxUnavailable": 1, "selector": {"matchLabels": LABELS}}},
        },
    ),
    "CronJob": (
        "batch/v1",
        {"spec": {"schedule": "@daily", "jobTemplate": {"spec": {"template": JOB_POD}}}},
        {
            "template": {
                "spec": {
                    "schedule": "@daily",
                    "jobTemplate": {"spec": {"template": {"spec": {**JOB_POD["spec"], "hostNetwork": True}}}},
                }
            }
        },
    ),
    "HorizontalPodAutoscaler": (
        "autoscaling/v2",
        {"spec": {"maxReplicas": 3, "scaleTargetRef": {"kind": "Deployment", "name": "a", "apiVersion": "apps/v1"}}},
        {
            "target": {
                "spec": {
                    "maxReplicas": 3,
                    "scaleTargetRef": {"kind": "Deployment", "name": "b", "apiVersion": "apps/v1"},
                }
            }
        },
    ),
    "NetworkPolicy": (
        "networking.k8s.io/v1",
        {"spec": {"podSelector": {"matchLabels": LABELS}}},
        {"selector": {"spec": {"podSelector": OTHER}}},
    ),
    "ServiceAccount": ("v1", {}, {"token": {"automountServiceAccountToken": False}}),
}
#: A Job that counts, and what may be said of each of its pods.
_INDEXED: Object = {
    "template": JOB_POD,
    "completionMode": "Indexed",
    "completions": 3,
    "parallelism": 3,
    "backoffLimitPerIndex": 1,
}
COUNTING: dict[str, tuple[str, Object, dict[str, Object]]] = {
    "Job": (
        "batch/v1",
        {"spec": _INDEXED},
        {
            "limit of each": {"spec": {**_INDEXED, "backoffLimitPerIndex": 2}},
            "failed ones": {"spec": {**_INDEXED, "maxFailedIndexes": 2}},
            "success": {"spec": {**_INDEXED, "successPolicy": {"rules": [{"succeededCount": 1}]}}},
            "only one of both grows": {"spec": {**_INDEXED, "completions": 4}},
            "both grow": {"spec": {**_INDEXED, "completions": 4, "parallelism": 4}},
        },
    ),
}
