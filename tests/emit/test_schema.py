"""values.schema.json: closed, draft-07, null where a value may be absent."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from floe_charts.emit.required_keys import optional_schema
from floe_charts.emit.schema import DRAFT, values_schema
from floe_charts.imports import k8s
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Values, value
from tests.support.probe import ProbeValues

SCHEMA = values_schema(ProbeValues)


def admits(values: dict[str, Any]) -> bool:
    return jsonschema.Draft7Validator(SCHEMA).is_valid({**ProbeValues().to_values(), **values})


@pytest.mark.parametrize(
    "values",
    [
        {"replicas": 0}, {"timeout": None}, {"timeout": 5}, {"labels": None}, {"labels": {"a": "b"}}, {"flags": None},
        {"jobs": {"a": {"image": "x"}}}, {"jobs": {"a": {"image": "x", "args": ["y"]}}}, {"mode": "external"},
        {"resources": {"limits": {"cpu": "1"}}}, {"resources": None}, {"global": {"anything": [1]}}, {"enabled": True},
        {"message": "é"},
    ],
)  # fmt: skip
def test_admitted(values: dict[str, Any]) -> None:
    assert admits(values)


@pytest.mark.parametrize(
    "values",
    [
        {"replica": 1}, {"replicas": -1}, {"replicas": "1"}, {"replicas": 1.5}, {"replicas": 2**31},
        {"replicas": None}, {"mode": "x"},
        {"mode": None}, {"debug": "true"}, {"labels": {"a": 1}}, {"flags": ["a", 1]}, {"web": {"port": 80, "prot": 1}},
        {"web": None},
        {"web": {"port": 0}}, {"jobs": {"a": {}}}, {"jobs": {"a": {"image": "x", "retries": -1}}},
        {"jobs": {"a": {"image": "x", "imag": 1}}},
        {"resources": {"limit": {}}}, {"resources": {"limits": {"cpu": "one"}}},
    ],
)  # fmt: skip
def test_refused(values: dict[str, Any]) -> None:
    assert not admits(values)


def test_draft_and_no_references_outside() -> None:
    assert SCHEMA["$schema"] == DRAFT
    references = [part for part in str(SCHEMA).split("'$ref': '")[1:]]
    assert references
    assert all(part.startswith("#/definitions/") for part in references)


def test_a_parent_requires_nothing_of_a_subchart() -> None:
    assert optional_schema({"required": ["a"], "properties": {"required": {"type": "string"}}}) == {
        "properties": {"required": {"type": "string"}}
    }


class Stamped(Values):
    metadata: Kubernetes[k8s.ObjectMeta] = value({}, "Metadata.")


def test_points_in_time_are_the_servers_to_write() -> None:
    schema = values_schema(Stamped)
    admits = jsonschema.Draft7Validator(schema).is_valid
    assert admits({"metadata": {"labels": {"a": "b"}}})
    assert not admits({"metadata": {"creationTimestamp": "2026-01-01T00:00:00Z"}})
    assert "Time" not in schema["definitions"]
