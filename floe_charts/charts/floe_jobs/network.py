"""Whom the jobs may call."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.network import rules
from floe_charts.constructs.network.values import ANYWHERE, NAMESPACE_NAME, SOME, IsolationValues
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import each, fallback, is_set, items, only_if
from floe_charts.values.constraint import Cidr, LabelKey, LabelValue, Name, ShortDnsLabel
from floe_charts.values.model import REQUIRED, Values, value


class ClusterCall(Values):
    """Pods in the cluster that jobs call."""

    namespace: Name | None = value(None, "Namespace of the pods; unset is the release's own.", example="lakehouse")
    pod_labels: dict[LabelKey, LabelValue] = value(
        {}, "Labels of the pods; empty means every pod there.", example={"app.kubernetes.io/name": "polaris"}
    )
    port: int = value(REQUIRED, "Port of the pods, which may differ from their Service's.", minimum=1, maximum=65535)


class ExternalCall(Values):
    """Addresses outside the cluster that jobs call."""

    cidrs: list[Cidr] = value(REQUIRED, "Ranges of the addresses, IPv4 or IPv6.", schema=SOME)
    port: int = value(REQUIRED, "Port there.", minimum=1, maximum=65535)


class JobNetworkValues(IsolationValues):
    """NetworkPolicies: jobs call DNS and what is listed here; nothing calls them."""

    services: dict[ShortDnsLabel, ClusterCall] = value(
        {},
        "Pods in the cluster the jobs call, by a name of your own.",
        example={"polaris": {"podLabels": {"app.kubernetes.io/name": "polaris"}, "port": 8181}},
    )
    external: dict[ShortDnsLabel, ExternalCall] = value(
        {"https": ExternalCall(cidrs=ANYWHERE, port=443)},
        "Addresses outside the cluster the jobs call, by a name of your own: sources, a warehouse.",
        example={"warehouse": {"cidrs": ["10.20.0.0/16"], "port": 5432}},
    )


def outgoing(chart: WorkloadChart[Any]) -> list[k8s.NetworkPolicyEgressRule]:
    """The listed calls as rules."""
    listed = chart.values.network_policies
    inside = each(listed.services, lambda service_name, service: _rule([_pods(chart, service)], service.port))
    outside = each(listed.external, lambda target_name, target: _rule(rules.ranges(target.cidrs), target.port))
    return items(inside, outside)


def _pods(chart: WorkloadChart[Any], service: ClusterCall) -> k8s.NetworkPolicyPeer:
    namespace = fallback(service.namespace, chart.release_namespace)
    where = k8s.LabelSelector(match_labels={NAMESPACE_NAME: namespace})
    which = only_if(is_set(service.pod_labels), k8s.LabelSelector(match_labels=service.pod_labels))
    return k8s.NetworkPolicyPeer(namespace_selector=where, pod_selector=which)


def _rule(peers: list[k8s.NetworkPolicyPeer], port: Any) -> k8s.NetworkPolicyEgressRule:
    return k8s.NetworkPolicyEgressRule(to=peers, ports=[rules.port(port)])
