"""Kubernetes' structs in flow: fields of two, and quantities, which jsii holds in classes of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cdk8s_plus_27 import k8s

from floe_charts import Values, choose, entries, joined, only_if, value
from floe_charts.testing import differences
from floe_charts.testing.readings import model_of
from tests.support.probe import chart_of

CONTAINERS = [k8s.Container(name="main", image="busybox")]


class Sized(Values):
    named: bool = value(True, "Probe a port by its name.")
    sizes: dict[str, str] = value({"cpu": "1"}, "Limits.")


def pod(spec: Callable[[Any], k8s.PodSpec]) -> Any:
    def build(self: Any, values: Any) -> None:
        k8s.KubePod(self, "pod", metadata=k8s.ObjectMeta(name="pod"), spec=spec(values))

    return chart_of(build, Sized)


def limited(limits: Any) -> k8s.PodSpec:
    resources = k8s.ResourceRequirements(limits=limits)
    return k8s.PodSpec(containers=[k8s.Container(name="main", image="busybox", resources=resources)])


def probed(port: Any) -> k8s.PodSpec:
    probe = k8s.Probe(tcp_socket=k8s.TcpSocketAction(port=port))
    return k8s.PodSpec(containers=[k8s.Container(name="main", image="busybox", liveness_probe=probe)])


UNIONS: dict[str, Callable[[Any], k8s.PodSpec]] = {
    "entries": lambda v: limited(entries(v.sizes, lambda key, size: k8s.Quantity.from_string(size))),
    "only_if": lambda v: limited({"cpu": only_if(v.named, k8s.Quantity.from_string("1")), **_memory()}),
    "choose": lambda v: probed(choose(v.named, k8s.IntOrString.from_string("http"), k8s.IntOrString.from_number(80))),
}


def _memory() -> dict[str, k8s.Quantity]:
    return {"memory": k8s.Quantity.from_string("1Gi")}


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("spec", UNIONS.values(), ids=UNIONS)
def test_quantities_and_ports_go_through_flow(spec: Callable[[Any], k8s.PodSpec]) -> None:
    chart = pod(spec)
    assert differences(chart, {}) == []
    if spec is not UNIONS["only_if"]:  # cdk8s itself takes no None among quantities
        assert differences(chart, {"named": False, "sizes": {"memory": "1Gi"}}) == []


def test_a_field_of_two_joined_structs_is_refused() -> None:
    def spec(values: Any) -> k8s.PodSpec:
        named, other = k8s.PodSpec(containers=CONTAINERS, hostname="a"), k8s.PodSpec(containers=CONTAINERS)
        return joined(k8s.PodSpec(containers=CONTAINERS), choose(values.named, named, other))

    with pytest.raises(ValueError, match="two of the structs state containers; leave it to one of them"):
        model_of(pod(spec))
    with pytest.raises(ValueError, match="two of the structs state containers"):
        joined(k8s.PodSpec(containers=CONTAINERS), k8s.PodSpec(containers=CONTAINERS))
