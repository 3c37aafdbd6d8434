"""floe-services: who may talk to whom."""

from __future__ import annotations

import json
from itertools import product

import pytest

from tests.charts.services import (
    CODE,
    DATABASE,
    EVERYTHING,
    EXTERNAL,
    WEB,
    Object,
    findings,
    of,
    pods,
    render,
    settings,
)


def allowed(objects: list[Object]) -> set[tuple[str, str, int]]:
    """Every (from, to, port) among the chart's pods that the policies let through at both ends."""
    labels = {name: pod["metadata"]["labels"] for name, pod in pods(objects).items()}
    run = settings(objects)["run_launcher"]["config"]["run_k8s_config"]["pod_template_spec_metadata"]
    for name in ("run", "step"):  # as dagster_k8s labels what its launcher and its k8s_job_executor make
        labels[name] = {**run["labels"], "app.kubernetes.io/component": f"{name}_worker"}
    ends = product(labels, labels, (DATABASE, CODE, WEB))
    return {
        (source, target, port)
        for source, target, port in ends
        if source != target
        and lets(objects, "egress", "to", labels[source], labels[target], port)
        and lets(objects, "ingress", "from", labels[target], labels[source], port)
    }


def lets(objects: list[Object], way: str, end: str, pod: Object, other: Object, port: int) -> bool:
    rules = [rule for policy in policies_of(objects, pod) for rule in policy["spec"].get(way) or ()]
    return any(
        port in {item["port"] for item in rule["ports"]}
        and any(covers(peer.get("podSelector"), other) for peer in rule[end])
        for rule in rules
    )


def policies_of(objects: list[Object], pod: Object) -> list[Object]:
    found = [policy for policy in of(objects, "NetworkPolicy").values() if covers(policy["spec"]["podSelector"], pod)]
    assert found, f"no policy holds for {pod}"
    return found


def covers(selector: Object | None, labels: Object) -> bool:
    return selector is not None and (selector.get("matchLabels") or {}).items() <= labels.items()


@pytest.mark.requirement("REQ-608")
def test_policies_open_the_edges_of_the_connection_matrix_and_no_other() -> None:
    assert allowed(render(**EVERYTHING)) == {
        ("webserver", "postgresql", DATABASE),
        ("webserver", "code-sales", CODE),
        ("daemon", "postgresql", DATABASE),
        ("daemon", "code-sales", CODE),
        ("code-sales", "postgresql", DATABASE),
        ("run", "postgresql", DATABASE),
        ("step", "postgresql", DATABASE),
        ("migration", "postgresql", DATABASE),
        ("postgresql-test", "postgresql", DATABASE),
        ("webserver-test", "webserver", WEB),
    }


@pytest.mark.requirement("REQ-608")
def test_only_those_with_rights_reach_the_api_server_and_all_reach_dns() -> None:
    objects = render(**{**EVERYTHING, "networkPolicies": {"enabled": True, "apiServer": {"cidrs": ["10.9.0.0/16"]}}})
    policies = of(objects, "NetworkPolicy")
    everything_denied = policies.pop("default-deny")["spec"]
    assert everything_denied["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in everything_denied
    assert "egress" not in everything_denied
    api = {name for name, policy in policies.items() if "10.9.0.0/16" in json.dumps(policy["spec"])}
    assert api == {"webserver", "daemon", "postgresql-auth"}
    for name, policy in policies.items():
        ports = {(item["protocol"], item["port"]) for rule in policy["spec"]["egress"] for item in rule["ports"]}
        assert {("UDP", 53), ("TCP", 53)} <= ports, name
        assert policy["metadata"]["annotations"]["kubernetes.io/description"]


@pytest.mark.requirement("REQ-608", "REQ-614")
def test_the_hook_that_makes_a_secret_has_its_policy_before_it_runs() -> None:
    """In an upgrade that turns to a generated Secret, default-deny of the last release already selects its pod."""
    objects = render(**EVERYTHING)
    policy, job = (of(objects, kind)["postgresql-auth"]["metadata"]["annotations"] for kind in ("NetworkPolicy", "Job"))
    assert policy["helm.sh/hook"] == job["helm.sh/hook"] == "pre-install,pre-upgrade"
    assert int(policy["helm.sh/hook-weight"]) < int(job["helm.sh/hook-weight"])
    assert set(policy["helm.sh/hook-delete-policy"].split(",")) == {"before-hook-creation", "hook-succeeded"}
    others = [item for name, item in of(objects, "NetworkPolicy").items() if name != "postgresql-auth"]
    assert not [item for item in others if "helm.sh/hook" in item["metadata"]["annotations"]]
    assert findings(objects, "hooks") == []


@pytest.mark.requirement("REQ-608")
def test_an_external_database_is_a_list_of_address_ranges() -> None:
    values = {
        **EVERYTHING,
        "postgresql": EXTERNAL,
        "networkPolicies": {"enabled": True, "externalCidrs": ["10.8.0.0/16", "fd08::/16"]},
    }
    policies = of(render(**values), "NetworkPolicy")
    ranges = json.dumps([{"ipBlock": {"cidr": cidr}} for cidr in ("10.8.0.0/16", "fd08::/16")])
    callers = {name for name, policy in policies.items() if ranges in json.dumps(policy["spec"])}
    assert callers == {"webserver", "daemon", "code-locations", "runs", "migration", "postgresql-test"}
    assert "postgresql" not in policies


@pytest.mark.requirement("REQ-608")
def test_user_code_reaches_what_the_installer_lists() -> None:
    rule = {"to": [{"ipBlock": {"cidr": "10.7.0.0/16"}}], "ports": [{"port": 8181, "protocol": "TCP"}]}
    values = {**EVERYTHING, "networkPolicies": {"enabled": True, "userCodeEgress": [rule]}}
    policies = of(render(**values), "NetworkPolicy")
    assert {name for name, policy in policies.items() if rule in policy["spec"].get("egress", ())} == {
        "user-code-runs",
        "user-code-code-locations",
    }
    assert not of(render(**{**values, "networkPolicies": {"userCodeEgress": [rule]}}), "NetworkPolicy")


@pytest.mark.requirement("REQ-608", "REQ-614")
def test_the_first_install_lets_the_hook_call_what_every_pod_may() -> None:
    """Default-deny, which opens it for the others, is no hook: it does not exist yet when the Secret is made."""
    rule = {"ports": [{"port": 6443, "protocol": "TCP"}]}
    values = {**EVERYTHING, "networkPolicies": {"enabled": True, "extraEgress": [rule]}}
    policies = of(render(**values), "NetworkPolicy")
    assert {name for name, policy in policies.items() if rule in policy["spec"].get("egress", ())} == {
        "default-deny",
        "postgresql-auth",
    }
