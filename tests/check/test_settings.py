"""What an environment or a chart may tell a rule: exceptions, externals, allowed types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from floe_charts.check import (
    Finding,
    disruption,
    hardening,
    images,
    labels,
    network,
    probes,
    references,
    secrets,
    selectors,
    service_type,
    targets,
)
from tests.check.release import POD, WEB, changed, release, selector, thing

MAIN = f"{POD}.containers[0]"


def said(findings: Iterator[Finding]) -> list[str]:
    return [finding.what for finding in findings]


@pytest.mark.requirement("REQ-609")
@pytest.mark.parametrize(("reason", "expected"), [("serves no port", []), (" ", ["has no readiness probe"])])
def test_a_probe_may_be_left_out_for_a_stated_reason(reason: str, expected: list[str]) -> None:
    objects = changed(WEB, f"{MAIN}.readinessProbe", None)
    assert said(probes.check(objects, exceptions={"web": {"readiness": reason}})) == expected
    assert said(probes.check(objects, exceptions={"db": {"readiness": reason}})) == ["has no readiness probe"]


def test_a_platform_may_assign_the_user() -> None:
    objects = changed(WEB, f"{POD}.securityContext.runAsUser", None)
    assert said(hardening.check(objects, explicit_user=False)) == []
    assert said(hardening.check(objects)) == ["states no non-zero runAsUser"] * 2


@pytest.mark.requirement("REQ-613")
def test_an_environment_may_demand_a_pull_policy() -> None:
    objects = changed(WEB, f"{MAIN}.imagePullPolicy", "Always")
    whats = said(images.check(objects, pull_policy="Always"))
    assert set(whats) == {"imagePullPolicy is None"}
    assert len(whats) == 4  # all containers of the release but the one changed


def test_more_or_fewer_labels_may_be_required() -> None:
    assert said(labels.check(release()[:1], required=["team"])) == ["lack team"]


@pytest.mark.requirement("REQ-614")
def test_what_exists_elsewhere_is_no_missing_reference() -> None:
    objects = changed(WEB, f"{MAIN}.env[0].valueFrom.secretKeyRef.name", "mine")
    assert said(references.check(objects)) == ["Secret mine does not exist"]
    assert said(references.check(objects, external=["Secret/mine"])) == []


def test_a_role_of_the_cluster_is_no_missing_target() -> None:
    objects = changed("RoleBinding/demo-init", "roleRef", {"kind": "ClusterRole", "name": "view"})
    assert said(targets.check(objects)) == ["ClusterRole view does not exist"]
    assert said(targets.check(objects, external=["ClusterRole/view"])) == []


def test_pods_started_at_run_time_count_for_selectors() -> None:
    objects = changed("NetworkPolicy/demo-web", "spec.podSelector.matchLabels", selector("run"))
    assert said(selectors.check(objects)) == ["its selector matches no pod"]
    assert said(selectors.check(objects, external_pods=[{**selector("run"), "run": "1"}])) == []


@pytest.mark.requirement("REQ-604")
def test_an_environment_may_allow_load_balancers() -> None:
    objects = changed("Service/demo-web", "spec.type", "LoadBalancer")
    assert said(service_type.check(objects, allowed=["ClusterIP", "LoadBalancer"])) == []


def test_a_variable_that_only_looks_secret_may_be_allowed() -> None:
    objects = changed(WEB, f"{MAIN}.env[0]", {"name": "SORT_KEY", "value": "id"})
    assert said(secrets.check(objects)) == ["SORT_KEY is in clear"]
    assert said(secrets.check(objects, allowed=["SORT_KEY"])) == []


@pytest.mark.parametrize(("least", "blocked"), [(1, True), (2, False)])
def test_a_budget_counts_what_the_autoscaler_may_shrink_to(least: int, blocked: bool) -> None:
    spec = {"scaleTargetRef": {"kind": "Deployment", "name": "demo-web"}, "minReplicas": least}
    scaler = thing("HorizontalPodAutoscaler", "web", "autoscaling/v2", spec=spec)
    objects = [*changed(WEB, "spec.replicas", None), scaler]
    assert bool(said(disruption.check(objects))) is blocked
    assert said(targets.check(objects)) == []


def test_an_autoscaler_without_its_workload_is_found() -> None:
    spec = {"scaleTargetRef": {"kind": "Deployment", "name": "gone"}}
    scaler = thing("HorizontalPodAutoscaler", "web", "autoscaling/v2", spec=spec)
    assert said(targets.check([scaler])) == ["Deployment gone does not exist"]


@pytest.mark.requirement("REQ-608")
def test_policies_are_optional_and_stay_in_their_namespace() -> None:
    objects = release()
    assert said(network.check([obj for obj in objects if obj["kind"] != "NetworkPolicy"])) == []
    web: dict[str, Any] = next(obj for obj in objects if obj["kind"] == "Deployment")
    for obj in objects:
        obj["metadata"]["namespace"] = "one"
    web["metadata"]["namespace"] = "other"
    assert said(network.check(objects)) == [f"no NetworkPolicy limits its {way}" for way in ("Ingress", "Egress")]
