"""Wiring: who calls whom. From the same edges come the NetworkPolicies; an edge nobody declared does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from floe_charts.constructs.network.edges import Edge, Peer
from floe_charts.constructs.network.policies import build_policies
from floe_charts.constructs.network.rules import api_server_rule
from floe_charts.flow.lifting import condition_expr, to_node
from floe_charts.flow.whole import pairs_of
from floe_charts.refs.registry import Registry

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart


@dataclass
class Network:
    """The edges of a chart, in the order they were declared."""

    chart: HelmChart[Any]
    peers: dict[str, Peer] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def peer(
        self, name: str, labels: Mapping[str, str], when: Any = True, annotations: Mapping[str, str] | None = None
    ) -> Peer:
        """Declare pods that get a policy of their own, with ``annotations`` such as those of a hook.

        Raises ValueError for other pods of the same name: they would get no policy, and the default one denies all.
        """
        return self._declare(Peer(name, labels, when, annotations=annotations or {}))

    def subchart_peer(self, name: str, labels: Mapping[str, str], isolated: Any) -> Peer:
        """Declare pods of a subchart. They get a policy here while their own chart's policies isolate them.

        One without the other would cut them off: policies add up, and the first one denies what none allows.
        """
        return self._declare(Peer(name, labels, isolated, ours=False))

    def _declare(self, peer: Peer) -> Peer:
        known = self.peers.setdefault(peer.name, peer)
        registry = self.chart.registry
        if known is not peer and registry and _said(known, registry) != _said(peer, registry):
            raise ValueError(
                f"{self.chart.info.name}: two kinds of pods are the peer {peer.name!r}; give one of them another name"
            )
        return known

    def connect(self, source: Peer, target: Peer, port: Any, why: str, when: Any = True) -> None:
        """Pods call pods."""
        self.edges.append(Edge(source, target, port, why, when))

    def call_backing(self, source: Peer, target: Peer, port: Any, why: str, cidrs: Any) -> None:
        """Pods call a backing service: pods of the release where the target is there, else address ranges."""
        self.edges.append(Edge(source, target, port, why, cidrs=cidrs, inside=target.when))

    def call_outside(self, source: Peer, port: Any, why: str, cidrs: Any, when: Any = True, pods: Any = None) -> None:
        """Pods call address ranges, and ``pods`` (policy peers) where the far end may be in the cluster."""
        self.edges.append(Edge(source, None, port, why, when, cidrs=cidrs, pods=pods))

    def call_api_server(self, source: Peer, why: str, values: Any, when: Any = True) -> None:
        """Pods call the Kubernetes API."""
        rule = api_server_rule(values.network_policies.api_server)
        self.edges.append(Edge(source, None, None, why, when, rules=rule))

    def call_listed(self, source: Peer, rules: Any, why: str) -> None:
        """Pods call what the installer lists: rules made by loops over values."""
        self.edges.append(Edge(source, None, None, why, rules=rules))

    def accept(self, target: Peer, port: Any, why: str, clients: Any, when: Any = True) -> None:
        """Pods are called by whoever the installer lists; with an empty list by any pod of the release's namespace."""
        self.edges.append(Edge(None, target, port, why, when, clients=clients))

    def scrape(self, target: Peer, port: Any, why: str, scrapers: Any, when: Any = True) -> None:
        """The same for a port with metrics: who scrapes need not be a client."""
        self.edges.append(Edge(None, target, port, why, when, clients=scrapers, callers="scrapers"))

    def build(self) -> None:
        """The policies: deny everything, then one policy for each kind of pod."""
        if self.peers:
            build_policies(self.chart, self.peers.values(), self.edges)


def _said(peer: Peer, registry: Registry) -> tuple[Any, ...]:
    """What a peer says: each use of a value makes a marker of its own, so markers cannot be compared."""
    maps = (to_node(dict(found), registry) for found in (peer.labels, peer.annotations))
    return (*(sorted(map(repr, pairs_of(node))) for node in maps), condition_expr(peer.when), peer.ours)
