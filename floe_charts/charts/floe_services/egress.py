"""What user code may call: only the installer knows its catalogs, stores and sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.values import PolicyValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.network import DESCRIPTION, Peer
from floe_charts.constructs.scopes import When
from floe_charts.flow.inside import is_set


class UserCodeEgress(Component):
    """NetworkPolicies with the installer's own rules, one for each kind of pod that runs user code.

    They add to what the wiring gives.
    """

    def __init__(self, scope: Any, id: str, values: PolicyValues, peers: Iterable[Peer]) -> None:
        super().__init__(scope, id)
        wanted = When(When(self, "policies", values.enabled), "egress", is_set(values.user_code_egress))
        for peer in peers:
            spec = k8s.NetworkPolicySpec(
                pod_selector=peer.matching(), policy_types=["Egress"], egress=values.user_code_egress
            )
            why = {DESCRIPTION: f"{peer.name} to what networkPolicies.userCodeEgress lists."}
            metadata = self.metadata(name=f"{self.name}-{peer.name}", annotations=why)
            k8s.KubeNetworkPolicy(wanted, peer.name, metadata=metadata, spec=spec)
