"""Containers: hardened, with resources, environment and mounts from values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.entries import EnvEntry, EnvFromEntry, VolumeEntry
from floe_charts.constructs.pod.image import ImageValues, image_of
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.security import container_security
from floe_charts.constructs.pod.volumes import volume_mount
from floe_charts.constructs.reserved import mount_paths, refuse_other_name, refuse_unreserved
from floe_charts.flow.inside import build, choose, each_shared, is_set, items, joined, not_, only_if

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart

#: What a variable of the chart's own is given by; ``only_if(condition, k8s.EnvVar(...))`` makes a whole one, called
#: what its key says.
Variable: TypeAlias = str | k8s.EnvVarSource | k8s.EnvVar


def container(
    chart: HelmChart[Any],
    name: str,
    image: ImageValues,
    *,
    resources: k8s.ResourceRequirements,
    env: Mapping[str, Variable] | None = None,
    more_env: Mapping[str, EnvEntry] | None = None,
    env_from: Mapping[str, EnvFromEntry] | None = None,
    mounts: list[k8s.VolumeMount] | None = None,
    more_volumes: Mapping[str, VolumeEntry] | None = None,
    **fields: Any,
) -> k8s.Container:
    """A container of the restricted standard.

    ``env`` are variables the chart sets, ``more_env`` and ``env_from`` the installer's. A name must not stand twice
    (server-side apply refuses that): what the chart sets belongs into ``reserved`` of the values class, so that the
    schema refuses it. ``main_container``, which knows that class, sees to it.

    >>> container(self, "wait", values.image, resources=values.wait, command=["true"])   # doctest: +SKIP
    """
    return k8s.Container(
        name=name,
        image=image_of(chart, image),
        image_pull_policy=chart.values.global_.image_pull_policy,
        env=variables(chart, env or {}, more_env),
        env_from=variable_sources(chart, env_from),
        resources=resources,
        volume_mounts=items(mounts, each_shared(chart, "volumeMounts", more_volumes, volume_mount)),
        security_context=chart.template(
            "containerSecurityContext",
            container_security(),
            "Security context of every container (Pod Security restricted).",
        ),
        **{"termination_message_policy": "FallbackToLogsOnError", **fields},
    )


def variables(
    chart: HelmChart[Any], env: Mapping[str, Variable], more: Mapping[str, EnvEntry] | None
) -> list[k8s.EnvVar]:
    """The list of variables: the chart's own, then the installer's.

    Raises ValueError for an own one that is not called what its key says.
    """
    own = [_variable(chart, name, source) for name, source in env.items() if source is not None]
    return items(own, each_shared(chart, "env", more, _from_entry))


def variable_sources(chart: HelmChart[Any], sources: Mapping[str, EnvFromEntry] | None) -> list[k8s.EnvFromSource]:
    """The installer's Secrets and ConfigMaps whose keys become variables."""
    return each_shared(chart, "envFrom", sources, _source)


def _variable(chart: HelmChart[Any], name: str, source: Any) -> k8s.EnvVar:
    """A text, a source, or a whole variable, as ``only_if(condition, k8s.EnvVar(...))`` makes it."""
    if isinstance(source, k8s.EnvVar):
        if chart.registry:
            refuse_other_name(chart, name, source)
        return source
    return k8s.EnvVar(name=name, value=source) if isinstance(source, str) else k8s.EnvVar(name=name, value_from=source)


def _from_entry(name: str, entry: EnvEntry) -> k8s.EnvVar:
    """A reference wins over a text: an entry that inherits may end up with both."""
    path: Any = entry.field
    field = build(k8s.ObjectFieldSelector, field_path=path)
    source = build(k8s.EnvVarSource, secret_key_ref=entry.secret, config_map_key_ref=entry.config_map, field_ref=field)
    text = only_if(not_(is_set(entry.secret) | is_set(entry.config_map) | is_set(entry.field)), entry.text)
    return build(k8s.EnvVar, name=name, value=text, value_from=source)


def _source(source_name: str, source: EnvFromEntry) -> k8s.EnvFromSource:
    is_secret: Any = source.kind == "Secret"
    named: dict[str, Any] = {"name": source_name, "optional": source.optional}
    return joined(
        k8s.EnvFromSource(prefix=source.prefix),
        choose(
            is_secret,
            k8s.EnvFromSource(secret_ref=build(k8s.SecretEnvSource, **named)),
            k8s.EnvFromSource(config_map_ref=build(k8s.ConfigMapEnvSource, **named)),
        ),
    )


def main_container(
    chart: HelmChart[Any],
    name: str,
    image: ImageValues,
    options: WorkloadOptions,
    *,
    env: Mapping[str, Variable] | None = None,
    mounts: list[k8s.VolumeMount] | None = None,
    **fields: Any,
) -> k8s.Container:
    """The container a workload is about: the options' environment, volumes and resources are its.

    Raises ValueError for a variable in ``env`` or a path in ``mounts`` that the class of the options does not reserve,
    and for a whole variable that is not called what its key says.

    >>> main_container(self, "web", values.image, values.web, env={"MODE": "fast"})     # doctest: +SKIP
    """
    if chart.registry:
        refuse_unreserved(options, "env", env or (), "containers with these options set")
        refuse_unreserved(
            options, "volumes", mount_paths(mounts, chart.registry), "containers with these options mount"
        )
    given: dict[str, Any] = {"env": env, "mounts": mounts, "resources": options.resources}
    theirs: dict[str, Any] = {"more_env": options.env, "env_from": options.env_from, "more_volumes": options.volumes}
    return container(chart, name, image, **given, **theirs, **fields)
