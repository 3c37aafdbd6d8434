"""What objects other than pods refer to exists: Services, scale targets, roles and accounts.

None of these is checked at install. An Ingress or HTTPRoute answers errors, an autoscaler does nothing, a binding
grants nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, dig, items, where
from floe_charts.check.references import find

RULE = "targets"

Target = tuple[str, str, str]  # path, kind, name


def check(objects: Objects, *, external: Collection[str] = ()) -> Iterator[Finding]:
    """`external` are objects made elsewhere, as "ClusterRole/view"."""
    for obj in objects:
        for path, kind, name in _targets(obj):
            if f"{kind}/{name}" not in external and find(objects, obj, kind, name) is None:
                todo = "correct the name, make it, or list it as external"
                yield Finding(where(obj, path), f"{kind} {name} does not exist", todo, RULE)
        yield from _headless(objects, obj)
        yield from _backend_ports(objects, obj)


def _targets(obj: Obj) -> Iterator[Target]:
    kind, spec = obj.get("kind"), dig(obj, "spec")
    if kind == "StatefulSet":
        yield "spec.serviceName", "Service", str(spec.get("serviceName") or "''")
    elif kind == "HorizontalPodAutoscaler":
        target = dig(spec, "scaleTargetRef")
        yield "spec.scaleTargetRef", str(target.get("kind")), str(target.get("name"))
    elif kind in ("RoleBinding", "ClusterRoleBinding"):
        role = dig(obj, "roleRef")
        yield "roleRef", str(role.get("kind")), str(role.get("name"))
        for subject in items(obj, "subjects"):
            if subject.get("kind") == "ServiceAccount":
                yield "subjects", "ServiceAccount", str(subject.get("name"))
    for backend in _backends(obj):
        yield "spec.rules", "Service", str(backend.get("name"))


def _backends(obj: Obj) -> Iterator[Obj]:
    if obj.get("kind") == "Ingress":
        spec = dig(obj, "spec")
        paths = [path for rule in items(spec, "rules") for path in items(dig(rule, "http"), "paths")]
        holders = [dig(path, "backend") for path in paths] + [dig(spec, "defaultBackend")]
        yield from (dig(holder, "service") for holder in holders if "service" in holder)
    elif obj.get("kind") == "HTTPRoute":
        refs = [ref for rule in items(dig(obj, "spec"), "rules") for ref in items(rule, "backendRefs")]
        yield from ({"name": ref.get("name"), "port": {"number": ref.get("port")}} for ref in refs if _near(ref))


def _near(ref: Obj) -> bool:
    """Whether a route's backend is a Service of its own namespace."""
    return ref.get("kind") in (None, "Service") and not ref.get("group") and not ref.get("namespace")


def _headless(objects: Objects, obj: Obj) -> Iterator[Finding]:
    if obj.get("kind") == "StatefulSet":
        service = find(objects, obj, "Service", str(dig(obj, "spec").get("serviceName")))
        if service is not None and dig(service, "spec").get("clusterIP") != "None":
            what = "its Service is not headless, so its pods get no DNS names"
            yield Finding(where(obj, "spec.serviceName"), what, "set clusterIP: None on that Service", RULE)


def _backend_ports(objects: Objects, obj: Obj) -> Iterator[Finding]:
    for backend in _backends(obj):
        service, port = find(objects, obj, "Service", str(backend.get("name"))), dig(backend, "port")
        if service is not None and not _has_port(service, port):
            what = f"Service {backend['name']} has no port {port.get('name') or port.get('number')}"
            yield Finding(where(obj, "spec.rules"), what, "use a port of the Service", RULE)


def _has_port(service: Obj, wanted: Obj) -> bool:
    def same(port: Obj) -> Any:
        return port.get("name") == wanted["name"] if wanted.get("name") else port.get("port") == wanted.get("number")

    return any(same(port) for port in items(dig(service, "spec"), "ports"))
