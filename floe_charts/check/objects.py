"""Reading Kubernetes objects as plain mappings, tolerant of fields that are absent, null or of a wrong type.

What is wrong with a type, `api_errors` says; no rule may fail on it. So what came from an object is made text before
it is looked up in a set, which takes no list and no map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from floe_charts.kubernetes.reading import at

Obj = Mapping[str, Any]
#: What a rule calls it.
dig = at
Objects = Sequence[Obj]

_TEMPLATED = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"}
_CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")


class PodAt(NamedTuple):
    """A pod, or the template of one: `path` leads to its spec, as in "spec.template.spec"."""

    path: str
    metadata: Obj
    spec: Obj


class ContainerAt(NamedTuple):
    """A container and its place in the pod spec, as in "initContainers[0]"."""

    path: str
    spec: Obj


def items(obj: Obj, key: str) -> list[Obj]:
    """The mappings of the list under `key`."""
    found = obj.get(key)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def texts(obj: Obj, key: str) -> list[str]:
    """The strings of the list under `key`."""
    found = obj.get(key)
    return [entry for entry in found if isinstance(entry, str)] if isinstance(found, list) else []


def number(obj: Obj, key: str, default: int) -> int:
    """The whole number under `key`."""
    found = obj.get(key)
    return found if isinstance(found, int) else default


def name_of(obj: Obj) -> str:
    return str(dig(obj, "metadata").get("name", ""))


def identity(obj: Obj) -> tuple[str, str, str, str]:
    """What the API server tells objects apart by: group, kind, namespace and name."""
    group = str(obj.get("apiVersion", "")).rpartition("/")[0]
    return group, str(obj.get("kind")), str(dig(obj, "metadata").get("namespace") or ""), name_of(obj)


def where(obj: Obj, path: str = "") -> str:
    """How messages call a place: "Deployment/web spec.template"."""
    return f"{obj.get('kind', '?')}/{name_of(obj) or '?'} {path}".rstrip()


def labels_of(metadata: Obj) -> Obj:
    return dig(metadata, "labels")


def same_namespace(one: Obj, other: Obj) -> bool:
    """False only for two stated, different namespaces: one that states none goes where the release goes."""
    spaces = {str(dig(obj, "metadata").get("namespace") or "") for obj in (one, other)} - {""}
    return len(spaces) < 2


def flatten(objects: Iterable[Obj | None]) -> Iterator[Obj]:
    """The objects without empty documents, and with each `List` replaced by its items."""
    for obj in objects:
        if obj and obj.get("kind") == "List":
            yield from flatten(items(obj, "items"))
        elif obj:
            yield obj


def pod_specs(obj: Obj) -> Iterator[PodAt]:
    """The pod an object is or makes; nothing for other kinds.

    >>> [pod.path for pod in pod_specs({"kind": "CronJob"})]
    ['spec.jobTemplate.spec.template.spec']
    """
    kind = str(obj.get("kind"))
    if kind == "Pod":
        yield PodAt("spec", dig(obj, "metadata"), dig(obj, "spec"))
    elif kind in _TEMPLATED or kind == "CronJob":
        steps = ["spec", "jobTemplate", "spec", "template"] if kind == "CronJob" else ["spec", "template"]
        template = dig(obj, *steps)
        yield PodAt(".".join([*steps, "spec"]), dig(template, "metadata"), dig(template, "spec"))


def all_pods(objects: Iterable[Obj]) -> Iterator[tuple[Obj, PodAt]]:
    """Each object that has a pod, with that pod."""
    return ((obj, pod) for obj in objects for pod in pod_specs(obj))


def containers(pod_spec: Obj) -> Iterator[ContainerAt]:
    """All containers of a pod: init, main and ephemeral."""
    for key in _CONTAINER_LISTS:
        for index, container in enumerate(items(pod_spec, key)):
            yield ContainerAt(f"{key}[{index}]", container)


def all_containers(objects: Iterable[Obj]) -> Iterator[tuple[str, Obj]]:
    """Each container with the words that tell where it is."""
    for obj, pod in all_pods(objects):
        for path, container in containers(pod.spec):
            yield where(obj, f"{pod.path}.{path}"), container
