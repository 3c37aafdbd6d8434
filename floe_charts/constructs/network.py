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
from floe_charts.flow.inside import items, only_if

DESCRIPTION = "kubernetes.io/description"
#: The namespace label Kubernetes itself sets.
NAMESPACE_NAME = "kubernetes.io/metadata.name"


@dataclass(frozen=True)
class Peer:
    """Pods on one end of an edge: a component, or pods found by their labels (another chart's, or made at run time)."""

    name: str
    labels: Mapping[str, str]
    when: Any = True

    def matching(self) -> k8s.LabelSelector:
        """What selects the pods."""
        return k8s.LabelSelector(match_labels=dict(self.labels))


@dataclass(frozen=True)
class Edge:
    """``source`` calls ``target`` on a port. One end may lie outside: address ranges, or who the installer lets in."""

    source: Peer | None
    target: Peer | None
    port: Any
    why: str
    when: Any = True
    cidr: Any = None
    clients: Any = None
    #: Pods that an outside call may reach beside the address range, which some network plugins hold to be no pods.
    pods: Any = None
    #: Rules the installer lists, in place of all that.
    rules: Any = None


@dataclass
class Network:
    """The edges of a chart, in the order they were declared."""

    peers: dict[str, Peer] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def peer(self, name: str, labels: Mapping[str, str], when: Any = True) -> Peer:
        """Declare pods that get policies of their own."""
        return self.peers.setdefault(name, Peer(name, labels, when))

    def connect(self, source: Peer, target: Peer, port: Any, why: str, when: Any = True) -> None:
        """Pods call pods."""
        self.edges.append(Edge(source, target, port, why, when))

    def call_outside(self, source: Peer, port: Any, why: str, cidr: Any, when: Any = True, pods: Any = None) -> None:
        """Pods call an address range, and ``pods`` (policy peers) where the far end may be in the cluster."""
        self.edges.append(Edge(source, None, port, why, when, cidr=cidr, pods=pods))

    def call_api_server(self, source: Peer, why: str, values: Any, when: Any = True) -> None:
        """Pods call the Kubernetes API: the Service's port, and the one behind it, since policies see traffic after DNAT."""
        self.call_outside(source, (443, 6443), why, values.network_policies.api_server_cidr, when)

    def call_listed(self, source: Peer, rules: Any, why: str) -> None:
        """Pods call what the installer lists: rules made by loops over values."""
        self.edges.append(Edge(source, None, None, why, rules=rules))

    def accept(self, target: Peer, port: Any, why: str, clients: Any, when: Any = True) -> None:
        """Pods are called by whoever the installer lists, and by any pod of the release's namespace when the list is empty."""
        self.edges.append(Edge(None, target, port, why, when, clients=clients))

    def build(self, chart: Any) -> None:
        """The policies: deny everything, then one policy for each kind of pod."""
        if not self.peers:
            return
        component = Component(chart, "network")
        enabled = When(component, "enabled", chart.values.network_policies.enabled)
        _deny(component, enabled)
        for peer in self.peers.values():
            scope = enabled if peer.when is True else When(enabled, f"{peer.name}-present", peer.when)
            _policy(component, scope, peer, self.edges)


def _deny(component: Component, scope: Construct) -> None:
    selector = k8s.LabelSelector(match_labels=component.chart.selector_labels)
    spec = k8s.NetworkPolicySpec(pod_selector=selector, policy_types=["Ingress", "Egress"])
    why = {DESCRIPTION: "Nothing in, nothing out; the other policies open the edges the chart declares."}
    _object(component, scope, "default-deny", spec, why)


def _policy(component: Component, scope: Construct, peer: Peer, edges: list[Edge]) -> None:
    incoming = [edge for edge in edges if edge.target is not None and edge.target.name == peer.name]
    outgoing = [edge for edge in edges if edge.source is not None and edge.source.name == peer.name]
    why = [*dict.fromkeys(_sentence(edge) for edge in incoming + outgoing), "DNS."]
    spec = k8s.NetworkPolicySpec(
        pod_selector=peer.matching(),
        policy_types=["Ingress", "Egress"],
        ingress=items(*(only_if_needed(edge.when, _ingress(edge)) for edge in incoming)),
        egress=items(_dns(), *(only_if_needed(edge.when, _egress(edge)) for edge in outgoing)),
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
    source = edge.source.name if edge.source else "clients"
    return f"{source} to {edge.target.name if edge.target else 'outside'}: {edge.why}."


def _ports(port: Any) -> list[k8s.NetworkPolicyPort]:
    """One port, several, or a list of policy ports that a loop over values gives."""
    if port is None or isinstance(port, list):
        return port  # type: ignore[return-value]
    return [_port(number) for number in (port if isinstance(port, tuple) else (port,))]


def _port(number: Any, protocol: str = "TCP") -> k8s.NetworkPolicyPort:
    return k8s.NetworkPolicyPort(port=int_or_string(number), protocol=protocol)


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
    if edge.target is not None:
        return k8s.NetworkPolicyEgressRule(
            to=[k8s.NetworkPolicyPeer(pod_selector=edge.target.matching())], ports=_ports(edge.port)
        )
    outside = k8s.NetworkPolicyPeer(ip_block=k8s.IpBlock(cidr=edge.cidr))
    return k8s.NetworkPolicyEgressRule(to=items(outside, edge.pods), ports=_ports(edge.port))


def _dns() -> k8s.NetworkPolicyEgressRule:
    """DNS over both protocols: large answers come by TCP."""
    system = k8s.LabelSelector(match_labels={NAMESPACE_NAME: "kube-system"})
    return k8s.NetworkPolicyEgressRule(
        to=[k8s.NetworkPolicyPeer(namespace_selector=system)], ports=[_port(53, "UDP"), _port(53)]
    )
