"""Rules between distant parts of an object."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from floe_charts.kubernetes import relation_errors
from tests.kubernetes.pods import found

OBJECTS = list(yaml.safe_load_all((Path(__file__).parent / "objects.yaml").read_text(encoding="utf-8")))


def deployment() -> Any:
    """A fresh copy of the good Deployment."""
    return copy.deepcopy(next(obj for obj in OBJECTS if obj["kind"] == "Deployment"))


@pytest.mark.parametrize("obj", OBJECTS, ids=lambda obj: str(obj["kind"]))
def test_good_objects_hold_together(obj: dict[str, Any]) -> None:
    assert relation_errors(obj) == []


def test_a_selector_that_misses_its_template() -> None:
    obj = deployment()
    obj["spec"]["template"]["metadata"]["labels"] = {"app.kubernetes.io/name": "other"}
    expected = "spec.selector.matchLabels: app.kubernetes.io/name=polaris is not a label of spec.template"
    assert relation_errors(obj) == [expected]


def test_a_mount_without_its_volume() -> None:
    obj = deployment()
    obj["spec"]["template"]["spec"]["volumes"].pop(0)
    place = "spec.template.spec.containers[0].volumeMounts[0].name"
    assert relation_errors(obj) == [f"{place}: no volume config"]


def test_a_claim_template_counts_as_a_volume_only_where_there_is_one() -> None:
    obj = copy.deepcopy(next(obj for obj in OBJECTS if obj["kind"] == "StatefulSet"))
    del obj["spec"]["volumeClaimTemplates"]
    assert relation_errors(obj) == ["spec.template.spec.containers[0].volumeMounts[0].name: no volume data"]


@pytest.mark.parametrize(("ready", "deadline", "refused"), [(9, 10, False), (10, 10, True), (600, None, True)])
def test_a_deadline_below_the_time_to_become_ready(ready: int, deadline: int | None, refused: bool) -> None:
    obj = deployment()
    obj["spec"]["minReadySeconds"] = ready
    if deadline is not None:
        obj["spec"]["progressDeadlineSeconds"] = deadline
    line = f"spec.progressDeadlineSeconds: {deadline or 600} must be above minReadySeconds, {ready}"
    assert relation_errors(obj) == ([line] if refused else [])


@pytest.mark.parametrize(("bounds", "low"), [({"minReplicas": 3, "maxReplicas": 2}, 3), ({"maxReplicas": 0}, 1)])
def test_an_autoscaler_without_room(bounds: dict[str, int], low: int) -> None:
    spec = {**bounds, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}}
    obj = {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"}, "spec": spec}
    assert relation_errors(obj) == [f"spec.maxReplicas: {bounds['maxReplicas']} is below minReplicas, {low}"]


@pytest.mark.parametrize("key", ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"])
def test_an_init_container_that_ends_has_nothing_to_probe(key: str) -> None:
    init = {"name": "init", "image": "init", key: {"exec": {"command": ["true"]}}}
    line = f"spec.initContainers[0].{key}: only an init container with restartPolicy Always may have one"
    assert found({}, initContainers=[init]) == [line]
    assert found({}, initContainers=[{**init, "restartPolicy": "Always"}]) == []
