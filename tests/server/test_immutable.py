"""What we say cannot change, a real API server refuses to change; what it fills in, we take for no change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from floe_charts.check.immutable import immutable_changes
from tests.server.changes import CASES, COUNTING

pytestmark = pytest.mark.server


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
@pytest.mark.parametrize(("old", "new"), changes())
def test_a_change_that_the_server_refuses_is_found_and_no_other(server, namespace, old, new):
    assert refusals(server, [old], namespace) == []
    said = refusals(server, [new], namespace, "--dry-run=server")
    if "unknown field" in str(said):
        pytest.skip(f"this server is older than the field: {said}")
    found = immutable_changes([old], [new])
    assert bool(found) == bool(said), (found, said)
