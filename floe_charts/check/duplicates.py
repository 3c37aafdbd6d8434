"""No object appears twice, and no list with a merge key holds one key twice.

Helm 3 let the last one win without a word; server-side apply, the way of Helm 4, refuses the whole release.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_containers, all_pods, dig, items, name_of, where

RULE = "duplicates"

_POD_LISTS = {
    "volumes": ("name",),
    "imagePullSecrets": ("name",),
    "hostAliases": ("ip",),
    "topologySpreadConstraints": ("topologyKey", "whenUnsatisfiable"),
}
_CONTAINER_LISTS = {
    "env": ("name",),
    "ports": ("containerPort", "protocol"),
    "volumeMounts": ("mountPath",),
    "volumeDevices": ("devicePath",),
}


def check(objects: Objects) -> Iterator[Finding]:
    """Objects by group, kind, namespace and name; list entries by their merge keys."""
    for identity in _repeated(map(_identity, objects)):
        yield Finding(f"{identity[1]}/{identity[3]}", "is rendered twice", "give one another name", RULE)
    for obj, pod in all_pods(objects):
        place = where(obj, pod.path)
        yield from _lists(place, pod.spec, _POD_LISTS)
        every = [c.get("name") for key in ("initContainers", "containers") for c in items(pod.spec, key)]
        for name in _repeated(every):
            yield Finding(place, f"two containers are called {name}", "rename one", RULE)
    for place, container in all_containers(objects):
        yield from _lists(place, container, _CONTAINER_LISTS)
        yield from _port_names(place, container)
    for obj in objects:
        if obj.get("kind") == "Service":
            yield from _lists(where(obj, "spec"), dig(obj, "spec"), {"ports": ("port", "protocol")})


def _identity(obj: Obj) -> tuple[str, ...]:
    group = str(obj.get("apiVersion", "")).rpartition("/")[0]
    return group, str(obj.get("kind")), str(dig(obj, "metadata").get("namespace") or ""), name_of(obj)


def _lists(place: str, holder: Obj, keys_of: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    for field, keys in keys_of.items():
        # A port without a protocol is a TCP port.
        found = [
            tuple(entry.get(k, "TCP" if k == "protocol" else None) for k in keys) for entry in items(holder, field)
        ]
        for repeated in _repeated(found):
            yield Finding(f"{place}.{field}", f"{'/'.join(map(str, repeated))} appears twice", "keep one", RULE)


def _port_names(place: str, container: Obj) -> Iterator[Finding]:
    for name in _repeated(port["name"] for port in items(container, "ports") if "name" in port):
        yield Finding(f"{place}.ports", f"two ports are called {name}", "rename one", RULE)


def _repeated(keys: Iterable[Hashable]) -> list[Any]:
    return [key for key, times in Counter(keys).items() if times > 1]
