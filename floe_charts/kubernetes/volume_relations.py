"""What the API server checks between a container's mounts and devices and its pod's volumes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from floe_charts.kubernetes.reading import Node, at, entries

_CLAIMS = ("persistentVolumeClaim", "ephemeral")


def pod_volumes(obj: Node, pod: Node) -> Mapping[str, bool]:
    """Whether each volume is a claim, by name: those of a StatefulSet's templates are."""
    own = {str(item.get("name")): any(item.get(kind) for kind in _CLAIMS) for item in pod.get("volumes") or ()}
    templates = at(obj, "spec").get("volumeClaimTemplates") or ()
    return {**own, **{str(at(claim, "metadata").get("name")): True for claim in templates}}


def volume_errors(container: Node, path: str, volumes: Mapping[str, bool]) -> Iterator[str]:
    """Of one container, in a pod that has `volumes`."""
    mounts, devices = (list(entries(container, key, path)) for key in ("volumeMounts", "volumeDevices"))
    for where, item in mounts + devices:
        if item.get("name") not in volumes:
            yield f"{where}.name: no volume {item.get('name')}"
    names, paths = ({mount.get(key) for _, mount in mounts} for key in ("name", "mountPath"))
    for where, device in devices:
        name, place = device.get("name"), device.get("devicePath")
        if not volumes.get(name, True):
            yield f"{where}.name: volume {name} is no claim, and only claims have a device"
        if name in names:
            yield f"{where}.name: volume {name} is also among the volumeMounts"
        if place in paths:
            yield f"{where}.devicePath: {place} is also a mountPath"
