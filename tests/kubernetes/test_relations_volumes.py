"""Rules between the mounts and devices of a container and the volumes of its pod."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kubernetes.pods import found

CACHE = {"name": "cache", "emptyDir": {}}
DISK = {"name": "disk", "persistentVolumeClaim": {"claimName": "disk"}}
MOUNT = {"volumeMounts": [{"name": "disk", "mountPath": "/disk"}]}
DEVICE = {"volumeDevices": [{"name": "disk", "devicePath": "/dev/disk"}]}


@pytest.mark.parametrize("container", [MOUNT, DEVICE], ids=["mount", "device"])
def test_a_volume_must_be_there(container: Any) -> None:
    assert found(container, volumes=[DISK]) == []
    assert found(container, volumes=[CACHE]) == [f"{next(iter(container))}[0].name: no volume disk"]


@pytest.mark.parametrize(
    "source", [{"persistentVolumeClaim": {"claimName": "disk"}}, {"ephemeral": {"volumeClaimTemplate": {}}}]
)
def test_a_claim_has_a_device(source: Any) -> None:
    assert found(DEVICE, volumes=[{"name": "disk", **source}]) == []


def test_another_volume_has_none() -> None:
    lines = found(DEVICE, volumes=[{"name": "disk", "emptyDir": {}}])
    assert lines == ["volumeDevices[0].name: volume disk is no claim, and only claims have a device"]


def test_a_volume_is_a_mount_or_a_device() -> None:
    lines = found({**MOUNT, **DEVICE}, volumes=[DISK])
    assert lines == ["volumeDevices[0].name: volume disk is also among the volumeMounts"]


def test_a_mount_and_a_device_lie_apart() -> None:
    mounts = {"volumeMounts": [{"name": "cache", "mountPath": "/dev/disk"}]}
    lines = found({**mounts, **DEVICE}, volumes=[CACHE, DISK])
    assert lines == ["volumeDevices[0].devicePath: /dev/disk is also a mountPath"]
