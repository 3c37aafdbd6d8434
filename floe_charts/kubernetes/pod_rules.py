"""What the API server checks between the properties of a pod, of what is in it, and of the claims it mounts."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.conditions import (
    Rules,
    absent,
    at_most_one,
    empty,
    equals,
    exactly_one,
    filled,
    given,
    inside,
    when,
)
from floe_charts.kubernetes.groups import CORE, META

_SET_OPERATORS: Rules = {
    "In and NotIn need values": when(equals("operator", "In", "NotIn"), filled("values")),
    "Exists and DoesNotExist take no values": when(equals("operator", "Exists", "DoesNotExist"), empty("values")),
}
_HANDLERS = ("exec", "grpc", "httpGet", "tcpSocket")

POD_RULES: Mapping[str, Rules] = {
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
    f"{CORE}.DownwardAPIVolumeFile": {
        "exactly one of fieldRef, resourceFieldRef": exactly_one(("fieldRef", "resourceFieldRef")),
        "resourceFieldRef of a volume needs containerName": {
            "properties": {"resourceFieldRef": {"anyOf": [{"type": "null"}, filled("containerName")]}}
        },
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
    f"{CORE}.ResourceFieldSelector": {
        "cpu is counted in ones or thousandths, and nothing else in thousandths": {
            "if": {"properties": {"resource": {"pattern": r"\.cpu$"}}},
            "then": {"properties": {"divisor": {"not": {"pattern": "[kMGTPE]"}}}},
            "else": {"properties": {"divisor": {"not": {"pattern": "m"}}}},
        },
    },
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
}
