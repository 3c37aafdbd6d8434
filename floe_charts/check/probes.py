"""Long-lived containers have a liveness and a readiness probe.

Without readiness a rollout sends traffic to a pod that cannot answer; without liveness a hung process stays
for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_pods, containers, dig, items, labels_of, where

RULE = "probes"

Exceptions = Mapping[str, Mapping[str, str]]
"""Component label -> probe kind ("readiness") -> the reason why it has none."""

_LONG_LIVED = {"Deployment", "StatefulSet", "DaemonSet"}
_HANDLERS = ("httpGet", "tcpSocket", "exec", "grpc")


def check(objects: Objects, *, exceptions: Exceptions | None = None) -> Iterator[Finding]:
    """A blank reason excuses nothing: `exceptions={"dagster-daemon": {"readiness": "serves no port"}}`."""
    for obj, pod in all_pods(objects):
        component = str(labels_of(pod.metadata).get("app.kubernetes.io/component", ""))
        excused = (exceptions or {}).get(component, {})
        for path, container in containers(pod.spec):
            if obj["kind"] in _LONG_LIVED and _runs_on(path, container):
                for what, todo in [*_missing(container, excused), *_malformed(container)]:
                    yield Finding(where(obj, f"{pod.path}.{path}"), what, todo, RULE)


def _runs_on(path: str, container: Obj) -> bool:
    """Main containers, and init containers that are sidecars."""
    return path.startswith("containers") or container.get("restartPolicy") == "Always"


def _missing(container: Obj, excused: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for kind in ("liveness", "readiness"):
        if not dig(container, f"{kind}Probe") and not excused.get(kind, "").strip():
            yield f"has no {kind} probe", f"add {kind}Probe, or declare an exception with its reason"


def _malformed(container: Obj) -> Iterator[tuple[str, str]]:
    ports = {str(port.get("name")) for port in items(container, "ports")}
    for kind in ("livenessProbe", "readinessProbe", "startupProbe"):
        probe = dig(container, kind)
        handlers = [handler for handler in _HANDLERS if handler in probe]
        if probe and len(handlers) != 1:
            yield f"{kind} has {len(handlers)} handlers", f"give it one of {', '.join(_HANDLERS)}"
        for port in (dig(probe, handler).get("port") for handler in handlers):
            if isinstance(port, str) and port not in ports:
                yield (
                    f"{kind} asks port {port}, which the container does not have",
                    "name a port of the container",
                )
