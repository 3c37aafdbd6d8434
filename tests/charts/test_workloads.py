"""What holds for the workloads of all charts at once."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.check.immutable import immutable_changes
from tests.support import charts

Object = dict[str, Any]
SALES = {"image": {"repository": "acme/sales", "tag": "1.4.0"}, "module": "sales.definitions"}
#: Values under which each chart shows all of its Deployments and StatefulSets.
DEPLOYED: dict[str, Object] = {
    "floe-services": {"codeLocations": {"sales": SALES}},
    "otel-collector": {},
    "floe-platform": {"floe-services": {"enabled": False}, "otel-collector": {"enabled": False}},
}


def render(name: str, **values: Any) -> list[Object]:
    return charts.in_process(name).render({**DEPLOYED[name], **values}).objects


def limits(objects: list[Object], kind: str) -> list[int | None]:
    return [item["spec"].get("revisionHistoryLimit") for item in objects if item["kind"] == kind]


@pytest.mark.parametrize(("name", "deployments"), [("floe-services", 3), ("otel-collector", 1), ("floe-platform", 1)])
def test_every_deployment_keeps_a_few_old_replica_sets(name: str, deployments: int) -> None:
    assert limits(render(name), "Deployment") == [3] * deployments
    assert limits(render(name, revisionHistoryLimit=0), "Deployment") == [0] * deployments


@pytest.mark.parametrize("name", DEPLOYED)
def test_another_limit_is_an_upgrade_the_api_server_takes(name: str) -> None:
    assert immutable_changes(render(name), render(name, revisionHistoryLimit=7)) == []
