"""Rules between distant parts of an object."""

from __future__ import annotations

import copy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from floe_charts.kubernetes.relations import quantity, relation_errors

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


@pytest.mark.parametrize(("request_", "limit", "refused"), [("1Gi", "1G", True), ("1000m", 1, False)])
def test_a_request_above_its_limit(request_: Any, limit: Any, refused: bool) -> None:
    obj = deployment()
    container = obj["spec"]["template"]["spec"]["containers"][0]
    container["resources"] = {"requests": {"memory": request_}, "limits": {"memory": limit}}
    found = relation_errors(obj)
    assert bool(found) is refused
    assert all("requests.memory: 1Gi is above the limit of 1G" in line for line in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1), ("500m", Fraction(1, 2)), ("2Ki", 2048), ("1e3", 1000), ("1E3", 1000), ("1E", 10**18),
        ("0.5", Fraction(1, 2)), (".5k", 500), ("1.", 1), (0.5, Fraction(1, 2)), ("-3u", Fraction(-3, 10**6)),
    ],
)  # fmt: skip
def test_quantities(text: str | float, value: Fraction | int) -> None:
    assert quantity(text) == value


@pytest.mark.parametrize("text", ["", "abc", "1gb", "1 Gi", "1K"])
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(ValueError, match=r"write a number such as"):
        quantity(text)
