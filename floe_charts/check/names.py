"""Names are valid for their kind and leave room for what controllers append.

A name that is one character too long installs in one release and fails in the next, whose release name is
longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_containers, all_pods, items, name_of, where

RULE = "names"

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_SERVICE = re.compile(r"[a-z]([a-z0-9-]*[a-z0-9])?")
_PORT = re.compile(r"(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?")
# A StatefulSet puts its name and a hash in one label, a CronJob a time stamp in the names of its Jobs.
_LONGEST = {"StatefulSet": 52, "CronJob": 52, "CustomResourceDefinition": 253, "APIService": 253}
_FREE = {"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"}  # these may hold ":" and capitals


def check(objects: Objects) -> Iterator[Finding]:
    """Objects, containers, volumes and port names."""
    for obj in objects:
        yield from _object(obj)
    for obj, pod in all_pods(objects):
        for index, volume in enumerate(items(pod.spec, "volumes")):
            yield from _label(where(obj, f"{pod.path}.volumes[{index}]"), str(volume.get("name", "")))
    for place, container in all_containers(objects):
        yield from _label(place, str(container.get("name", "")))
        yield from _ports(place, container)


def _object(obj: Obj) -> Iterator[Finding]:
    kind, name = str(obj.get("kind")), name_of(obj)
    pattern = {"Service": _SERVICE, "Namespace": _LABEL}.get(kind, _SUBDOMAIN)
    if not name or (kind not in _FREE and not pattern.fullmatch(name)):
        todo = "use lower case letters, digits and '-'; a Service starts with a letter"
        yield Finding(where(obj), f"{name!r} is no valid name for a {kind}", todo, RULE)
    longest = _LONGEST.get(kind, 63)
    if len(name) > longest:
        what = f"the name has {len(name)} characters, a {kind} may have {longest}"
        yield Finding(where(obj), what, "cut it and append a hash", RULE)


def _label(place: str, name: str) -> Iterator[Finding]:
    if len(name) > 63 or not _LABEL.fullmatch(name):
        yield Finding(place, f"{name!r} is no DNS label", "use at most 63 lower case letters, digits and '-'", RULE)


def _ports(place: str, container: Obj) -> Iterator[Finding]:
    for port in items(container, "ports"):
        name = port.get("name")
        if name is not None and not _PORT.fullmatch(str(name)):
            todo = "use at most 15 lower case letters, digits and single '-'"
            yield Finding(f"{place}.ports", f"{name!r} is no port name", todo, RULE)
