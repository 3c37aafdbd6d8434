"""What the API server checks between a workload's numbers, its selector and its template."""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.kubernetes.reading import Node, at, entries

_PROGRESS_DEADLINE = 600  # seconds, the server's default
_NOT_IN_INIT = ("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")


def selector_errors(obj: Node) -> Iterator[str]:
    """Of a workload whose pods are found by label."""
    labels = at(obj, "spec", "template", "metadata", "labels")
    for key, value in at(obj, "spec", "selector", "matchLabels").items():
        if labels.get(key) != value:
            yield f"spec.selector.matchLabels: {key}={value} is not a label of spec.template"


def deployment_errors(deployment: Node) -> Iterator[str]:
    """Of a Deployment: a pod must have the time to become ready."""
    spec = at(deployment, "spec")
    ready, deadline = spec.get("minReadySeconds") or 0, spec.get("progressDeadlineSeconds", _PROGRESS_DEADLINE)
    if ready >= deadline:
        yield f"spec.progressDeadlineSeconds: {deadline} must be above minReadySeconds, {ready}"


def autoscaler_errors(autoscaler: Node) -> Iterator[str]:
    """Of a HorizontalPodAutoscaler."""
    spec = at(autoscaler, "spec")
    low, high = spec.get("minReplicas", 1), spec["maxReplicas"]
    if high < low:
        yield f"spec.maxReplicas: {high} is below minReplicas, {low}"


def init_container_errors(pod: Node, path: str) -> Iterator[str]:
    """Of a pod's init containers: one that must end has nothing to probe."""
    for where, container in entries(pod, "initContainers", path):
        if container.get("restartPolicy") != "Always":
            for key in _NOT_IN_INIT:
                if container.get(key) is not None:
                    yield f"{where}.{key}: only an init container with restartPolicy Always may have one"
