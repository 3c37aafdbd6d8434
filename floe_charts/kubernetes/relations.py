"""What the API server checks between distant parts of one object, and no schema can say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from floe_charts.kubernetes.definitions import VERSIONS, kind_definition
from floe_charts.kubernetes.network_relations import host_port_errors, policy_errors, service_errors
from floe_charts.kubernetes.reading import Node, at, entries
from floe_charts.kubernetes.resource_relations import resource_errors
from floe_charts.kubernetes.schedule_relations import schedule_errors
from floe_charts.kubernetes.volume_relations import pod_volumes, volume_errors
from floe_charts.kubernetes.workload_relations import (
    autoscaler_errors,
    deployment_errors,
    init_container_errors,
    selector_errors,
)

_POD_PATHS = {
    "Pod": ("spec",),
    "CronJob": ("spec", "jobTemplate", "spec", "template", "spec"),
    **dict.fromkeys(("DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet"), ("spec", "template", "spec")),
}
_BY_KIND: Mapping[str, Callable[[Node], Iterator[str]]] = {
    "CronJob": schedule_errors,
    "Deployment": deployment_errors,
    "HorizontalPodAutoscaler": autoscaler_errors,
    "NetworkPolicy": policy_errors,
    "Service": service_errors,
}


def relation_errors(obj: Mapping[str, Any]) -> list[str]:
    """What the API server would refuse in an object that is valid by itself, or in its pods, one line each.

    A selector that misses its own template, a mount without its volume, a request above its limit, an unknown
    time zone. Expects what `object_errors` accepts; empty for a kind that is not vendored.
    """
    kind = str(obj.get("kind"))
    # Others have kinds of these names too: Calico a NetworkPolicy, Volcano a Job.
    if not any(kind_definition(str(obj.get("apiVersion")), kind, version) for version in VERSIONS):
        return []
    own = _BY_KIND[kind](obj) if kind in _BY_KIND else ()
    return [*own, *_pod(obj, _POD_PATHS[kind])] if kind in _POD_PATHS else [*own]


def _pod(obj: Node, path: tuple[str, ...]) -> Iterator[str]:
    pod, where = at(obj, *path), ".".join(path)
    yield from selector_errors(obj)
    yield from init_container_errors(pod, where)
    yield from host_port_errors(pod, where)
    volumes, claims = pod_volumes(obj, pod), {claim.get("name") for claim in pod.get("resourceClaims") or ()}
    for group in ("initContainers", "containers"):
        for place, container in entries(pod, group, where):
            yield from volume_errors(container, place, volumes)
            yield from resource_errors(container, place, claims)
