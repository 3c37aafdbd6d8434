"""What the API server checks between addresses, and between ports, of one object."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_interface
from typing import Any

from floe_charts.kubernetes.reading import Node, at, entries


def policy_errors(policy: Node) -> Iterator[str]:
    """Of a NetworkPolicy."""
    for direction, peers in (("ingress", "from"), ("egress", "to")):
        for rule_at, rule in entries(at(policy, "spec"), direction, "spec"):
            for where, port in entries(rule, "ports", rule_at):
                yield from _port_range(port, where)
            for where, peer in entries(rule, peers, rule_at):
                yield from _ip_block(at(peer, "ipBlock"), f"{where}.ipBlock")


def _port_range(port: Node, where: str) -> Iterator[str]:
    first, last = port.get("port"), port.get("endPort")
    if isinstance(first, int) and isinstance(last, int) and last < first:
        yield f"{where}.endPort: {last} is below the port {first}"


def _ip_block(block: Node, where: str) -> Iterator[str]:
    if not block:
        return
    yield from network_errors(block["cidr"], f"{where}.cidr")
    outer = ip_interface(block["cidr"]).network
    for place, cidr in entries(block, "except", where):
        yield from network_errors(cidr, place)
        inner = ip_interface(cidr).network
        if inner.prefixlen <= outer.prefixlen or inner.network_address not in outer:
            yield f"{place}: {cidr} is no smaller part of {block['cidr']}"


def network_errors(cidr: str, where: str) -> Iterator[str]:
    """Of a range of addresses, read as strictly as Kubernetes 1.37 does; an older server lets these pass."""
    interface = ip_interface(cidr)
    if interface.ip != interface.network.network_address:
        yield f"{where}: {cidr} has bits set beyond its prefix; write {interface.network}"
    if interface.version == 6 and interface.ip.ipv4_mapped:
        yield f"{where}: {cidr} is an IPv4-mapped IPv6 range; write it as IPv4"


def service_errors(service: Node) -> Iterator[str]:
    """Of a Service."""
    for where, cidr in entries(at(service, "spec"), "loadBalancerSourceRanges", "spec"):
        yield from network_errors(cidr, where)


def host_port_errors(pod: Node, path: str) -> Iterator[str]:
    """Of a pod whose containers listen on the node: no two of them on one port."""
    taken: dict[tuple[Any, ...], str] = {}
    on_node = pod.get("hostNetwork")
    for container_at, container in entries(pod, "containers", path):
        for where, port in entries(container, "ports", container_at):
            inner, outer = port.get("containerPort"), port.get("hostPort")
            if on_node and outer and outer != inner:
                yield f"{where}.hostPort: {outer} must be the containerPort {inner}, as hostNetwork is true"
            number = outer or (inner if on_node else None)
            key = (number, port.get("protocol", "TCP"), port.get("hostIP"))
            if number and taken.setdefault(key, where) != where:
                yield f"{where}.hostPort: {number} is taken by {taken[key]}"
