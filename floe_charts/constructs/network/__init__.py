"""Wiring: the edges between a chart's pods, and the NetworkPolicies that open them."""

from floe_charts.constructs.network.edges import Edge, Peer
from floe_charts.constructs.network.network import Network
from floe_charts.constructs.network.policies import DESCRIPTION

__all__ = ["DESCRIPTION", "Edge", "Network", "Peer"]
