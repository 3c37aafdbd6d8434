"""What one edge opens in a policy: a rule for who may come in, or for where a call may go."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.network.edges import Edge
from floe_charts.constructs.unions import int_or_string
from floe_charts.flow.inside import choose, items, only_if
from floe_charts.flow.never_empty import every, never_empty


def ingress_rule(edge: Edge) -> Any:
    """Who may come in by the edge, guarded unless it always exists."""
    return _guarded(edge, _ingress(edge))


def egress_rule(edge: Edge) -> Any:
    """Where the edge leads, guarded unless it always exists."""
    return _guarded(edge, _egress(edge))


def api_server_rule(values: Any) -> k8s.NetworkPolicyEgressRule:
    """The way to the Kubernetes API, which is no pod."""
    return k8s.NetworkPolicyEgressRule(to=ranges(values.cidrs), ports=never_empty(values.ports))


def dns_rule(values: Any) -> k8s.NetworkPolicyEgressRule:
    """The way to the cluster's DNS."""
    return k8s.NetworkPolicyEgressRule(to=never_empty(values.peers), ports=never_empty(values.ports))


def _guarded(edge: Edge, rule: Any) -> Any:
    return rule if edge.when is True else only_if(edge.when, rule)


def _ingress(edge: Edge) -> k8s.NetworkPolicyIngressRule:
    if edge.source is not None:
        pods = k8s.NetworkPolicyPeer(pod_selector=edge.source.matching())
        return k8s.NetworkPolicyIngressRule(from_=[pods], ports=_ports(edge.port))
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
    return k8s.NetworkPolicyEgressRule(to=items(ranges(edge.cidrs), edge.pods), ports=_ports(edge.port))


def ranges(cidrs: Any) -> list[k8s.NetworkPolicyPeer]:
    """A values list of address ranges that is never empty, as peers.

    >>> ranges(values.network_policies.external_cidrs)                                    # doctest: +SKIP
    """
    return every(cidrs, lambda cidr: k8s.NetworkPolicyPeer(ip_block=k8s.IpBlock(cidr=cidr)))


def _ports(given: Any) -> list[k8s.NetworkPolicyPort] | None:
    """One port, several, a list of policy ports that a loop over values gives, or None for any port."""
    if given is None or isinstance(given, list):
        return given
    return [port(number) for number in (given if isinstance(given, tuple) else (given,))]


def port(number: Any, protocol: str = "TCP") -> k8s.NetworkPolicyPort:
    """One port.

    >>> port(values.service.port)                                                         # doctest: +SKIP
    """
    return k8s.NetworkPolicyPort(port=int_or_string(number), protocol=protocol)
