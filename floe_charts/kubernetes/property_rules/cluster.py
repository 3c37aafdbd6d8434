"""What the API server checks about one property of roles, quotas and storage classes."""

from __future__ import annotations

from floe_charts.kubernetes.groups import CORE, RBAC, STORAGE_API
from floe_charts.kubernetes.patterns import NON_EMPTY, RESOURCES, SOME, one_of
from floe_charts.kubernetes.property_rules.table import Table

RULES: Table = {
    CORE: {
        "ResourceQuotaSpec": {"hard": RESOURCES},
    },
    RBAC: {
        "PolicyRule": {"verbs": SOME},
        "RoleRef": {
            "apiGroup": one_of("rbac.authorization.k8s.io"),
            "kind": one_of("ClusterRole", "Role"),
            "name": NON_EMPTY,
        },
        "Subject": {"kind": one_of("Group", "ServiceAccount", "User"), "name": NON_EMPTY},
    },
    STORAGE_API: {
        "StorageClass": {
            "provisioner": NON_EMPTY,
            "reclaimPolicy": one_of("Delete", "Retain"),
            "volumeBindingMode": one_of("Immediate", "WaitForFirstConsumer"),
        },
    },
}
