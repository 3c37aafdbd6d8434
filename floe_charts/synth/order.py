"""Kubernetes' customary order of keys: cdk8s sorts them by the alphabet, people do not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from floe_charts.template.nodes import Conditional, Either, Node
from floe_charts.template.parts import Collection, Each, EachOf, Guard, Item, Map, Pair, Part, Splice

_CUSTOMARY = [
    "apiVersion",
    "group",
    "kind",
    "metadata",
    "name",
    "namespace",
    "generateName",
    "type",
    "labels",
    "annotations",
    "immutable",
    "automountServiceAccountToken",
    "imagePullSecrets",
    "replicas",
    "minReplicas",
    "maxReplicas",
    "minAvailable",
    "maxUnavailable",
    "revisionHistoryLimit",
    "selector",
    "namespaceSelector",
    "podSelector",
    "strategy",
    "updateStrategy",
    "podManagementPolicy",
    "serviceName",
    "schedule",
    "timeZone",
    "concurrencyPolicy",
    "suspend",
    "startingDeadlineSeconds",
    "successfulJobsHistoryLimit",
    "failedJobsHistoryLimit",
    "jobTemplate",
    "backoffLimit",
    "activeDeadlineSeconds",
    "ttlSecondsAfterFinished",
    "podFailurePolicy",
    "policyTypes",
    "ingress",
    "egress",
    "from",
    "to",
    "clusterIP",
    "publishNotReadyAddresses",
    "template",
    "spec",
    "serviceAccountName",
    "priorityClassName",
    "runtimeClassName",
    "restartPolicy",
    "terminationGracePeriodSeconds",
    "enableServiceLinks",
    "securityContext",
    "runAsNonRoot",
    "runAsUser",
    "runAsGroup",
    "fsGroup",
    "fsGroupChangePolicy",
    "seccompProfile",
    "nodeSelector",
    "affinity",
    "tolerations",
    "topologySpreadConstraints",
    "initContainers",
    "containers",
    "image",
    "imagePullPolicy",
    "command",
    "args",
    "workingDir",
    "env",
    "envFrom",
    "ports",
    "containerPort",
    "port",
    "targetPort",
    "protocol",
    "appProtocol",
    "startupProbe",
    "livenessProbe",
    "readinessProbe",
    "lifecycle",
    "resources",
    "volumeMounts",
    "mountPath",
    "subPath",
    "readOnly",
    "volumes",
    "volumeClaimTemplates",
    "data",
    "stringData",
    "roleRef",
    "subjects",
    "parentRefs",
    "hostnames",
    "rules",
    "matches",
    "backendRefs",
    "key",
    "value",
    "valueFrom",
    "secretName",
    "apiGroups",
    "resourceNames",
    "verbs",
]
_CONTAINER = [
    "name",
    "image",
    "imagePullPolicy",
    "command",
    "args",
    "workingDir",
    "env",
    "envFrom",
    "ports",
    "startupProbe",
    "livenessProbe",
    "readinessProbe",
    "lifecycle",
    "resources",
    "securityContext",
    "terminationMessagePolicy",
    "volumeMounts",
]
_PROBE = [
    "exec",
    "grpc",
    "httpGet",
    "tcpSocket",
    "initialDelaySeconds",
    "periodSeconds",
    "timeoutSeconds",
    "successThreshold",
    "failureThreshold",
]


def _ranks(keys: list[str]) -> dict[str, int]:
    return {key: rank for rank, key in enumerate(keys)}


_RANK = _ranks(_CUSTOMARY)
#: Where the same key has another customary place.
_SPECIAL = {
    **dict.fromkeys(("containers", "initContainers"), _ranks(_CONTAINER)),
    **dict.fromkeys(("startupProbe", "livenessProbe", "readinessProbe"), _ranks(_PROBE)),
    "httpGet": _ranks(["scheme", "path", "port"]),
}
#: Maps whose keys are the user's, not the API's.
_FREE = {"labels", "annotations", "matchLabels", "data", "stringData", "limits", "requests", "nodeSelector"}


def ordered(node: Node, under: str = "") -> Any:
    """The same node with its keys in customary order, at every depth; ``under`` is the key it stands under."""
    if isinstance(node, Map):
        ranks = _SPECIAL.get(under, _RANK)
        inside = (_inside(part, under) for part in node.parts)
        return replace(node, parts=tuple(sorted(inside, key=lambda part: _rank(part, ranks))))
    if isinstance(node, Collection):
        return replace(node, parts=tuple(_inside(part, under) for part in node.parts))
    if isinstance(node, Conditional):
        return replace(node, node=ordered(node.node, under))
    if isinstance(node, Either):
        return replace(node, yes=ordered(node.yes, under), no=ordered(node.no, under))
    return node


def _inside(part: Part, under: str) -> Part:
    if isinstance(part, Pair):
        return part if part.key in _FREE else replace(part, node=ordered(part.node, str(part.key)))
    if isinstance(part, Item):
        return replace(part, node=ordered(part.node, under))
    if isinstance(part, Guard):
        yes, no = (tuple(_inside(inner, under) for inner in inners) for inners in (part.parts, part.otherwise))
        return replace(part, parts=yes, otherwise=no)
    if isinstance(part, (Each, EachOf)):
        return replace(part, parts=tuple(_inside(inner, under) for inner in part.parts))
    return part


def _rank(part: Part, ranks: dict[str, int]) -> tuple[int, str]:
    """Named keys by custom, then the rest by the alphabet; whole values last."""
    if isinstance(part, Pair) and isinstance(part.key, str):
        return ranks.get(part.key, len(ranks)), part.key
    if isinstance(part, Guard) and part.parts:
        return _rank(part.parts[0], ranks)
    return (len(ranks) + 1 if isinstance(part, Splice) else len(ranks), "~")
