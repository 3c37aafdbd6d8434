"""Keys stand where people who write manifests put them."""

from __future__ import annotations

import re
from typing import Any

from cdk8s_plus_27 import k8s

from tests.support.probe import template


def keys(text: str) -> list[str]:
    """The keys of the rules, in the order of the lines."""
    return re.findall(r"^\s+(?:- )?(\w+):", text.partition("rules:\n")[2], re.MULTILINE)


def test_the_rule_of_a_role_names_its_groups_before_its_resources() -> None:
    def role(chart: Any, values: Any) -> None:
        meta, rule = k8s.ObjectMeta(name="reader"), {"resources": ["pods"], "verbs": ["get"], "resource_names": ["a"]}
        k8s.KubeRole(chart, "role", metadata=meta, rules=[k8s.PolicyRule(api_groups=[""], **rule)])

    assert keys(template(role)) == ["apiGroups", "resources", "resourceNames", "verbs"]


def test_the_rule_of_an_ingress_names_its_host_first() -> None:
    def ingress(chart: Any, values: Any) -> None:
        service = k8s.IngressServiceBackend(name="web", port=k8s.ServiceBackendPort(number=80))
        path = k8s.HttpIngressPath(path="/", path_type="Prefix", backend=k8s.IngressBackend(service=service))
        rule = k8s.IngressRule(host="a.example.com", http=k8s.HttpIngressRuleValue(paths=[path]))
        k8s.KubeIngress(chart, "web", metadata=k8s.ObjectMeta(name="web"), spec=k8s.IngressSpec(rules=[rule]))

    assert keys(template(ingress))[:2] == ["host", "http"]
