"""What the objects of each kind may be called."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.conditions import Schema
from floe_charts.kubernetes.groups import APPS, BATCH, CORE, RBAC
from floe_charts.kubernetes.patterns import DNS_LABEL, DNS_SUBDOMAIN, OBJECT_NAME, SERVICE_NAME

_NAMES: Mapping[str, Schema] = {
    f"{APPS}.StatefulSet": DNS_LABEL,
    # The Job's pods carry its name as a label value.
    f"{BATCH}.Job": {**DNS_SUBDOMAIN, "maxLength": 63},
    # The controller appends eleven characters to name the Job.
    f"{BATCH}.CronJob": {**DNS_SUBDOMAIN, "maxLength": 52},
    f"{CORE}.Namespace": DNS_LABEL,
    f"{CORE}.Service": SERVICE_NAME,
    **{f"{RBAC}.{kind}": OBJECT_NAME for kind in ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")},
}


def name_rule(definition_name: str) -> Schema:
    """What `metadata.name` of this kind must look like."""
    return _NAMES.get(definition_name, DNS_SUBDOMAIN)
