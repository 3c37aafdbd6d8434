"""The NetworkPolicies of a chart: one denies everything, the others open what the edges say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.component import Component
from floe_charts.constructs.network.edges import Edge, Peer
from floe_charts.constructs.network.rules import dns_rule, egress_rule, ingress_rule
from floe_charts.constructs.scopes import When
from floe_charts.flow.inside import items

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart

DESCRIPTION = "kubernetes.io/description"
DENY = (
    "Nothing in; out only what networkPolicies.extraEgress lists. The other policies open the edges the chart declares."
)


def build_policies(chart: HelmChart[Any], peers: Iterable[Peer], edges: Sequence[Edge]) -> None:
    """Deny everything, then one policy for each kind of pod."""
    component = Component(chart, "network")
    enabled = When(component, "enabled", chart.values.network_policies.enabled)
    _deny(component, enabled)
    for peer in peers:
        above = enabled if peer.ours else component
        scope = above if peer.when is True else When(above, f"{peer.name}-present", peer.when)
        _open(component, scope, peer, edges)


def _deny(component: Component, scope: Construct) -> None:
    """What holds for all pods of the release."""
    chart = component.chart
    spec = k8s.NetworkPolicySpec(
        pod_selector=k8s.LabelSelector(match_labels=chart.selector_labels),
        policy_types=["Ingress", "Egress"],
        egress=chart.values.network_policies.extra_egress,
    )
    _policy(component, scope, "default-deny", spec, DENY)


def _open(component: Component, scope: Construct, peer: Peer, edges: Sequence[Edge]) -> None:
    """What one kind of pod may do: be called and call as the edges say, and look up names.

    The pods of a hook get the installer's rules here: at the first install they run before default-deny is there.
    """
    values = component.chart.values.network_policies
    incoming = [edge for edge in edges if edge.target is not None and edge.target.name == peer.name]
    outgoing = [edge for edge in edges if edge.source is not None and edge.source.name == peer.name]
    spec = k8s.NetworkPolicySpec(
        pod_selector=peer.matching(),
        policy_types=["Ingress", "Egress"],
        ingress=items(*map(ingress_rule, incoming)),
        egress=items(
            dns_rule(values.dns), *map(egress_rule, outgoing), *([values.extra_egress] if peer.annotations else [])
        ),
    )
    why = dict.fromkeys(edge.sentence() for edge in incoming + outgoing)
    more = ["networkPolicies.extraEgress."] if peer.annotations else []
    _policy(component, scope, peer.name, spec, "\n".join([*why, "DNS.", *more, ""]), peer.annotations)


def _policy(
    component: Component,
    scope: Construct,
    name: str,
    spec: k8s.NetworkPolicySpec,
    why: str,
    more: Mapping[str, str] | None = None,
) -> None:
    annotations = {DESCRIPTION: why, **(more or {})}
    metadata = component.metadata(name=f"{component.chart.fullname}-{name}", annotations=annotations)
    k8s.KubeNetworkPolicy(scope, name, metadata=metadata, spec=spec)
