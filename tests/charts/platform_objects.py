"""The chart floe-platform rendered in process, and its objects by name."""

from __future__ import annotations

from typing import Any

from floe_charts.kubernetes.quantity import quantity
from tests.support import charts

NAME = "floe-platform"
PROD = charts.chart_class(NAME).overlays["prod"].overlay()
Object = dict[str, Any]


def render(values: Object | None = None) -> list[Object]:
    return charts.in_process(NAME).render(values or {}, release="floe").objects


def find(kind: str, name: str, objects: list[Object]) -> Object:
    return next(item for item in objects if item["kind"] == kind and item["metadata"]["name"] == name)


def requested(environment: str) -> dict[str, Any]:
    """What an environment asks for: all pods that keep running, and as many runs as the queue lets through."""
    overlay = charts.chart_class(NAME).overlays[environment].overlay()
    merged = charts.model(NAME).merged(overlay)["floe-services"]
    runs, one = merged["daemon"]["maxConcurrentRuns"], merged["runs"]["resources"]["requests"]
    asked = {"pods": runs, **{name: runs * quantity(one[name]) for name in ("cpu", "memory")}}
    for item in render(overlay):
        if item["kind"] in ("Deployment", "StatefulSet"):
            pods = item["spec"]["replicas"]
            asked["pods"] += pods
            for container in item["spec"]["template"]["spec"]["containers"]:
                for name in ("cpu", "memory"):
                    asked[name] += pods * quantity(container["resources"]["requests"][name])
    return asked


def polaris(values: Object | None = None) -> Object:
    return find("Deployment", "floe-floe-platform-polaris", render(values))


def pod(values: Object | None = None) -> Object:
    spec: Object = polaris(values)["spec"]["template"]["spec"]
    return spec


def settings(values: Object | None = None) -> dict[str, str]:
    text = find("ConfigMap", "floe-floe-platform-polaris-config", render(values))["data"]["application.properties"]
    return dict(line.split("=", 1) for line in text.splitlines())
