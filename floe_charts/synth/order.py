"""Kubernetes' customary order of keys: cdk8s sorts them by the alphabet, people do not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from floe_charts.template.nodes import Conditional, Either, Node
from floe_charts.template.parts import Collection, Each, Guard, Item, Map, Pair, Part, Splice

_CUSTOMARY = """
apiVersion kind metadata name namespace generateName type
labels annotations immutable automountServiceAccountToken imagePullSecrets
replicas minReplicas maxReplicas minAvailable maxUnavailable selector podSelector strategy updateStrategy podManagementPolicy serviceName
schedule timeZone concurrencyPolicy suspend startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit jobTemplate
backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished podFailurePolicy policyTypes ingress egress from to
clusterIP publishNotReadyAddresses
template spec
serviceAccountName priorityClassName runtimeClassName restartPolicy terminationGracePeriodSeconds enableServiceLinks
securityContext nodeSelector affinity tolerations topologySpreadConstraints initContainers containers
image imagePullPolicy command args workingDir env envFrom ports containerPort port targetPort protocol appProtocol
startupProbe livenessProbe readinessProbe lifecycle resources volumeMounts mountPath subPath readOnly
volumes volumeClaimTemplates data stringData roleRef subjects rules key value valueFrom
apiGroups resourceNames verbs
""".split()
_RANK = {key: rank for rank, key in enumerate(_CUSTOMARY)}
#: Maps whose keys are the user's, not the API's.
_FREE = {"labels", "annotations", "matchLabels", "data", "stringData", "limits", "requests", "nodeSelector"}


def ordered(node: Node) -> Any:
    """The same node with its keys in customary order, at every depth."""
    if isinstance(node, Map):
        return Map(tuple(sorted((_inside(part) for part in node.parts), key=_rank)))
    if isinstance(node, Collection):
        return replace(node, parts=tuple(_inside(part) for part in node.parts))
    if isinstance(node, Conditional):
        return replace(node, node=ordered(node.node))
    if isinstance(node, Either):
        return replace(node, yes=ordered(node.yes), no=ordered(node.no))
    return node


def _inside(part: Part) -> Part:
    if isinstance(part, Pair):
        return part if part.key in _FREE else replace(part, node=ordered(part.node))
    if isinstance(part, Item):
        return replace(part, node=ordered(part.node))
    if isinstance(part, Guard):
        return replace(part, parts=tuple(map(_inside, part.parts)), otherwise=tuple(map(_inside, part.otherwise)))
    if isinstance(part, Each):
        return replace(part, parts=tuple(map(_inside, part.parts)))
    return part


def _rank(part: Part) -> tuple[int, str]:
    """Named keys by custom, then the rest by the alphabet; whole values last."""
    if isinstance(part, Pair) and isinstance(part.key, str):
        return _RANK.get(part.key, len(_RANK)), part.key
    if isinstance(part, Guard) and part.parts:
        return _rank(part.parts[0])
    return (len(_RANK) + 1 if isinstance(part, Splice) else len(_RANK), "~")
