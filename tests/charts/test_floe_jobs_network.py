"""floe-jobs: whom jobs may call, what they mount, and who they are."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.charts.floe_jobs.presets import EXAMPLES
from tests.charts.jobs import NAME, Object, container_of, job, one, pod_of, refusal, render, spec_of
from tests.support import charts


@pytest.mark.requirement("REQ-614")
def test_a_secret_is_mounted_as_files_only_its_group_reads() -> None:
    secret = {"name": "sources", "files": {"secrets.toml": ".dlt/secrets.toml"}}
    found = one("Job", {"load": job(secret=secret)})
    items = [{"key": "secrets.toml", "path": ".dlt/secrets.toml"}]
    volume = {"secretName": "sources", "defaultMode": 0o440, "items": items}
    assert {"name": "secret", "secret": volume} in pod_of(found)["volumes"]
    mount = {"name": "secret", "mountPath": "/etc/floe/job", "readOnly": True}
    assert mount in container_of(found)["volumeMounts"]
    assert ".." in refusal({"load": job(secret={"name": "s", "files": {"k": "../k"}})})


@pytest.mark.requirement("REQ-606")
def test_jobs_get_no_token() -> None:
    found = render({"load": job()})
    account = next(item for item in found if item["kind"] == "ServiceAccount")
    assert account["automountServiceAccountToken"] is False
    assert pod_of(next(item for item in found if item["kind"] == "Job"))["automountServiceAccountToken"] is False


@pytest.mark.requirement("REQ-608")
def test_policies_let_jobs_call_what_is_listed_and_nothing_else() -> None:
    calls = {
        "enabled": True,
        "services": {"polaris": {"namespace": "lakehouse", "podLabels": {"app": "polaris"}, "port": 8181}},
        "external": {"warehouse": {"cidrs": ["10.20.0.0/16", "fd20::/64"], "port": 5432}, "https": None},
    }
    found = {item["metadata"]["name"]: item for item in render({}, networkPolicies=calls)}
    spec = found["release-floe-jobs-jobs"]["spec"]
    dns, polaris, warehouse = spec["egress"]
    assert [port["port"] for port in dns["ports"]] == [53, 53, 5353, 5353]
    assert polaris["to"][0] == {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "lakehouse"}},
        "podSelector": {"matchLabels": {"app": "polaris"}},
    }
    assert warehouse == {
        "to": [{"ipBlock": {"cidr": "10.20.0.0/16"}}, {"ipBlock": {"cidr": "fd20::/64"}}],
        "ports": [{"port": 5432, "protocol": "TCP"}],
    }
    assert "ingress" not in spec
    assert "Ingress" in spec["policyTypes"]


def test_jobs_call_by_either_family_of_addresses_and_never_by_an_empty_list() -> None:
    """An empty list in a rule means any address and any pod."""
    found = {item["metadata"]["name"]: item for item in render({}, networkPolicies={"enabled": True})}
    rule = found["release-floe-jobs-jobs"]["spec"]["egress"][-1]
    assert rule["to"] == [{"ipBlock": {"cidr": cidr}} for cidr in ("0.0.0.0/0", "::/0")]
    nowhere = {"external": {"https": {"cidrs": [], "port": 443}}}
    assert charts.generator(NAME).errors({"networkPolicies": nowhere})


def test_the_policy_selects_the_pods_of_every_job() -> None:
    found = render(EXAMPLES, networkPolicies={"enabled": True})
    policy = next(item for item in found if item["metadata"]["name"] == "release-floe-jobs-jobs")
    wanted = policy["spec"]["podSelector"]["matchLabels"].items()
    jobs = [item for item in found if item["kind"] in ("Job", "CronJob")]
    assert len(jobs) == len(EXAMPLES)
    assert all(wanted <= spec_of(item)["template"]["metadata"]["labels"].items() for item in jobs)


def test_a_job_may_run_as_an_account_of_its_own_or_of_its_type() -> None:
    def account(job_fields: Object, **values: Any) -> Any:
        return pod_of(one("Job", {"load": job(**job_fields)}, **values))["serviceAccountName"]

    assert account({}) == "release-floe-jobs"
    assert account({"serviceAccountName": "loader"}) == "loader"
    assert account({}, presets={"custom": {"serviceAccountName": "custom"}}) == "custom"
    assert account({"serviceAccountName": "loader"}, defaults={"serviceAccountName": "all"}) == "loader"
