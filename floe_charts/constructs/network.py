"""Wiring: who calls whom. From the same edges come the NetworkPolicies; an edge nobody declared does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.component import Component
from floe_charts.constructs.int_or_string import int_or_string
from floe_charts.constructs.scopes import When
from floe_charts.flow.inside import choose, items, only_if
from floe_charts.flow.never_empty import every, never_empty

DESCRIPTION = "kubernetes.io/description"
DENY = (
    "Nothing in; out only what networkPolicies.extraEgress lists. The other policies open the edges the chart declares."
)


@dataclass(frozen=True)
class Peer:
    """Pods on one end of an edge: a component, or pods found by their labels (another chart's, or made at run time)."""

    name: str
    labels: Mapping[str, str]
    when: Any = True
    #: Whether the pods are this chart's; a subchart's are isolated by its own policies, or not at all.
    ours: bool = True

    def matching(self) -> k8s.LabelSelector:
        """What selects the pods."""
        return k8s.LabelSelector(match_labels=dict(self.labels))


@dataclass(frozen=True)
class Edge:
    """``source`` calls ``target`` on a port. One end may lie outside: address ranges, or who the installer lets in.

    ``inside`` says when the target is there at all; when it is not, the call goes outside.
    """

    source: Peer | None
    target: Peer | None
    port: Any
    why: str
    when: Any = True
    cidr: Any = None
    clients: Any = None
    #: Pods that an outside call may reach beside the address range, which some network plugins hold to be no pods.
    pods: Any = None
    inside: Any = True
    #: Rules made elsewhere, in place of all that.
    rules: Any = None


@dataclass
class Network:
    """The edges of a chart, in the order they were declared."""

    peers: dict[str, Peer] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def peer(self, name: str, labels: Mapping[str, str], when: Any = True) -> Peer:
        """Declare pods that get policies of their own."""
        return self.peers.setdefault(name, Peer(name, labels, when))

    def subchart_peer(self, name: str, labels: Mapping[str, str], isolated: Any) -> Peer:
        """Declare pods of a subchart. They get a policy here while their own chart's policies isolate them.

        One without the other would cut them off: policies add up, and the first one denies what none allows.
        """
        return self.peers.setdefault(name, Peer(name, labels, isolated, ours=False))

    def connect(self, source: Peer, target: Peer, port: Any, why: str, when: Any = True) -> None:
        """Pods call pods."""
        self.edges.append(Edge(source, target, port, why, when))

    def call_backing(self, source: Peer, target: Peer, port: Any, why: str, cidr: Any) -> None:
        """Pods call a backing service: pods of the release where the target is there, else an address range."""
        self.edges.append(Edge(source, target, port, why, cidr=cidr, inside=target.when))

    def call_outside(self, source: Peer, port: Any, why: str, cidr: Any, when: Any = True, pods: Any = None) -> None:
        """Pods call an address range, and ``pods`` (policy peers) where the far end may be in the cluster."""
        self.edges.append(Edge(source, None, port, why, when, cidr=cidr, pods=pods))

    def call_api_server(self, source: Peer, why: str, values: Any, when: Any = True) -> None:
        """Pods call the Kubernetes API."""
        server = values.network_policies.api_server
        ranges = every(server.cidrs, lambda cidr: _range(cidr))
        rule = k8s.NetworkPolicyEgressRule(to=ranges, ports=never_empty(server.ports))
        self.edges.append(Edge(source, None, None, why, when, rules=rule))

    def call_listed(self, source: Peer, rules: Any, why: str) -> None:
        """Pods call what the installer lists: rules made by loops over values."""
        self.edges.append(Edge(source, None, None, why, rules=rules))

    def accept(self, target: Peer, port: Any, why: str, clients: Any, when: Any = True) -> None:
        """Pods are called by whoever the installer lists; with an empty list by any pod of the release's namespace."""
        self.edges.append(Edge(None, target, port, why, when, clients=clients))

    def build(self, chart: Any) -> None:
        """The policies: deny everything, then one policy for each kind of pod."""
        if not self.peers:
            return
        component = Component(chart, "network")
        enabled = When(component, "enabled", chart.values.network_policies.enabled)
        _deny(component, enabled)
        for peer in self.peers.values():
            above = enabled if peer.ours else component
            scope = above if peer.when is True else When(above, f"{peer.name}-present", peer.when)
            _policy(component, scope, peer, self.edges)


def _deny(component: Component, scope: Construct) -> None:
    """What holds for all pods of the release."""
    chart = component.chart
    spec = k8s.NetworkPolicySpec(
        pod_selector=k8s.LabelSelector(match_labels=chart.selector_labels),
        policy_types=["Ingress", "Egress"],
        egress=chart.values.network_policies.extra_egress,
    )
    _object(component, scope, "default-deny", spec, {DESCRIPTION: DENY})


def _policy(component: Component, scope: Construct, peer: Peer, edges: list[Edge]) -> None:
    incoming = [edge for edge in edges if edge.target is not None and edge.target.name == peer.name]
    outgoing = [edge for edge in edges if edge.source is not None and edge.source.name == peer.name]
    why = [*dict.fromkeys(_sentence(edge) for edge in incoming + outgoing), "DNS."]
    dns = _dns(component.chart.values.network_policies.dns)
    spec = k8s.NetworkPolicySpec(
        pod_selector=peer.matching(),
        policy_types=["Ingress", "Egress"],
        ingress=items(*(only_if_needed(edge.when, _ingress(edge)) for edge in incoming)),
        egress=items(dns, *(only_if_needed(edge.when, _egress(edge)) for edge in outgoing)),
    )
    _object(component, scope, peer.name, spec, {DESCRIPTION: "\n".join(why) + "\n"})


def _object(
    component: Component, scope: Construct, name: str, spec: k8s.NetworkPolicySpec, annotations: Mapping[str, str]
) -> None:
    metadata = component.metadata(name=f"{component.chart.fullname}-{name}", annotations=dict(annotations))
    k8s.KubeNetworkPolicy(scope, name, metadata=metadata, spec=spec)


def only_if_needed(condition: Any, rule: Any) -> Any:
    """The rule, guarded unless the edge always exists."""
    return rule if condition is True else only_if(condition, rule)


def _sentence(edge: Edge) -> str:
    """The edge in words, for readers of the policy; what values switch is named so, for they stand there always."""
    source = edge.source.name if edge.source else "clients"
    target = edge.target.name if edge.target else "outside"
    elsewhere = "" if edge.inside is True else ", or outside if external"
    return f"{source} to {target}{elsewhere}: {edge.why}{'' if edge.when is True else ', if on'}."


def _ports(port: Any) -> list[k8s.NetworkPolicyPort]:
    """One port, several, or a list of policy ports that a loop over values gives."""
    if port is None or isinstance(port, list):
        return port  # type: ignore[return-value]
    return [_port(number) for number in (port if isinstance(port, tuple) else (port,))]


def _port(number: Any) -> k8s.NetworkPolicyPort:
    return k8s.NetworkPolicyPort(port=int_or_string(number), protocol="TCP")


def _ingress(edge: Edge) -> k8s.NetworkPolicyIngressRule:
    if edge.source is not None:
        return k8s.NetworkPolicyIngressRule(
            from_=[k8s.NetworkPolicyPeer(pod_selector=edge.source.matching())], ports=_ports(edge.port)
        )
    anyone_here = k8s.NetworkPolicyPeer(pod_selector=k8s.LabelSelector())
    return k8s.NetworkPolicyIngressRule(from_=items(anyone_here, edge.clients), ports=_ports(edge.port))


def _egress(edge: Edge) -> Any:
    if edge.rules is not None:
        return edge.rules
    if edge.target is None:
        return _outside(edge)
    to = [k8s.NetworkPolicyPeer(pod_selector=edge.target.matching())]
    pods = k8s.NetworkPolicyEgressRule(to=to, ports=_ports(edge.port))
    return pods if edge.inside is True else choose(edge.inside, pods, _outside(edge))


def _outside(edge: Edge) -> k8s.NetworkPolicyEgressRule:
    return k8s.NetworkPolicyEgressRule(to=items(_range(edge.cidr), edge.pods), ports=_ports(edge.port))


def _range(cidr: Any) -> k8s.NetworkPolicyPeer:
    return k8s.NetworkPolicyPeer(ip_block=k8s.IpBlock(cidr=cidr))


def _dns(values: Any) -> k8s.NetworkPolicyEgressRule:
    return k8s.NetworkPolicyEgressRule(to=never_empty(values.peers), ports=never_empty(values.ports))
