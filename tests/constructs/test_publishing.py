"""A Service from values: what is about a load balancer is there only with one."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.constructs.component import Component
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.publishing import ServiceValues, published_service
from floe_charts.constructs.workload import port
from floe_charts.kubernetes import object_errors
from floe_charts.testing.readings import differences, render
from floe_charts.values.common import ChartValues
from floe_charts.values.model import value
from tests.support import charts

RANGES = ["203.0.113.0/24"]
BALANCED = {"type": "LoadBalancer", "loadBalancerSourceRanges": RANGES, "externalTrafficPolicy": "Local"}


class DoorValues(ChartValues):
    """Values of the chart below."""

    service: ServiceValues = value(ServiceValues(), "The Service.")


class Door(HelmChart[DoorValues]):
    """A Service alone."""

    info = ChartInfo("door", "0.1.0", app_version="1.0", description="A Service.")
    values_type = DoorValues

    def build(self, values: DoorValues) -> None:
        published_service(Component(self, "web"), values.service, [port("http", 80)])


def of(fields: dict[str, Any]) -> Any:
    (found,) = render(Door, {"service": fields})
    assert object_errors(found) == []
    assert differences(Door, {"service": fields}) == []
    return found["spec"]


@pytest.mark.requirement("REQ-604")
def test_a_load_balancer_has_its_ranges_and_says_which_nodes_it_uses() -> None:
    found = of(BALANCED)
    assert {key: found[key] for key in BALANCED} == BALANCED
    assert of({"type": "LoadBalancer"})["externalTrafficPolicy"] == "Cluster"


@pytest.mark.requirement("REQ-604")
def test_without_a_load_balancer_there_is_nothing_about_one() -> None:
    """The API server refuses both fields on a Service of type ClusterIP."""
    assert of({**BALANCED, "type": "ClusterIP"}).keys() == {"type", "selector", "ports"}


@pytest.mark.requirement("REQ-604")
@pytest.mark.parametrize(
    ("chart", "owner", "name"),
    [
        ("floe-services", "webserver", "release-floe-services-webserver"),
        ("floe-platform", "polaris", "release-floe-platform-polaris"),
        ("otel-collector", "collector", "release-otel-collector"),
    ],
)
def test_whatever_is_published_takes_the_same_values(chart: str, owner: str, name: str) -> None:
    values = {"global": {"environment": "staging"}, owner: {"service": BALANCED}}
    objects = charts.in_process(chart).render(values).objects
    (found,) = (item["spec"] for item in objects if item["kind"] == "Service" and item["metadata"]["name"] == name)
    assert {key: found[key] for key in BALANCED} == BALANCED


COMPONENTS = [("floe-services", "webserver"), ("floe-platform", "polaris"), ("otel-collector", "collector")]


@pytest.mark.requirement("REQ-600")
@pytest.mark.parametrize(("chart", "owner"), COMPONENTS)
@pytest.mark.parametrize(
    ("fields", "taken"),
    [
        ({"replicas": 0}, True),
        ({"replicas": 1}, False),
        ({"replicas": 1, "autoscaled": False}, False),
        ({"replicas": 1, "autoscaled": None}, False),
        ({"replicas": 1, "autoscaled": True}, True),
        ({"replicas": 2}, True),
    ],
    ids=str,
)
def test_prod_runs_several_or_none_or_leaves_it_to_an_autoscaler(
    chart: str, owner: str, fields: dict[str, Any], taken: bool
) -> None:
    prod = charts.environments(chart)["prod"]
    values = {**prod, owner: {**prod.get(owner, {}), **fields}}
    problems = [message for path, message in charts.generator(chart).errors(values)]
    assert bool(problems) != taken, problems


@pytest.mark.parametrize(("chart", "owner"), COMPONENTS)
def test_dev_publishes_nothing(chart: str, owner: str) -> None:
    values = {owner: {"service": {"type": "LoadBalancer"}}}
    for environment, refused in (("dev", True), ("staging", False)):
        found = charts.generator(chart).errors({**values, "global": {"environment": environment}})
        assert bool(found) == refused
