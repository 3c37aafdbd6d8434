"""Scratch space: writable folders beside a read-only root, each with a bound, so that no pod fills its node's disk."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.unions import quantity
from floe_charts.values.model import value


def tmp_limit(default: str) -> Any:
    """The value that bounds /tmp, for the options of a pod that mounts it.

    >>> tmp_limit("1Gi").default
    '1Gi'
    """
    return value(
        default,
        "Most that /tmp may hold. A pod over it is evicted, as one is over its limit of ephemeral-storage,"
        " where resources set one.",
    )


def scratch(name: str, size_limit: str, medium: str | None = None) -> k8s.Volume:
    """An empty folder for the life of a pod.

    >>> scratch("tmp", values.pod.tmp_size_limit)                      # doctest: +SKIP
    """
    limit = quantity(size_limit)
    return k8s.Volume(name=name, empty_dir=k8s.EmptyDirVolumeSource(medium=medium, size_limit=limit))


def tmp(size_limit: str) -> k8s.Volume:
    """The volume behind `tmp_mount`."""
    return scratch("tmp", size_limit)


def tmp_mount() -> k8s.VolumeMount:
    """Where a container has the volume ``tmp``."""
    return k8s.VolumeMount(name="tmp", mount_path="/tmp")
