"""What the API server checks between distant parts of one object, and no schema can say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

_POD_PATHS = {
    "Pod": ("spec",),
    "CronJob": ("spec", "jobTemplate", "spec", "template", "spec"),
    **dict.fromkeys(("DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet"), ("spec", "template", "spec")),
}
_QUANTITY = re.compile(r"([+-]?[0-9.]+)(?:[eE]([+-]?[0-9]+)|([A-Za-z]*))")
_FACTORS = {
    "": Fraction(1),
    **{letter: Fraction(10) ** (3 * power) for power, letter in zip((-3, -2, -1), "num", strict=True)},
    **{letter: Fraction(10) ** (3 * power) for power, letter in enumerate("kMGTPE", 1)},
    **{f"{letter}i": Fraction(1024) ** power for power, letter in enumerate("KMGTPE", 1)},
}


def quantity(value: str | float) -> Fraction:
    """The exact number a Kubernetes quantity stands for; ValueError when it is none.

    >>> quantity("1Gi") > quantity("1G"), quantity("500m")
    (True, Fraction(1, 2))
    """
    found = _QUANTITY.fullmatch(str(value))
    if not found or (found[3] or "") not in _FACTORS:
        raise ValueError(f"{value!r} is not a quantity; write a number such as 500m, 1Gi or 1e3")
    power = Fraction(10) ** int(found[2]) if found[2] else Fraction(1)
    return Fraction(found[1]) * power * _FACTORS[found[3] or ""]


def relation_errors(obj: Mapping[str, Any]) -> list[str]:
    """What the API server would refuse in an object that is valid by itself, one line each.

    A selector that misses its own template, a mount without its volume, a request above its limit.
    Expects what `object_errors` accepts; empty for kinds without pods.
    """
    path = _POD_PATHS.get(str(obj.get("kind")))
    if path is None:
        return []
    pod = _at(obj, *path)
    claims = _at(obj, "spec").get("volumeClaimTemplates") or []
    volumes = {item.get("name") for item in pod.get("volumes") or []}
    volumes |= {_at(claim, "metadata").get("name") for claim in claims}
    return [*_selector(obj), *_containers(pod, ".".join(path), volumes)]


def _at(node: Any, *path: str) -> Mapping[str, Any]:
    for key in path:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node if isinstance(node, Mapping) else {}


def _selector(obj: Mapping[str, Any]) -> Iterator[str]:
    labels = _at(obj, "spec", "template", "metadata", "labels")
    for key, value in _at(obj, "spec", "selector", "matchLabels").items():
        if labels.get(key) != value:
            yield f"spec.selector.matchLabels: {key}={value} is not a label of spec.template"


def _containers(pod: Mapping[str, Any], path: str, volumes: set[Any]) -> Iterator[str]:
    for group in ("initContainers", "containers"):
        for index, container in enumerate(pod.get(group) or []):
            where = f"{path}.{group}[{index}]"
            yield from _mounts(container, where, volumes)
            yield from _requests(_at(container, "resources"), f"{where}.resources")


def _mounts(container: Mapping[str, Any], where: str, volumes: set[Any]) -> Iterator[str]:
    for index, mount in enumerate(container.get("volumeMounts") or []):
        if mount.get("name") not in volumes:
            yield f"{where}.volumeMounts[{index}].name: no volume {mount.get('name')}"


def _requests(resources: Mapping[str, Any], where: str) -> Iterator[str]:
    limits = _at(resources, "limits")
    for name, request in _at(resources, "requests").items():
        if name in limits and quantity(request) > quantity(limits[name]):
            yield f"{where}.requests.{name}: {request} is above the limit of {limits[name]}"
