"""floe-services: where images come from, and which pods a change rolls."""

from __future__ import annotations

import json

import pytest

from tests.charts.services import EVERYTHING, HR, SALES, Object, containers, of, pods, render, settings


@pytest.mark.requirement("REQ-615")
def test_one_registry_reaches_every_image() -> None:
    values = {**EVERYTHING, "global": {"imageRegistry": "registry.example.com/mirror"}}
    objects = render(**values)
    images = {container["image"] for pod in pods(objects).values() for container in containers(pod)}
    assert len(images) == 4
    assert all(image.startswith("registry.example.com/mirror/") for image in images)
    assert "docker.io" not in json.dumps(objects)


@pytest.mark.requirement("REQ-613", "REQ-619")
def test_pull_secrets_reach_every_pod_account_and_run() -> None:
    objects = render(**EVERYTHING, **{"global": {"imagePullSecrets": ["regcred"]}})
    for name, pod in pods(objects).items():
        assert pod["spec"]["imagePullSecrets"] == [{"name": "regcred"}], name
    accounts = of(objects, "ServiceAccount")
    assert len(accounts) == 3
    assert all(account["imagePullSecrets"] == [{"name": "regcred"}] for account in accounts.values())
    assert settings(objects)["run_launcher"]["config"]["image_pull_secrets"] == [{"name": "regcred"}]


@pytest.mark.requirement("REQ-624")
@pytest.mark.parametrize(
    ("change", "rolled"),
    [
        ({"daemon": {"maxConcurrentRuns": 3}}, {"webserver", "daemon", "code-sales"}),
        ({"codeLocations": {"sales": SALES, "hr": HR}}, {"webserver", "daemon"}),
        ({"postgresql": {"storage": {"size": "99Gi"}}}, set()),
        ({"webserver": {"replicas": 4}}, set()),
    ],
    ids=["dagster.yaml", "workspace.yaml", "storage", "replicas"],
)
def test_a_change_rolls_exactly_the_pods_that_read_it(change: Object, rolled: set[str]) -> None:
    before, after = pods(render(**EVERYTHING)), pods(render(**{**EVERYTHING, **change}))
    assert {name for name in before if before[name] != after[name]} == rolled
