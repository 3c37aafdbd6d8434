"""What an upgrade would change although it cannot, and which pods it would restart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.hooking import recreated
from floe_charts.check.immutable_fields import (
    CLAIM_DEFAULTS,
    CLAIM_MAY,
    DEFAULTS,
    FIELDS,
    STATEFULSET_DEFAULTS,
    STATEFULSET_MAY,
)
from floe_charts.check.objects import Obj, dig, flatten, identity, items, where
from floe_charts.kubernetes.quantity import quantity

RULE = "immutable"

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
    for path in FIELDS.get(kind, ()):
        if _at(old, path, kind) != _at(new, path, kind):
            yield path
    if kind in _SPECIAL:
        yield from _SPECIAL[kind](old, new)


def _at(obj: Obj, path: str, kind: str) -> Any:
    """What is stated at a path, or filled in."""
    *steps, last = path.split(".")
    stated, default = dig(obj, *steps).get(last), DEFAULTS.get(kind, {}).get(path)
    if isinstance(stated, Mapping) and isinstance(default, Mapping):
        return _filled(stated, default)
    return default if stated is None else stated


def _filled(stated: Obj, defaults: Obj) -> dict[str, Any]:
    """Without what is null: leaving a field out means its default."""
    return {**defaults, **{key: item for key, item in stated.items() if item is not None}}


def _differing(old: Obj, new: Obj, defaults: Obj, may: Iterable[str]) -> list[str]:
    """The fields that differ, where leaving a field out means its default."""
    one, other = _filled(old, defaults), _filled(new, defaults)
    return sorted(key for key in {*one, *other} - {*may} if one.get(key) != other.get(key))


def _stateful_set(old: Obj, new: Obj) -> Iterator[str]:
    sides = [{**dig(side, "spec"), "volumeClaimTemplates": _claim_templates(side)} for side in (old, new)]
    for field in _differing(sides[0], sides[1], STATEFULSET_DEFAULTS, STATEFULSET_MAY):
        yield f"spec.{field}"


def _claim_templates(obj: Obj) -> list[Any]:
    claims = items(dig(obj, "spec"), "volumeClaimTemplates")
    return [(dict(dig(claim, "metadata")), _filled(dig(claim, "spec"), CLAIM_DEFAULTS)) for claim in claims]


def _service(old: Obj, new: Obj) -> Iterator[str]:
    becomes_alias = dig(new, "spec").get("type") == "ExternalName"
    if not becomes_alias and (dig(old, "spec").get("clusterIP") or "") != (dig(new, "spec").get("clusterIP") or ""):
        yield "spec.clusterIP"


def _claim(old: Obj, new: Obj) -> Iterator[str]:
    for field in _differing(dig(old, "spec"), dig(new, "spec"), CLAIM_DEFAULTS, CLAIM_MAY):
        yield f"spec.{field}"
    sizes = [dig(side, "spec", "resources", "requests").get("storage") or 0 for side in (old, new)]
    with suppress(ValueError):  # what is no quantity, the API server refuses
        if quantity(sizes[1]) < quantity(sizes[0]):
            yield "spec.resources.requests.storage"


def _job(old: Obj, new: Obj) -> Iterator[str]:
    """One completion is filled in only where parallelism is left out too; else there is no such number."""
    before, after = dig(old, "spec"), dig(new, "spec")
    if _completions(before) != _completions(after) and not _elastic(after):
        yield "spec.completions"


def _elastic(job: Obj) -> bool:
    """Whether a Job may grow and shrink: one that counts its pods and runs all of them at once."""
    return job.get("completionMode") == "Indexed" and job.get("completions") == job.get("parallelism")


def _completions(job: Obj) -> Any:
    stated = job.get("completions")
    return 1 if stated is None and job.get("parallelism") is None else stated


def _frozen(old: Obj, new: Obj) -> Iterator[str]:
    """A ConfigMap or Secret that declared itself immutable."""
    if old.get("immutable"):
        for field in ("immutable", "data", "binaryData", "stringData"):
            if (old.get(field) or None) != (new.get(field) or None):
                yield field


_SPECIAL: dict[str, Callable[[Obj, Obj], Iterator[str]]] = {
    "StatefulSet": _stateful_set,
    "Job": _job,
    "Service": _service,
    "PersistentVolumeClaim": _claim,
    "ConfigMap": _frozen,
    "Secret": _frozen,
}
