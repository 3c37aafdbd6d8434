"""What we say cannot change, a real API server refuses to change; what it fills in, we take for no change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from floe_charts.check.immutable import immutable_changes
from tests.server.changes import CASES, COUNTING

pytestmark = pytest.mark.server
UNKNOWN = "unknown field"
TRIED = "--dry-run=server"


def changes() -> Iterator[Any]:
    for kind, (api, before, others) in (*CASES.items(), *COUNTING.items()):
        for title, after in others.items():
            name = re.sub("[^a-z]+", "-", f"{kind} {title}".lower())
            head = {"apiVersion": api, "kind": kind, "metadata": {"name": name}}
            yield pytest.param({**head, **before}, {**head, **after}, id=f"{kind}: {title}")


@pytest.fixture(scope="module")
def namespace(server):
    return server.namespace("immutable")


def refusals(server, *arguments):
    return [line for line in server.complaints(*arguments) if not line.startswith("Warning: ")]


@pytest.mark.requirement("REQ-631")
@pytest.mark.parametrize(("old", "new"), list(changes()))
def test_a_change_that_the_server_refuses_is_found_and_no_other(server, namespace, old, new):
    there, said = refusals(server, [old], namespace), refusals(server, [new], namespace, TRIED)
    if UNKNOWN in f"{there} {said}":
        pytest.skip(f"this server is older than a field: {there or said}")
    assert there == []
    anew = {**new, "metadata": {"name": f"{new['metadata']['name']}-anew"}}
    assert refusals(server, [anew], namespace, TRIED) == [], "it is no object, whatever it was before"
    found = immutable_changes([old], [new])
    assert bool(found) == bool(said), (found, said)


def test_a_field_the_server_does_not_know_is_told_so(server, namespace):
    odd = {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "odd"}, "spec": {"fromTheFuture": True}}
    assert UNKNOWN in str(refusals(server, [odd], namespace))
