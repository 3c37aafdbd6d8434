"""The installer's own containers, before the main one or beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.container import container
from floe_charts.constructs.pod.entries import InitContainerEntry, SidecarEntry, VolumeEntry
from floe_charts.constructs.pod.ports import container_ports
from floe_charts.constructs.pod.volumes import volume_mount
from floe_charts.flow.inside import each, each_shared, only_if
from floe_charts.flow.loops import shared_loop

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart

Volumes = Mapping[str, VolumeEntry]
Fields = dict[str, Any]


def sidecars(
    chart: HelmChart[Any], entries: Mapping[str, SidecarEntry], volumes: Volumes | None
) -> list[k8s.Container]:
    """The containers beside the main one, as a named template; the prefix keeps their names apart from the chart's."""
    return _shared(chart, "sidecar", entries, volumes, _beside)


def init_containers(
    chart: HelmChart[Any], entries: Mapping[str, InitContainerEntry], volumes: Volumes | None
) -> list[k8s.Container]:
    """The same for those before the main one, which Kubernetes asks nothing while they run."""
    return _shared(chart, "init", entries, volumes, lambda sidecar: {})


def _shared(
    chart: HelmChart[Any],
    prefix: str,
    entries: Mapping[str, Any],
    volumes: Volumes | None,
    more: Callable[[Any], Fields],
) -> list[k8s.Container]:
    def loop(entries: Any, volumes: Any) -> list[k8s.Container]:
        return each(
            entries,
            lambda name, sidecar: _container(chart, f"{prefix}-{name}", sidecar, volumes, more(sidecar)),
        )

    return shared_loop(chart, f"{prefix}Containers", {"entries": entries, "volumes": volumes}, loop)


def _beside(sidecar: SidecarEntry) -> Fields:
    return {
        "ports": container_ports(sidecar.ports),
        "startup_probe": sidecar.startup,
        "readiness_probe": sidecar.readiness,
        "liveness_probe": sidecar.liveness,
    }


def _container(
    chart: HelmChart[Any], name: str, sidecar: InitContainerEntry, volumes: Volumes | None, more: Fields
) -> k8s.Container:
    return container(
        chart,
        name,
        sidecar.image,
        resources=sidecar.resources,
        more_env=sidecar.env,
        mounts=only_if(sidecar.mount_volumes, each_shared(chart, "volumeMounts", volumes, volume_mount)),
        command=sidecar.command,
        args=sidecar.args,
        **more,
    )
