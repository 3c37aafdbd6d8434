"""The installer's volumes, by mount path: as a pod has them, and as its containers mount them."""

from __future__ import annotations

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.entries import VolumeEntry
from floe_charts.flow.inside import build
from floe_charts.flow.texts import apply


def volume_mount(path: str, entry: VolumeEntry) -> k8s.VolumeMount:
    """The mount of the installer's entry."""
    return build(
        k8s.VolumeMount, name=volume_name(path), mount_path=path, sub_path=entry.sub_path, read_only=entry.read_only
    )


def volume_name(path: str) -> str:
    """A name for the volume mounted at a path: names allow no slashes."""
    return f"extra-{apply('trunc', 8, apply('sha256sum', path), plain=True)}"


def volume(path: str, entry: VolumeEntry) -> k8s.Volume:
    """A volume from the installer's entry."""
    return build(
        k8s.Volume,
        name=volume_name(path),
        secret=entry.secret,
        config_map=entry.config_map,
        empty_dir=entry.empty_dir,
        persistent_volume_claim=entry.persistent_volume_claim,
        projected=entry.projected,
        csi=entry.csi,
    )
