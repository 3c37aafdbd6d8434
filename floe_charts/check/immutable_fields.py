"""The fields that Kubernetes lets nobody change, and what it fills in where one is left out.

To state what the API server would fill in changes nothing.
"""

from __future__ import annotations

from typing import Any

# Kubernetes' own words for what may change in a StatefulSet; all the rest of its spec may not.
STATEFULSET_MAY = {
    "replicas",
    "ordinals",
    "template",
    "updateStrategy",
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
}
STATEFULSET_DEFAULTS = {"podManagementPolicy": "OrderedReady", "revisionHistoryLimit": 10}
CLAIM_MAY = {"resources", "volumeAttributesClassName"}
CLAIM_DEFAULTS = {"volumeMode": "Filesystem"}
_ROLE = {"apiGroup": "rbac.authorization.k8s.io"}
FIELDS = {
    "Deployment": ("spec.selector",),
    "DaemonSet": ("spec.selector",),
    "ReplicaSet": ("spec.selector",),
    "Job": (
        "spec.selector",
        "spec.template",
        "spec.completionMode",
        "spec.podFailurePolicy",
        "spec.successPolicy",
        "spec.backoffLimitPerIndex",
        "spec.managedBy",
    ),
    "RoleBinding": ("roleRef",),
    "ClusterRoleBinding": ("roleRef",),
    "Secret": ("type",),
    "IngressClass": ("spec.controller",),
    "RuntimeClass": ("handler",),
    "PriorityClass": ("value", "preemptionPolicy"),
    "StorageClass": ("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"),
}
# What Kubernetes fills in where one of these fields is left out; the rest of them it leaves as they are.
DEFAULTS: dict[str, dict[str, Any]] = {
    "Job": {"spec.completionMode": "NonIndexed"},
    "RoleBinding": {"roleRef": _ROLE},
    "ClusterRoleBinding": {"roleRef": _ROLE},
    "Secret": {"type": "Opaque"},
    "PriorityClass": {"preemptionPolicy": "PreemptLowerPriority"},
    "StorageClass": {"reclaimPolicy": "Delete", "volumeBindingMode": "Immediate"},
}
