"""Servers behind an Ingress serve on while a pod of theirs stops, and within its grace period."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.constructs.pod.drain import STEPS
from tests.support import charts

SERVERS = [("floe-services", "webserver"), ("floe-platform", "polaris")]


@pytest.mark.parametrize(("name", "server"), SERVERS)
def test_a_stopping_pod_sleeps_before_it_stops(name: str, server: str) -> None:
    found = charts.in_process(name).render({server: {"drainSeconds": 7}}).objects
    [pod] = [
        item["spec"]["template"]["spec"]
        for item in found
        if item["kind"] == "Deployment" and item["metadata"]["name"] == f"release-{name}-{server}"
    ]
    assert pod["containers"][0]["lifecycle"] == {"preStop": {"exec": {"command": ["sleep", "7"]}}}


@pytest.mark.parametrize(("name", "server"), SERVERS)
@pytest.mark.parametrize(("seconds", "grace"), STEPS.items())
def test_the_grace_period_outlasts_the_drain(name: str, server: str, seconds: int, grace: int) -> None:
    """The kubelet counts preStop as part of it."""

    def errors(grace: int) -> list[Any]:
        values: dict[str, Any] = {"drainSeconds": seconds, "pod": {"terminationGracePeriodSeconds": grace}}
        return charts.generator(name).errors({server: values})

    assert errors(grace - 1)
    assert not errors(grace)


def test_each_step_leaves_time_to_stop() -> None:
    """Up to the next step, and up to the most that drainSeconds may be."""
    assert all(grace > until for grace, until in zip(STEPS.values(), [*list(STEPS)[1:], 600], strict=True))
