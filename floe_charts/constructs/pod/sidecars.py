"""The installer's own containers, before the main one or beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.container import container, volume_mount
from floe_charts.constructs.pod.entries import SidecarEntry, VolumeEntry
from floe_charts.flow.inside import each, each_shared, only_if
from floe_charts.flow.lifting import lifted, to_node
from floe_charts.refs.view import EntryMap
from floe_charts.synth.order import ordered
from floe_charts.template.parts import Guard, Splice
from floe_charts.template.paths import Path, Present, Source
from floe_charts.template.text import Define, Include

Volumes = Mapping[str, VolumeEntry]


def sidecars(
    chart: Any, prefix: str, entries: Mapping[str, SidecarEntry], volumes: Volumes | None
) -> list[k8s.Container]:
    """Containers with some of the pod's volumes; the prefix keeps their names apart from the chart's."""
    if not (isinstance(entries, EntryMap) and isinstance(volumes, EntryMap) and entries.registry):
        return _each(chart, prefix, entries, volumes)
    given = {"entries": entries, "volumes": volumes}
    loop = _each(chart, prefix, *(_parameter(name, source) for name, source in given.items()))
    full = f"{chart.info.name}.{prefix}Containers"
    if full not in chart.defines:
        body, comment = ordered(to_node(loop, entries.registry), "containers"), f"The installer's {prefix} containers."
        chart.define(Define(full, body, comment, tuple(given), kind="list"))
    include = Include(chart.defines[full], {name: source.node for name, source in given.items()})
    items: list[k8s.Container] = lifted(
        Guard(Present(entries.node), (Splice(include, certain=True),)), loop, entries.registry
    )
    return items


def _parameter(name: str, source: EntryMap) -> EntryMap:
    """A map as the named template sees it."""
    assert source.registry is not None
    return EntryMap(Path(Source("param", name), kind="map"), source.registry, source.item, source.plain_keys)


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
