"""Values of NetworkPolicies: what every chart asks, and what charts ask that call the Kubernetes API."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.values.constraint import Cidr
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Values, value

#: The namespace label Kubernetes itself sets.
NAMESPACE_NAME = "kubernetes.io/metadata.name"
SOME = {"minItems": 1}
#: Every address; a cluster has pods of either family, or of both.
ANYWHERE = ["0.0.0.0/0", "::/0"]


def external_ranges(what: str) -> Any:
    """The value for address ranges that pods call."""
    return value(ANYWHERE, f"Address ranges, IPv4 or IPv6, where {what}.", schema=SOME, example=["10.20.0.0/16"])


def who_scrapes() -> Any:
    """The value for those who may read metrics and do nothing else."""
    return value(
        [],
        "Who may scrape the metrics and call nothing else, beside the pods of the release's namespace.",
        example=[_namespace("monitoring")],
    )


def _namespace(name: str) -> dict[str, object]:
    return {"namespaceSelector": {"matchLabels": {NAMESPACE_NAME: name}}}


class DnsValues(Values):
    """Where DNS answers: in kube-system or on the node (NodeLocal DNSCache), and on OpenShift at 5353."""

    peers: Kubernetes[list[k8s.NetworkPolicyPeer]] = value(
        [_namespace("kube-system"), _namespace("openshift-dns"), {"ipBlock": {"cidr": "169.254.20.10/32"}}],
        "Where DNS answers: kube-system, OpenShift's namespace, the address of NodeLocal DNSCache.",
        schema=SOME,
    )
    ports: Kubernetes[list[k8s.NetworkPolicyPort]] = value(
        [{"port": port, "protocol": protocol} for port in (53, 5353) for protocol in ("UDP", "TCP")],
        "Ports of the DNS pods; OpenShift's listen on 5353.",
        schema=SOME,
    )


class ApiServerValues(Values):
    """Where the Kubernetes API server answers; it is no pod, so it needs address ranges."""

    cidrs: list[Cidr] = value(ANYWHERE, "Address ranges, IPv4 or IPv6.", schema=SOME, example=["10.0.0.1/32"])
    ports: Kubernetes[list[k8s.NetworkPolicyPort]] = value(
        [{"port": port, "protocol": "TCP"} for port in (443, 6443)],
        "The port of the Service, and the one behind it: policies see traffic after its translation.",
        schema=SOME,
    )


class IsolationValues(Values):
    """NetworkPolicies: everything is denied but the edges the chart declares."""

    enabled: bool = value(False, "Create the policies; the cluster's network plugin must enforce them.")
    dns: DnsValues = value(DnsValues(), "Where DNS answers.")
    extra_egress: Kubernetes[list[k8s.NetworkPolicyEgressRule]] = value(
        [],
        "What all pods of the chart may call beside that.",
        example=[{"to": [{"ipBlock": {"cidr": "10.0.0.0/8"}}], "ports": [{"port": 443}]}],
    )


class NetworkValues(IsolationValues):
    """The same for a chart with clients, external services and pods that call the Kubernetes API."""

    api_server: ApiServerValues = value(ApiServerValues(), "Where the Kubernetes API server answers.")
    external_cidrs: list[Cidr] = external_ranges("external services (databases, object stores) answer")
    clients: Kubernetes[list[k8s.NetworkPolicyPeer]] = value(
        [], "Who may call the chart's public ports, beside the pods of the release's namespace."
    )
