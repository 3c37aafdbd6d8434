"""Small pods to break."""

from __future__ import annotations

from typing import Any

from floe_charts.kubernetes import relation_errors


def pod_of(container: Any, **spec: Any) -> Any:
    """A Pod of one container, with what `spec` adds to the pod."""
    containers = [{"name": "web", "image": "web", **container}]
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": containers, **spec}}


def found(container: Any, **spec: Any) -> list[str]:
    """What holds not together in such a pod, without the place of its one container."""
    return [line.removeprefix("spec.containers[0].") for line in relation_errors(pod_of(container, **spec))]
