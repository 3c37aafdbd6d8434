"""What the API server checks between the properties of one object, and what each kind may be called."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.conditions import (
    Schema,
    absent,
    at_least_one,
    at_most_one,
    empty,
    equals,
    exactly_one,
    filled,
    given,
    inside,
    when,
)
from floe_charts.kubernetes.patterns import DNS_LABEL, DNS_SUBDOMAIN, OBJECT_NAME, SERVICE_NAME
from floe_charts.kubernetes.server_rules import (
    APPS,
    AUTOSCALING,
    BATCH,
    CORE,
    META,
    NETWORKING,
    POLICY,
    RBAC,
)

Rules = Mapping[str, Schema]
"""What must hold, as a sentence an error can show, and how draft-07 says it."""

_HANDLERS = ("exec", "grpc", "httpGet", "tcpSocket")
_METRICS = {
    "ContainerResource": "containerResource",
    "External": "external",
    "Object": "object",
    "Pods": "pods",
    "Resource": "resource",
}
_SELECTOR: Rules = {
    "selector must not be empty": {"properties": {"selector": at_least_one(("matchLabels", "matchExpressions"))}},
}
_TEMPLATE_KEPT_RUNNING: Rules = {
    "restartPolicy of the template must be Always": inside("template.spec.restartPolicy", {"enum": ["Always", None]}),
    "activeDeadlineSeconds has no place in this template": inside(
        "template.spec.activeDeadlineSeconds", {"type": "null"}
    ),
}
_SET_OPERATORS: Rules = {
    "In and NotIn need values": when(equals("operator", "In", "NotIn"), filled("values")),
    "Exists and DoesNotExist take no values": when(equals("operator", "Exists", "DoesNotExist"), empty("values")),
}
_ZERO = {"enum": [0, "0%", "00%"]}

OBJECT_RULES: Mapping[str, Rules] = {
    f"{META}.LabelSelectorRequirement": _SET_OPERATORS,
    f"{CORE}.NodeSelectorRequirement": {
        **_SET_OPERATORS,
        "Gt and Lt need one whole number": when(
            equals("operator", "Gt", "Lt"),
            given("values", {"minItems": 1, "maxItems": 1, "items": {"pattern": "^[+-]?[0-9]+$"}}),
        ),
    },
    f"{CORE}.Container": {
        "readinessProbe takes no terminationGracePeriodSeconds": inside(
            "readinessProbe.terminationGracePeriodSeconds", {"type": "null"}
        ),
    },
    f"{CORE}.EnvFromSource": {
        "exactly one of configMapRef, secretRef": exactly_one(("configMapRef", "secretRef")),
    },
    f"{CORE}.EnvVar": {
        "value and valueFrom exclude each other": {
            "not": {"allOf": [given("value", {"minLength": 1}), given("valueFrom")]}
        },
    },
    f"{CORE}.PersistentVolumeClaimSpec": {
        "resources.requests.storage is required": {
            "properties": {"resources": given("requests", {"required": ["storage"]})}
        },
    },
    f"{CORE}.Probe": {f"exactly one of {', '.join(_HANDLERS)}": exactly_one(_HANDLERS)},
    f"{CORE}.SeccompProfile": {
        "localhostProfile goes with type Localhost, and only with it": when(
            equals("type", "Localhost"), filled("localhostProfile"), absent("localhostProfile")
        ),
    },
    f"{CORE}.SecurityContext": {
        "privileged and allowPrivilegeEscalation: false exclude each other": {
            "not": {"allOf": [equals("privileged", True), equals("allowPrivilegeEscalation", False)]}
        },
    },
    f"{CORE}.ServiceSpec": {
        "ports are required unless headless or ExternalName": {
            "anyOf": [filled("ports"), equals("clusterIP", "None"), equals("type", "ExternalName")]
        },
        "type ExternalName needs externalName": when(equals("type", "ExternalName"), filled("externalName")),
        "each of several ports needs a name": {
            "anyOf": [inside("ports", {"maxItems": 1}), inside("ports", {"items": given("name")})]
        },
    },
    f"{CORE}.Toleration": {
        "an empty key needs operator Exists": when(empty("key"), equals("operator", "Exists")),
        "operator Exists takes no value": when(equals("operator", "Exists"), empty("value")),
        "tolerationSeconds needs effect NoExecute": when(given("tolerationSeconds"), equals("effect", "NoExecute")),
    },
    f"{CORE}.TopologySpreadConstraint": {
        "minDomains needs whenUnsatisfiable DoNotSchedule": when(
            given("minDomains"), equals("whenUnsatisfiable", "DoNotSchedule")
        ),
    },
    f"{CORE}.VolumeMount": {
        "subPath and subPathExpr exclude each other": at_most_one(("subPath", "subPathExpr")),
    },
    f"{APPS}.DaemonSetSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.DeploymentSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.DeploymentStrategy": {
        "type Recreate takes no rollingUpdate": when(equals("type", "Recreate"), absent("rollingUpdate")),
    },
    f"{APPS}.ReplicaSetSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.RollingUpdateDeployment": {
        "maxSurge and maxUnavailable must not both be 0": {
            "not": {"allOf": [given("maxSurge", _ZERO), given("maxUnavailable", _ZERO)]}
        },
    },
    f"{APPS}.StatefulSetSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.StatefulSetUpdateStrategy": {
        "type OnDelete takes no rollingUpdate": when(equals("type", "OnDelete"), absent("rollingUpdate")),
    },
    f"{AUTOSCALING}.MetricSpec": {
        f"type {kind} needs {source} and no other": when(
            equals("type", kind),
            {"allOf": [given(source), absent(*(set(_METRICS.values()) - {source}))]},
        )
        for kind, source in sorted(_METRICS.items())
    },
    f"{BATCH}.JobSpec": {
        "restartPolicy of the template must be Never or OnFailure": inside(
            "template.spec", equals("restartPolicy", "Never", "OnFailure")
        ),
    },
    f"{NETWORKING}.HTTPIngressPath": {
        "pathType Exact and Prefix need a path": when(equals("pathType", "Exact", "Prefix"), filled("path")),
    },
    f"{NETWORKING}.IngressBackend": {
        "exactly one of resource, service": exactly_one(("resource", "service")),
    },
    f"{NETWORKING}.IngressSpec": {
        "defaultBackend or rules is required": {"anyOf": [given("defaultBackend"), filled("rules")]},
    },
    f"{NETWORKING}.NetworkPolicyPeer": {
        "either ipBlock or selectors": {
            "oneOf": [given("ipBlock"), {"anyOf": [given("podSelector"), given("namespaceSelector")]}]
        },
    },
    f"{NETWORKING}.NetworkPolicyPort": {
        "endPort needs a numeric port": when(given("endPort"), given("port", {"type": "integer"})),
    },
    f"{NETWORKING}.ServiceBackendPort": {"exactly one of name, number": exactly_one(("name", "number"))},
    f"{POLICY}.PodDisruptionBudgetSpec": {
        "minAvailable and maxUnavailable exclude each other": at_most_one(("maxUnavailable", "minAvailable")),
    },
}

ONE_SOURCE: Mapping[str, frozenset[str]] = {
    f"{CORE}.EnvVarSource": frozenset(),
    f"{CORE}.LifecycleHandler": frozenset(),
    f"{CORE}.Volume": frozenset({"name"}),
    f"{CORE}.VolumeProjection": frozenset(),
}
"""Definitions of which exactly one property is given, besides those listed here.

The server turns a volume without a source into an emptyDir and skips an empty projection; neither is what a
chart ever meant, so both are refused.
"""

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
