"""Pods: scheduling, security and volumes around the containers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.component import COMPONENT, Component
from floe_charts.constructs.pod.entries import VolumeEntry
from floe_charts.constructs.pod.metadata import beside
from floe_charts.constructs.pod.options import PodOptions
from floe_charts.constructs.pod.scheduling import SpreadEntry
from floe_charts.constructs.pod.security import User, pod_security
from floe_charts.constructs.pod.sidecars import init_containers, sidecars
from floe_charts.constructs.pod.volumes import volume
from floe_charts.flow.inside import build, choose, each, each_of, each_shared, fallback, is_set, items, only_if

HOST, ZONE = "kubernetes.io/hostname", "topology.kubernetes.io/zone"


class Pod:
    """The pod template of one workload: its containers, the installer's options, and what both need around them.

    ``options`` say where pods run and what installers add to them, ``user`` is who the containers run as. ``init`` and
    ``volumes`` are the chart's own; ``more_volumes`` stand in for the options'. ``labels`` and ``annotations`` must be
    reserved by the class of the options, or ValueError is raised. Other fields are a ``PodSpec``'s.

    >>> pod = Pod(web, values.web, User(1000, 1000), [server], volumes=[tmp("1Gi")])     # doctest: +SKIP
    >>> deployment(web, pod, values.web.replicas)                                        # doctest: +SKIP
    """

    def __init__(
        self,
        component: Component,
        options: PodOptions,
        user: User,
        containers: list[k8s.Container],
        *,
        init: list[k8s.Container] | None = None,
        volumes: list[k8s.Volume] | None = None,
        more_volumes: Mapping[str, VolumeEntry] | None = None,
        annotations: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> None:
        self.component, self.options, self.user = component, options, user
        self.containers, self.init, self.volumes = containers, init, volumes
        self.more_volumes = options.volumes if more_volumes is None else more_volumes
        self.labels, self.annotations, self.fields = labels or {}, annotations or {}, fields
        self.selector = component.selector_labels

    def template(self) -> k8s.PodTemplateSpec:
        """Metadata and spec, for a Deployment, StatefulSet or Job."""
        return k8s.PodTemplateSpec(metadata=self._metadata(), spec=self.spec())

    def _metadata(self) -> k8s.ObjectMeta:
        chart, options = self.component.chart, self.options
        return k8s.ObjectMeta(
            labels=beside(chart, options, "pod_labels", {**self.selector, **self.labels}),
            annotations=beside(chart, options, "pod_annotations", self.annotations),
        )

    def spec(self) -> k8s.PodSpec:
        """The spec alone, for a pod that no workload makes."""
        options, chart = self.options, self.component.chart
        account = {"service_account_name": chart.service_account, "automount_service_account_token": False}
        return build(
            k8s.PodSpec,
            enable_service_links=False,  # a Service named like a product would set variables the product reads
            image_pull_secrets=pull_secrets(chart),
            security_context=pod_security(self.user, chart.values.global_.security_preset),
            termination_grace_period_seconds=options.termination_grace_period_seconds,
            init_containers=items(self.init, init_containers(chart, options.init_containers, self.more_volumes)),
            host_aliases=each_shared(chart, "hostAliases", options.host_aliases, _alias),
            dns_config=options.dns_config,
            containers=items(self.containers, sidecars(chart, options.sidecars, self.more_volumes)),
            volumes=items(self.volumes, each_shared(chart, "volumes", self.more_volumes, volume)),
            **{**self._placement(), **account, **self.fields},
        )

    def _placement(self) -> dict[str, Any]:
        options, wide = self.options, self.component.chart.values.scheduling
        return {
            "node_selector": fallback(options.node_selector, wide.node_selector),
            "tolerations": fallback(options.tolerations, wide.tolerations),
            "priority_class_name": first_set(options.priority_class_name, wide.priority_class_name),
            "runtime_class_name": first_set(options.runtime_class_name, wide.runtime_class_name),
            "affinity": self._affinity(),
            "topology_spread_constraints": self._constraints(),
        }

    def _affinity(self) -> k8s.Affinity:
        term = k8s.PodAffinityTerm(topology_key=HOST, label_selector=k8s.LabelSelector(match_labels=self.selector))
        soft = [k8s.WeightedPodAffinityTerm(weight=100, pod_affinity_term=term)]
        hard: Any = self.options.spread == "hard"
        apart = choose(
            hard,
            k8s.PodAntiAffinity(required_during_scheduling_ignored_during_execution=[term]),
            k8s.PodAntiAffinity(preferred_during_scheduling_ignored_during_execution=soft),
        )
        own = only_if(self._spread(), k8s.Affinity(pod_anti_affinity=apart))
        theirs: k8s.Affinity = fallback(self.options.affinity, self.component.chart.values.scheduling.affinity)
        return choose(is_set(theirs), theirs, own)

    def _constraints(self) -> list[k8s.TopologySpreadConstraint]:
        # a preference even with hard: on nodes without a zone label no pod would ever be scheduled
        own = _constraint(ZONE, 1, "ScheduleAnyway", self.selector)
        theirs = self.component.chart.values.scheduling.topology_spread_constraints
        listed = fallback(self.options.topology_spread_constraints, theirs)
        return choose(is_set(listed), spread_constraints(listed, self.selector), only_if(self._spread(), [own]))

    def _spread(self) -> Any:
        return self.options.spread != "none"


def spread_constraints(
    entries: Mapping[str, SpreadEntry], labels: Mapping[str, str]
) -> list[k8s.TopologySpreadConstraint]:
    """The installer's constraints over the pods with these labels."""
    return each(entries, lambda place, rule: _constraint(place, rule.max_skew, rule.when_unsatisfiable, labels))


def _constraint(place: str, skew: int, otherwise: str, labels: Mapping[str, str]) -> k8s.TopologySpreadConstraint:
    return k8s.TopologySpreadConstraint(
        max_skew=skew,
        topology_key=place,
        when_unsatisfiable=otherwise,
        label_selector=k8s.LabelSelector(match_labels=dict(labels)),
    )


def _alias(address: str, host_names: list[str]) -> k8s.HostAlias:
    return k8s.HostAlias(ip=address, hostnames=host_names)


def first_set(value: Any, otherwise: Any) -> Any:
    """The first of two optional texts that is set; nothing when neither is."""
    either = is_set(value) | is_set(otherwise)
    return only_if(either, fallback(value, otherwise))


def pull_secrets(chart: Any) -> list[k8s.LocalObjectReference]:
    """``imagePullSecrets`` from the names in ``global.imagePullSecrets``."""
    return each_of(chart.values.global_.image_pull_secrets, lambda secret: k8s.LocalObjectReference(name=secret))


__all__ = ["COMPONENT", "Pod", "first_set", "pull_secrets"]
