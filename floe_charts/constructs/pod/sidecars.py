"""The installer's own containers, before the main one or beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.container import container, volume_mount
from floe_charts.constructs.pod.entries import SidecarEntry, VolumeEntry
from floe_charts.flow.inside import each, each_shared, only_if
from floe_charts.flow.loops import shared_loop

Volumes = Mapping[str, VolumeEntry]


def sidecars(
    chart: Any, prefix: str, entries: Mapping[str, SidecarEntry], volumes: Volumes | None
) -> list[k8s.Container]:
    """The containers as a named template; the prefix keeps their names apart from the chart's."""
    given = {"entries": entries, "volumes": volumes}
    return shared_loop(chart, f"{prefix}Containers", given, partial(_each, chart, prefix))


def _each(chart: Any, prefix: str, entries: Any, volumes: Any) -> list[k8s.Container]:
    return each(entries, lambda name, sidecar: _sidecar(chart, f"{prefix}-{name}", sidecar, volumes))


def _sidecar(chart: Any, name: str, sidecar: SidecarEntry, volumes: Volumes | None) -> k8s.Container:
    return container(
        chart,
        name,
        sidecar.image,
        resources=sidecar.resources,
        more_env=sidecar.env,
        mounts=only_if(sidecar.mount_volumes, each_shared(chart, "volumeMounts", volumes, volume_mount)),
        command=sidecar.command,
        args=sidecar.args,
    )
