"""The objects around a pod: Deployment, PodDisruptionBudget, ports of a Service, test pods."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.component import COMPONENT, Component
from floe_charts.constructs.hook import helm_test
from floe_charts.constructs.pod.metadata import beside
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.workload_values import ScaledValues
from floe_charts.constructs.scopes import When
from floe_charts.constructs.unions import int_or_string
from floe_charts.flow.inside import not_, only_if

#: One pod more during a roll-out, never one fewer.
ROLLING = {"max_surge": 1, "max_unavailable": 0}


def deployment(
    component: Component,
    pod: Pod,
    replicas: int,
    *,
    name: str | None = None,
    scope: Construct | None = None,
    recreate: bool = False,
    progress_deadline: int | None = None,
) -> k8s.KubeDeployment:
    """A Deployment that rolls without losing capacity, or (``recreate``) never runs two versions at once.

    The chart's values are ``DeploymentValues``: they say how many old ReplicaSets it keeps. ``progress_deadline`` is in
    seconds: a roll-out that makes no pod ready for that long counts as failed. Unset is Kubernetes' 600, too few for
    pods that may wait as long for something else before they even start.

    >>> deployment(web, Pod(web, values.web, user, [server]), values.web.replicas)      # doctest: +SKIP
    """
    rolling = k8s.RollingUpdateDeployment(**{name: int_or_string(count) for name, count in ROLLING.items()})
    strategy = (
        k8s.DeploymentStrategy(type="Recreate")
        if recreate
        else k8s.DeploymentStrategy(type="RollingUpdate", rolling_update=rolling)
    )
    spec = k8s.DeploymentSpec(
        replicas=replicas,
        progress_deadline_seconds=progress_deadline,
        revision_history_limit=component.chart.values.revision_history_limit,
        strategy=strategy,
        selector=k8s.LabelSelector(match_labels=pod.selector),
        template=pod.template(),
    )
    return k8s.KubeDeployment(scope or component, "deployment", metadata=component.metadata(name), spec=spec)


def replicas_of(values: ScaledValues) -> Any:
    """How many pods a Deployment states; none where an autoscaler does, which every upgrade would set back."""
    return only_if(not_(values.autoscaled), values.replicas)


def disruption_budget(component: Component, values: ScaledValues) -> None:
    """Let node drains take one pod at a time; none for a single pod, which would have no other beside it.

    Pods that are not ready serve nobody: without ``AlwaysAllow`` those of a crashing release would block every drain.
    """
    autoscaled: Any = values.autoscaled
    several = When(component, "several", autoscaled | (values.replicas > 1))
    spec = k8s.PodDisruptionBudgetSpec(
        max_unavailable=int_or_string(1), unhealthy_pod_eviction_policy="AlwaysAllow", selector=component.selector()
    )
    k8s.KubePodDisruptionBudget(several, "disruption-budget", metadata=component.metadata(), spec=spec)


def port(name: str, number: Any, protocol: str | None = None) -> k8s.ServicePort:
    """A Service port that leads to the container port of the same name."""
    return k8s.ServicePort(
        name=name, port=number, target_port=int_or_string(name), protocol="TCP", app_protocol=protocol
    )


def service(
    component: Component, ports: list[k8s.ServicePort], *, scope: Construct | None = None, **fields: Any
) -> k8s.KubeService:
    """A Service in front of the component's pods."""
    spec = k8s.ServiceSpec(**{"type": "ClusterIP", **fields}, selector=component.selector_labels, ports=ports)
    return k8s.KubeService(scope or component, "service", metadata=component.metadata(), spec=spec)


def helm_test_pod(component: Component, pod: Pod, *, scope: Construct | None = None) -> k8s.KubePod:
    """A pod that ``helm test`` runs to completion; its pod says ``restart_policy="Never"``."""
    chart, options = component.chart, pod.options
    own = {**chart.own_labels, COMPONENT: component.label, **pod.labels}
    labels = beside(chart, options, "pod_labels", own)
    annotations = beside(chart, options, "pod_annotations", {**pod.annotations, **helm_test()})
    metadata = k8s.ObjectMeta(name=component.name, labels=labels, annotations=annotations)
    return k8s.KubePod(scope or component, "test", metadata=metadata, spec=pod.spec())
