"""What an upgrade would change although it cannot, and which pods it would restart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.hooking import recreated
from floe_charts.check.objects import Obj, dig, flatten, identity, items, where
from floe_charts.kubernetes.quantity import quantity

RULE = "immutable"

# Kubernetes' own words for what may change in a StatefulSet; all the rest of its spec may not.
_STATEFULSET_MAY = {
    "replicas",
    "ordinals",
    "template",
    "updateStrategy",
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
}
_STATEFULSET_DEFAULTS = {"podManagementPolicy": "OrderedReady", "revisionHistoryLimit": 10}
_CLAIM_MAY = {"resources", "volumeAttributesClassName"}
_CLAIM_DEFAULTS = {"volumeMode": "Filesystem"}
_FIELDS = {
    "Deployment": ("spec.selector",),
    "DaemonSet": ("spec.selector",),
    "ReplicaSet": ("spec.selector",),
    "Job": (
        "spec.selector",
        "spec.template",
        "spec.completions",
        "spec.completionMode",
        "spec.podFailurePolicy",
    ),
    "RoleBinding": ("roleRef",),
    "ClusterRoleBinding": ("roleRef",),
    "Secret": ("type",),
    "PriorityClass": ("value", "preemptionPolicy"),
    "StorageClass": ("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"),
}
_RESTARTED = {"Deployment", "StatefulSet", "DaemonSet"}


def immutable_changes(old: Iterable[Obj], new: Iterable[Obj]) -> list[Finding]:
    """The changes from `old` to `new` that the API server would refuse.

    Objects are paired by kind, namespace and name. Hooks that Helm deletes and makes anew are free to change.
    """
    todo = "keep it, or give the object a new name and describe the migration"
    return [
        Finding(where(after, path), "changes, but is immutable", todo, RULE)
        for before, after in _pairs(old, new)
        if not recreated(after)
        for path in _changed(before, after)
    ]


def restarts(old: Iterable[Obj], new: Iterable[Obj]) -> list[str]:
    """The workloads whose pods the upgrade restarts, as "Deployment/web"."""
    return [
        where(after)
        for before, after in _pairs(old, new)
        if after.get("kind") in _RESTARTED and dig(before, "spec", "template") != dig(after, "spec", "template")
    ]


def _pairs(old: Iterable[Obj], new: Iterable[Obj]) -> Iterator[tuple[Obj, Obj]]:
    before = {identity(obj): obj for obj in flatten(old)}
    return ((before[identity(obj)], obj) for obj in flatten(new) if identity(obj) in before)


def _changed(old: Obj, new: Obj) -> Iterator[str]:
    kind = str(new.get("kind"))
    for path in _FIELDS.get(kind, ()):
        if _at(old, path) != _at(new, path):
            yield path
    if kind in _SPECIAL:
        yield from _SPECIAL[kind](old, new)


def _at(obj: Obj, path: str) -> Any:
    *steps, last = path.split(".")
    return dig(obj, *steps).get(last)


def _differing(old: Obj, new: Obj, defaults: Obj, may: Iterable[str]) -> list[str]:
    """The fields that differ, where leaving a field out means its default."""
    one, other = ({**defaults, **{k: v for k, v in side.items() if v is not None}} for side in (old, new))
    return sorted(key for key in {*one, *other} - {*may} if one.get(key) != other.get(key))


def _stateful_set(old: Obj, new: Obj) -> Iterator[str]:
    sides = [{**dig(side, "spec"), "volumeClaimTemplates": _claim_templates(side)} for side in (old, new)]
    for field in _differing(sides[0], sides[1], _STATEFULSET_DEFAULTS, _STATEFULSET_MAY):
        yield f"spec.{field}"


def _claim_templates(obj: Obj) -> list[Any]:
    claims = items(dig(obj, "spec"), "volumeClaimTemplates")
    return [(dict(dig(claim, "metadata")), {**_CLAIM_DEFAULTS, **dig(claim, "spec")}) for claim in claims]


def _service(old: Obj, new: Obj) -> Iterator[str]:
    becomes_alias = dig(new, "spec").get("type") == "ExternalName"
    if not becomes_alias and (dig(old, "spec").get("clusterIP") or "") != (dig(new, "spec").get("clusterIP") or ""):
        yield "spec.clusterIP"


def _claim(old: Obj, new: Obj) -> Iterator[str]:
    for field in _differing(dig(old, "spec"), dig(new, "spec"), _CLAIM_DEFAULTS, _CLAIM_MAY):
        yield f"spec.{field}"
    sizes = [dig(side, "spec", "resources", "requests").get("storage", 0) for side in (old, new)]
    if quantity(sizes[1]) < quantity(sizes[0]):
        yield "spec.resources.requests.storage"


def _frozen(old: Obj, new: Obj) -> Iterator[str]:
    """A ConfigMap or Secret that declared itself immutable."""
    if old.get("immutable"):
        for field in ("immutable", "data", "binaryData", "stringData"):
            if old.get(field) != new.get(field):
                yield field


_SPECIAL: dict[str, Callable[[Obj, Obj], Iterator[str]]] = {
    "StatefulSet": _stateful_set,
    "Service": _service,
    "PersistentVolumeClaim": _claim,
    "ConfigMap": _frozen,
    "Secret": _frozen,
}
