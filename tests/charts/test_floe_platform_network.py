"""floe-platform: the policies of Polaris, and those between the charts."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from floe_charts.template.context import Release
from tests.charts.platform_objects import NAME, PROD, find, render, settings
from tests.support import charts


@pytest.mark.requirement("REQ-608")
def test_policies_open_the_edges_between_the_charts():
    found = render(PROD)
    runs = find("NetworkPolicy", "floe-floe-platform-runs", found)["spec"]
    labels = {"app.kubernetes.io/name": "floe-services", "app.kubernetes.io/instance": "floe"}
    assert runs["podSelector"]["matchLabels"] == {**labels, "dagster/role": "run"}
    dagster = yaml.safe_load(find("ConfigMap", "floe-floe-services-dagster", found)["data"]["dagster.yaml"])
    launched = dagster["run_launcher"]["config"]["run_k8s_config"]["pod_template_spec_metadata"]["labels"]
    assert runs["podSelector"]["matchLabels"].items() <= launched.items()
    assert [rule["ports"][0]["port"] for rule in runs["egress"][1:]] == [8181, 4317, 4318]
    own = find("NetworkPolicy", "floe-floe-platform-polaris", found)["spec"]["egress"]
    assert [rule["ports"][0]["port"] for rule in own] == [53, 5432, 4317]


@pytest.mark.requirement("REQ-608")
def test_what_policies_select_exists():
    """A renamed subchart is still found, by the names its own templates give."""
    values = {
        **PROD,
        "otel-collector": {**PROD["otel-collector"], "nameOverride": "telemetry", "fullnameOverride": "otel"},
    }
    found = render(values)
    selected = find("NetworkPolicy", "floe-floe-platform-collector", found)["spec"]["podSelector"]["matchLabels"]
    pods = find("Deployment", "otel", found)["spec"]["template"]["metadata"]["labels"]
    assert selected.items() <= pods.items()
    assert settings(values)["quarkus.otel.exporter.otlp.endpoint"] == "http://otel:4317"
    assert find("Service", "otel", found)


ON = {"networkPolicies": {"enabled": True}}


def isolated(values):
    """Names of the charts of which a policy selects pods."""
    found = [item["spec"]["podSelector"]["matchLabels"] for item in render(values) if item["kind"] == "NetworkPolicy"]
    return {labels["app.kubernetes.io/name"] for labels in found}


@pytest.mark.requirement("REQ-608")
@pytest.mark.parametrize("key", ["floe-services", "otel-collector"])
def test_a_chart_isolates_its_own_pods_only(key):
    """A parent's policy alone would take a subchart's pods their own edges."""
    assert isolated(ON) == {NAME}
    assert isolated({key: ON}) == {key}


@pytest.mark.requirement("REQ-608")
def test_an_isolated_subchart_gets_its_edges_to_the_platform():
    runs = find("NetworkPolicy", "floe-floe-platform-runs", render({"floe-services": ON}))["spec"]
    assert [rule["ports"][0]["port"] for rule in runs["egress"][1:]] == [8181, 4317, 4318]


@pytest.mark.requirement("REQ-608")
def test_dns_the_api_server_and_more_egress_are_values():
    rule = {"to": [{"ipBlock": {"cidr": "10.0.0.0/8"}}], "ports": [{"port": 9000}]}
    dns = {"peers": [{"ipBlock": {"cidr": "fd00::10/128"}}], "ports": [{"port": 5353, "protocol": "UDP"}]}
    server: dict[str, list[Any]] = {"cidrs": ["10.0.0.1/32", "fd00::1/128"], "ports": [{"port": 16443}]}
    listed = {"enabled": True, "dns": dns, "apiServer": server, "extraEgress": [rule]}
    found = render({"networkPolicies": listed})
    ranges = [{"ipBlock": {"cidr": cidr}} for cidr in server["cidrs"]]
    for secret in ("polaris-root", "polaris-token-key", "polaris-db-auth"):
        hook = find("NetworkPolicy", f"floe-floe-platform-{secret}", found)["spec"]
        assert hook["egress"] == [
            {"to": dns["peers"], "ports": dns["ports"]},
            {"to": ranges, "ports": server["ports"]},
            rule,
        ]
    deny = find("NetworkPolicy", "floe-floe-platform-default-deny", found)["spec"]
    assert deny["egress"] == [rule]
    assert deny["podSelector"]["matchLabels"] == {
        "app.kubernetes.io/name": NAME,
        "app.kubernetes.io/instance": "floe",
    }


@pytest.mark.requirement("REQ-608")
@pytest.mark.parametrize("listed", [{"apiServer": {"cidrs": []}}, {"apiServer": {"ports": []}}, {"externalCidrs": []}])
def test_a_list_that_would_open_everything_is_refused(listed):
    """An empty list in a rule means any."""
    assert charts.generator(NAME).errors({"networkPolicies": listed})


@pytest.mark.requirement("REQ-608")
def test_who_scrapes_is_let_in_to_the_metrics_and_nowhere_else():
    monitoring = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    scraped = {"networkPolicies": {"enabled": True, "scrapers": [monitoring]}}
    found = render({**scraped, "otel-collector": {**scraped, "prometheus": {"enabled": True}}})
    for name, ports in (
        ("floe-floe-platform-polaris", [8182]),
        ("floe-otel-collector-collector", [8888, 8889]),
    ):
        rules = find("NetworkPolicy", name, found)["spec"]["ingress"]
        assert [rule["ports"][0]["port"] for rule in rules if monitoring in rule["from"]] == ports
        clients = [rule for rule in rules if monitoring not in rule["from"]]
        assert not {rule["ports"][0]["port"] for rule in clients} & set(ports)


@pytest.mark.requirement("REQ-601", "REQ-608")
@pytest.mark.parametrize("mode", ["builtin", "external"])
def test_the_database_is_called_where_it_is(mode):
    database = {"mode": mode, "host": "pg.example", "secret": {"existingSecret": "db"}}
    found = render({**ON, "polaris": {"database": database}})
    policy = find("NetworkPolicy", "floe-floe-platform-polaris", found)
    [calls] = [rule["to"] for rule in policy["spec"]["egress"] if rule["ports"][0]["port"] == 5432]
    assert list(calls[0]) == ["podSelector" if mode == "builtin" else "ipBlock"]
    described = policy["metadata"]["annotations"]["kubernetes.io/description"]
    assert "polaris to polaris-db, or outside if external: catalog." in described.splitlines()


@pytest.mark.parametrize("release", ["2024.a", "team.floe", "7", "a.b." + "c" * 45])
def test_a_release_name_with_dots_or_digits_gives_names_a_service_may_have(release):
    found = charts.in_process(NAME).render({}, release=release).objects
    names = [item["metadata"]["name"] for item in found]
    assert all(name[0].isalpha() and "." not in name and len(name) <= 63 for name in names), names
    evaluated = charts.model(NAME).evaluate({}, Release(name=release))
    assert sorted(item["metadata"]["name"] for item in evaluated) == sorted(names)
    assert {item["metadata"]["labels"]["app.kubernetes.io/instance"] for item in found} == {release}
