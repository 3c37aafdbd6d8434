"""What becomes empty: a struct or map as it is written keeps ``{}``; ``build(...)`` and ``merged(...)`` drop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cdk8s_plus_27 import k8s

from floe_charts import (
    Component,
    Values,
    build,
    choose,
    custom_resource,
    each_of,
    is_set,
    items,
    joined,
    merged,
    only_if,
    value,
)
from floe_charts.testing import differences, render
from tests.support.probe import chart_of, config_map

pytestmark = pytest.mark.usefixtures("unread_values_pass")


class Perhaps(Values):
    flag: bool = value(False, "A switch.")
    text: str = value("", "A text.", example="a")
    unset: str | None = value(None, "A text.", example="a")
    labels: dict[str, str] = value({}, "Labels.", example={"a": "b"})
    hosts: list[str] = value([], "Hosts.", example=["a"])


GIVEN: list[dict[str, Any]] = [
    {},
    {"flag": True},
    {"unset": "Memory"},
    {"flag": True, "text": "10.0.0.0/8", "unset": "x", "labels": {"a": "b"}, "hosts": ["a", "x"]},
]
EmptyDir = k8s.EmptyDirVolumeSource


def volume(source: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def body(self: Any, values: Any) -> None:
        spec = k8s.PodSpec(containers=[], volumes=[k8s.Volume(name="t", empty_dir=source(values))])
        k8s.KubePod(self, "pod", metadata=k8s.ObjectMeta(name="pod"), spec=spec)

    return body


def policy(**rules: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def body(self: Any, values: Any) -> None:
        given = {name: rule(values) for name, rule in rules.items()}
        selector = k8s.LabelSelector(match_labels=values.labels)
        k8s.KubeNetworkPolicy(
            self,
            "policy",
            metadata=k8s.ObjectMeta(name="policy"),
            spec=k8s.NetworkPolicySpec(pod_selector=selector, **given),
        )

    return body


def ingress(self: Any, values: Any) -> None:
    rules = each_of(values.hosts, lambda host: k8s.IngressRule(host=host))
    k8s.KubeIngress(self, "ingress", metadata=k8s.ObjectMeta(name="x"), spec=k8s.IngressSpec(rules=rules))


def to(address: Any) -> k8s.NetworkPolicyEgressRule:
    peer = k8s.NetworkPolicyPeer(ip_block=k8s.IpBlock(cidr=address))
    return k8s.NetworkPolicyEgressRule(to=items(only_if(address != "x", peer)))


def resource(self: Any, values: Any) -> None:
    below = {"flag": only_if(values.flag, "x"), "unset": values.unset, "deeper": {"labels": values.labels}}
    spec = {"below": below, "listed": [{"unset": values.unset}], "labels": values.labels}
    custom_resource(Component(self, "web"), self, "example.org/v1", "Thing", spec=spec)


USES: dict[str, Callable[[Any, Any], Any]] = {
    "a field under a condition": volume(lambda v: EmptyDir(medium=only_if(v.flag, "Memory"))),
    "two fields": volume(
        lambda v: EmptyDir(medium=v.unset, size_limit=only_if(v.flag, k8s.Quantity.from_string("1Gi")))
    ),
    "a struct under a condition": volume(lambda v: only_if(v.flag, EmptyDir(medium=v.unset))),
    "a struct under its field's condition": volume(lambda v: only_if(is_set(v.unset), EmptyDir(medium=v.unset))),
    "one of two": volume(lambda v: choose(v.flag, EmptyDir(medium=v.unset), EmptyDir(medium="x"))),
    "joined": volume(lambda v: joined(EmptyDir(medium=v.unset), choose(v.flag, EmptyDir(size_limit=None), EmptyDir()))),
    "built": volume(lambda v: build(EmptyDir, medium=v.unset)),
    "a named template": lambda self, v: volume(lambda v: self.template("t", EmptyDir(medium=v.unset)))(self, v),
    "an item of a list": policy(
        egress=lambda v: [
            k8s.NetworkPolicyEgressRule(
                to=items(only_if(is_set(v.text), k8s.NetworkPolicyPeer(ip_block=k8s.IpBlock(cidr=v.text))))
            )
        ]
    ),
    "a selector of a list": policy(
        ingress=lambda v: [
            k8s.NetworkPolicyIngressRule(
                from_=[k8s.NetworkPolicyPeer(namespace_selector=k8s.LabelSelector(match_labels=v.labels))]
            )
        ]
    ),
    "an item of a loop": policy(egress=lambda v: each_of(v.hosts, to)),
    "a spec": ingress,
    "plain data": resource,
    "merged": lambda self, v: config_map(self, merged({"a": only_if(v.flag, "b")}, v.labels)),
}


@pytest.mark.parametrize("name", USES)
def test_the_readings_agree(name: str) -> None:
    chart = chart_of(USES[name], Perhaps)
    for values in GIVEN:
        assert differences(chart, values) == [], values


def test_what_is_empty_is_there_where_that_has_a_meaning() -> None:
    """No ``egress`` would deny all where ``[{}]`` allows it, and a selector is required."""
    [policy] = render(chart_of(USES["an item of a list"], Perhaps))
    assert policy["spec"] == {"podSelector": {}, "egress": [{}]}
    [pod] = render(chart_of(USES["a field under a condition"], Perhaps))
    assert pod["spec"]["volumes"] == [{"name": "t", "emptyDir": {}}]
    [pod] = render(chart_of(USES["built"], Perhaps))
    assert pod["spec"]["volumes"] == [{"name": "t"}]
