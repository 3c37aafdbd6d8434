"""Rules between addresses and between ports."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.kubernetes import relation_errors
from tests.kubernetes.pods import found

HTTP = {"containerPort": 80, "hostPort": 80}


def policy(*, port: Any = None, block: Any = None, api: str = "networking.k8s.io/v1") -> Any:
    """A NetworkPolicy with one rule each way."""
    rules = {"ports": [port] if port else [], "to": [{"ipBlock": block}] if block else []}
    spec = {"podSelector": {}, "ingress": [{"from": rules["to"]}], "egress": [rules]}
    return {"apiVersion": api, "kind": "NetworkPolicy", "metadata": {"name": "web"}, "spec": spec}


def of_block(cidr: str, *excepted: str) -> list[str]:
    lines = relation_errors(policy(block={"cidr": cidr, "except": list(excepted)}))
    place = "spec.egress[0].to[0].ipBlock."
    egress = [line.removeprefix(place) for line in lines if line.startswith(place)]
    assert [f"spec.ingress[0].from[0].ipBlock.{line}" for line in egress] == lines[: len(egress)]
    return egress


@pytest.mark.parametrize("last", [80, 81])
def test_a_range_of_ports(last: int) -> None:
    assert relation_errors(policy(port={"port": 80, "endPort": last})) == []


def test_a_range_of_ports_that_ends_before_it_begins() -> None:
    lines = relation_errors(policy(port={"port": 80, "endPort": 79}))
    assert lines == ["spec.egress[0].ports[0].endPort: 79 is below the port 80"]


@pytest.mark.parametrize(
    "block", [("10.0.0.0/8",), ("10.0.0.0/8", "10.1.0.0/16", "10.0.0.0/9"), ("FD00::/8", "fd00::/64"), ("::/0",)]
)
def test_good_blocks(block: tuple[str, ...]) -> None:
    assert of_block(*block) == []


@pytest.mark.parametrize(
    ("block", "error"),
    [
        (("10.0.0.1/8",), "cidr: 10.0.0.1/8 has bits set beyond its prefix; write 10.0.0.0/8"),
        (("fd00::1/64",), "cidr: fd00::1/64 has bits set beyond its prefix; write fd00::/64"),
        (
            ("10.0.0.0/8", "10.1.0.1/16"),
            "except[0]: 10.1.0.1/16 has bits set beyond its prefix; write 10.1.0.0/16",
        ),
        (("::ffff:0:0/96",), "cidr: ::ffff:0:0/96 is an IPv4-mapped IPv6 range; write it as IPv4"),
        (("10.0.0.0/8", "10.0.0.0/8"), "except[0]: 10.0.0.0/8 is no smaller part of 10.0.0.0/8"),
        (("10.0.0.0/8", "0.0.0.0/0"), "except[0]: 0.0.0.0/0 is no smaller part of 10.0.0.0/8"),
        (("10.0.0.0/8", "11.0.0.0/16"), "except[0]: 11.0.0.0/16 is no smaller part of 10.0.0.0/8"),
        (("0.0.0.0/0", "::/64"), "except[0]: ::/64 is no smaller part of 0.0.0.0/0"),
    ],
)
def test_bad_blocks(block: tuple[str, ...], error: str) -> None:
    assert of_block(*block) == [error]


def test_a_policy_of_another_group_is_not_ours_to_judge() -> None:
    calico = policy(block={"nets": ["10.0.0.1/8"]}, api="projectcalico.org/v3")
    assert relation_errors(calico) == []


@pytest.mark.parametrize(("cidr", "count"), [("10.0.0.0/8", 0), ("10.0.0.1/8", 1)])
def test_the_sources_of_a_service(cidr: str, count: int) -> None:
    spec = {"type": "LoadBalancer", "ports": [{"port": 80}], "loadBalancerSourceRanges": [cidr]}
    lines = relation_errors({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": spec})
    assert (
        lines
        == ["spec.loadBalancerSourceRanges[0]: 10.0.0.1/8 has bits set beyond its prefix; write 10.0.0.0/8"][:count]
    )


@pytest.mark.parametrize(
    "other", [{"hostPort": 81}, {"hostPort": 80, "protocol": "UDP"}, {"hostPort": 80, "hostIP": "127.0.0.1"}, {}]
)
def test_ports_of_the_node_that_differ(other: Any) -> None:
    assert found({"ports": [HTTP, {"containerPort": 81, **other}]}) == []


def test_a_port_of_the_node_taken_twice() -> None:
    lines = found({"ports": [HTTP, {"containerPort": 81, "hostPort": 80}]})
    assert lines == ["ports[1].hostPort: 80 is taken by spec.containers[0].ports[0]"]


def test_in_the_network_of_the_node_each_port_is_the_nodes() -> None:
    two = [{"name": name, "image": name, "ports": [{"containerPort": 80}]} for name in ("web", "proxy")]
    lines = found({}, hostNetwork=True, containers=two)
    assert lines == ["spec.containers[1].ports[0].hostPort: 80 is taken by spec.containers[0].ports[0]"]
    assert found({}, containers=two) == []


def test_in_the_network_of_the_node_ports_keep_their_number() -> None:
    port = {"containerPort": 80, "hostPort": 8080}
    assert found({"ports": [port]}) == []
    lines = found({"ports": [port]}, hostNetwork=True)
    assert lines == ["ports[0].hostPort: 8080 must be the containerPort 80, as hostNetwork is true"]
