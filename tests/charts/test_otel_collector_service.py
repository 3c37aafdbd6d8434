"""otel-collector: its pods, Services, policies, account and notes."""

from __future__ import annotations

import pytest

from tests.charts.collector import (
    ALL,
    METRICS,
    NAME,
    container,
    objects,
    one,
    ports,
    refused,
)
from tests.support import charts


@pytest.mark.requirement("REQ-604", "REQ-626")
def test_the_service_has_a_port_for_each_thing_that_listens():
    scraped = {"prometheus": {"enabled": True}}
    assert ports(scraped) == [("otlp-grpc", 4317, "grpc"), ("otlp-http", 4318, "http")]
    assert ports(scraped, METRICS) == [("metrics", 8888, "http"), ("prometheus", 8889, "http")]
    assert ports({}, METRICS) == [("metrics", 8888, "http")]
    assert ports({"receivers": {"otlp": {"grpc": {"enabled": False}}}}) == [("otlp-http", 4318, "http")]


@pytest.mark.requirement("REQ-604")
def test_a_load_balancer_publishes_no_metrics():
    ranges = ["203.0.113.0/24"]
    values = {
        "global": {"environment": "staging"},
        "collector": {"service": {"type": "LoadBalancer", "loadBalancerSourceRanges": ranges}},
    }
    published = one("Service", values)["spec"]
    assert (published["type"], published["loadBalancerSourceRanges"]) == ("LoadBalancer", ranges)
    assert one("Service", values, METRICS)["spec"]["type"] == "ClusterIP"
    inside = {"collector": {"service": {"loadBalancerSourceRanges": ranges}}}
    assert "loadBalancerSourceRanges" not in one("Service", inside)["spec"]


def test_the_notes_name_the_service_of_the_metrics():
    notes = charts.in_process(NAME).render({}, release="demo").notes
    assert "http://demo-otel-collector-metrics.default.svc:8888/metrics" in notes
    assert "8889" not in notes


@pytest.mark.requirement("REQ-600", "REQ-609")
def test_prod_runs_several_healthy_pods():
    prod = charts.environments(NAME)["prod"]
    spec = one("Deployment", prod)["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    assert one("PodDisruptionBudget", prod)["spec"]["maxUnavailable"] == 1
    probes = [container(prod)[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")]
    assert probes == [{"path": "/", "port": "health"}] * 3
    assert refused({**prod, "collector": {"replicas": 1}})


@pytest.mark.requirement("REQ-608")
def test_policies_open_the_ports_in_use():
    values = {"networkPolicies": {"enabled": True}, "exporters": ALL, "prometheus": {"enabled": True}}
    spec = one("NetworkPolicy", values, "release-otel-collector-collector")["spec"]
    assert [rule["ports"][0]["port"] for rule in spec["ingress"]] == [4317, 4318, 8888, 8889, 4318]
    assert [port["port"] for port in spec["egress"][1]["ports"]] == [443, 4317, 443, 4317, 3100, 9009]
    alone = one("NetworkPolicy", {"networkPolicies": {"enabled": True}}, "release-otel-collector-collector")["spec"]
    assert [rule["ports"][0]["port"] for rule in alone["egress"]] == [53]


def test_an_autoscaler_counts_the_collectors():
    for values in ({"autoscaled": True}, {"autoscaled": True, "replicas": 3}):
        assert "replicas" not in one("Deployment", {"collector": values})["spec"]
        budget = one("PodDisruptionBudget", {"collector": values})["spec"]
        assert (budget.get("minAvailable"), budget["maxUnavailable"]) == (None, 1)


def test_an_extra_port_is_opened_everywhere():
    values = {
        "collector": {"extraPorts": {"9411": {}, "514": {"protocol": "UDP"}, "4317": {}}},
        "networkPolicies": {"enabled": True},
    }
    extra = {("port-514", 514, "UDP"), ("port-9411", 9411, "TCP")}
    opened = {(port["name"], port["containerPort"], port.get("protocol")) for port in container(values)["ports"]}
    assert extra <= opened
    assert "port-4317" not in {name for name, _, _ in opened}
    served = {(port["name"], port["port"], port["protocol"]) for port in one("Service", values)["spec"]["ports"]}
    assert served - extra == {("otlp-grpc", 4317, "TCP"), ("otlp-http", 4318, "TCP")}
    assert extra <= served
    policy = one("NetworkPolicy", values, "release-otel-collector-collector")["spec"]
    allowed = {(port["port"], port["protocol"]) for rule in policy["ingress"] for port in rule["ports"]}
    assert {(514, "UDP"), (9411, "TCP")} <= allowed
    off = {"receivers": {"otlp": {"grpc": {"enabled": False}}}, "collector": {"extraPorts": {"4317": {}}}}
    assert "port-4317" in {port["name"] for port in container(off)["ports"]}
    assert refused({"collector": {"extraPorts": {"13133": {}}}})


@pytest.mark.requirement("REQ-606")
def test_only_an_account_with_a_role_gets_a_token():
    def mounted(values):
        return one("Deployment", values)["spec"]["template"]["spec"]["automountServiceAccountToken"]

    assert mounted({}) is False
    bound = {"serviceAccount": {"role": "read-pods"}, "networkPolicies": {"enabled": True}}
    assert mounted(bound) is True
    binding = one("RoleBinding", bound, "release-otel-collector-read-pods")
    assert binding["roleRef"]["name"] == "read-pods"
    assert [subject["name"] for subject in binding["subjects"]] == ["release-otel-collector"]
    assert not any(kind == "RoleBinding" for kind, _ in objects({}))
    egress = one("NetworkPolicy", bound, "release-otel-collector-collector")["spec"]["egress"]
    assert 6443 in {port["port"] for rule in egress for port in rule["ports"]}


def test_the_notes_say_that_a_load_balancer_takes_plain_text():
    published = {"global": {"environment": "staging"}, "collector": {"service": {"type": "LoadBalancer"}}}
    assert "plain text" in charts.in_process(NAME).render(published).notes
    assert "plain text" not in charts.in_process(NAME).render({}).notes


@pytest.mark.requirement("REQ-608")
@pytest.mark.parametrize(
    ("kind", "clients", "closed"),
    [
        ("LoadBalancer", [], True),
        ("ClusterIP", [], False),
        ("LoadBalancer", [{"ipBlock": {"cidr": "10.0.0.0/8"}}], False),
    ],
)
def test_the_notes_say_that_policies_keep_everybody_out(kind, clients, closed):
    values = {
        "global": {"environment": "staging"},
        "collector": {"service": {"type": kind}},
        "networkPolicies": {"enabled": True, "clients": clients},
    }
    assert ("clients is empty" in charts.in_process(NAME).render(values).notes) is closed
