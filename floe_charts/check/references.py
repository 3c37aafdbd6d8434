"""What a pod refers to exists: the object, and the keys in it.

A wrong name installs without a word; the pod then waits for ever in ContainerCreating or
CreateContainerConfigError.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import (
    Obj,
    Objects,
    all_pods,
    dig,
    name_of,
    same_namespace,
    where,
)
from floe_charts.check.pod_references import Reference, references_of

RULE = "references"


def check(objects: Objects, *, external: Collection[str] = ()) -> Iterator[Finding]:
    """`external` are objects made elsewhere or at run time, as "Secret/my-existing-secret"."""
    for obj, pod in all_pods(objects):
        for reference in references_of(pod.spec):
            if not reference.optional and f"{reference.kind}/{reference.name}" not in external:
                for what, todo in _missing(objects, obj, reference):
                    yield Finding(where(obj, f"{pod.path}.{reference.path}"), what, todo, RULE)


def find(objects: Objects, user: Obj, kind: str, name: str) -> Obj | None:
    """The object of this kind and name that `user` would reach, or None."""
    found = (obj for obj in objects if obj.get("kind") == kind and name_of(obj) == name)
    return next((obj for obj in found if same_namespace(obj, user)), None)


def _missing(objects: Objects, user: Obj, reference: Reference) -> Iterator[tuple[str, str]]:
    target = find(objects, user, reference.kind, reference.name)
    if target is None:
        yield (
            f"{reference.kind} {reference.name} does not exist",
            "correct the name, make it, or let the chart's `allowed` say who does",
        )
        return
    present = {key for field in ("data", "stringData", "binaryData") for key in dig(target, field)}
    for key in sorted(set(reference.keys) - present):
        yield f"{reference.kind} {reference.name} has no key {key}", "correct the key or add it"
