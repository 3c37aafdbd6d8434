"""What a pod refers to exists: the object, the keys in it, and the volumes its containers mount.

A wrong name installs without a word; the pod then waits for ever in ContainerCreating or
CreateContainerConfigError.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import (
    Obj,
    Objects,
    PodAt,
    all_pods,
    containers,
    dig,
    items,
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
        yield from _mounts(obj, pod)


def find(objects: Objects, user: Obj, kind: str, name: str) -> Obj | None:
    """The object of this kind and name that `user` would reach, or None."""
    found = (obj for obj in objects if obj.get("kind") == kind and name_of(obj) == name)
    return next((obj for obj in found if same_namespace(obj, user)), None)


def _missing(objects: Objects, user: Obj, reference: Reference) -> Iterator[tuple[str, str]]:
    target = find(objects, user, reference.kind, reference.name)
    if target is None:
        yield (
            f"{reference.kind} {reference.name} does not exist",
            "correct the name, make it, or list it as external",
        )
        return
    present = {key for field in ("data", "stringData", "binaryData") for key in dig(target, field)}
    for key in sorted(set(reference.keys) - present):
        yield f"{reference.kind} {reference.name} has no key {key}", "correct the key or add it"


def _mounts(obj: Obj, pod: PodAt) -> Iterator[Finding]:
    claims = items(dig(obj, "spec"), "volumeClaimTemplates") if obj["kind"] == "StatefulSet" else []
    volumes = {volume.get("name") for volume in items(pod.spec, "volumes")} | {name_of(claim) for claim in claims}
    for path, container in containers(pod.spec):
        for mount in items(container, "volumeMounts"):
            if mount.get("name") not in volumes:
                place = where(obj, f"{pod.path}.{path}.volumeMounts")
                yield Finding(place, f"the pod has no volume {mount.get('name')}", "add the volume", RULE)
