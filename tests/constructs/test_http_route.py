"""An HTTPRoute from values: both readings agree, and it is what the Gateway API's definition admits."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from floe_charts.constructs.component import Component
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.http_route import HttpRouteValues, http_route, http_route_rules
from floe_charts.constructs.info import ChartInfo
from floe_charts.emit.schema import chart_schema
from floe_charts.helm import SchemaRefused
from floe_charts.testing import model_of
from floe_charts.testing.random import ValuesGenerator
from floe_charts.testing.readings import compare, concrete, render
from floe_charts.values.common import ChartValues
from floe_charts.values.model import value
from floe_charts.values.rules import Rule
from tests.soundness.unsound import custom_errors

PUBLIC = {"public": {"namespace": "gateways", "sectionName": "https"}}


class RoutedValues(ChartValues):
    """Values of the chart below."""

    rules: ClassVar[tuple[Rule, ...]] = http_route_rules("httpRoute")

    http_route: HttpRouteValues = value(HttpRouteValues(), "The way in.")
    port: int = value(8080, "Port of the Service.", minimum=1, maximum=65535)


class Routed(HelmChart[RoutedValues]):
    """An HTTPRoute alone."""

    info = ChartInfo("routed", "0.1.0", app_version="1.0", description="An HTTPRoute.")
    values_type = RoutedValues

    def build(self, values: RoutedValues) -> None:
        http_route(Component(self, "web"), values.http_route, values.port)


def of(**fields: Any) -> Any:
    (found,) = render(Routed, {"httpRoute": {"enabled": True, "parentRefs": PUBLIC, **fields}})
    return found


@pytest.mark.requirement("REQ-633")
def test_there_is_none_by_default() -> None:
    assert render(Routed) == []


def test_it_leads_from_the_gateways_to_the_service() -> None:
    route = of(parentRefs={**PUBLIC, "internal": {}}, hostnames=["a.example.org", "*.example.net"], path="/dagster")
    gateway = {"group": "gateway.networking.k8s.io", "kind": "Gateway"}
    backend = {"group": "", "kind": "Service", "name": "release-routed-web", "port": 8080, "weight": 1}
    assert (route["apiVersion"], route["kind"]) == ("gateway.networking.k8s.io/v1", "HTTPRoute")
    assert route["spec"] == {
        "parentRefs": [
            {**gateway, "name": "internal"},
            {**gateway, "name": "public", "namespace": "gateways", "sectionName": "https"},
        ],
        "hostnames": ["a.example.org", "*.example.net"],
        "rules": [{"matches": [{"path": {"type": "PathPrefix", "value": "/dagster"}}], "backendRefs": [backend]}],
    }


def test_without_hostnames_it_answers_to_all() -> None:
    assert "hostnames" not in of()["spec"]


def test_two_gateways_of_one_name_are_told_by_their_namespaces() -> None:
    parents = of(parentRefs={**PUBLIC, "other": {"name": "public", "namespace": "data"}})["spec"]["parentRefs"]
    assert [(item["name"], item["namespace"]) for item in parents] == [("public", "data"), ("public", "gateways")]


def test_annotations_are_the_installers() -> None:
    metadata = of(annotations={"acme.org/owner": "data"})["metadata"]
    assert metadata["annotations"] == {"acme.org/owner": "data"}
    assert metadata["labels"]["app.kubernetes.io/component"] == "web"


@pytest.mark.parametrize(
    "given",
    [
        {"parentRefs": {}},
        {"parentRefs": None},
        {"parentRefs": {"public": {"namespace": "a.b"}}},
        {"parentRefs": {"public": {"sectionname": "https"}}},
        {"parentRefs": {f"gateway-{number}": {} for number in range(33)}},
        {"hostnames": ["10.0.0.1"]},
        {"hostnames": [f"host-{number}" for number in range(17)]},
        {"path": "dagster"},
        {"path": "/a/../b"},
    ],
)
def test_what_the_api_server_would_refuse_the_schema_refuses(given: dict[str, Any]) -> None:
    with pytest.raises(SchemaRefused):
        of(**given)


@pytest.mark.parametrize("seed", range(40))
def test_random_values_make_what_the_definition_admits(seed: int) -> None:
    model = model_of(Routed)
    values = ValuesGenerator(chart_schema(model), model.merged({})).generate(seed)
    rendered = render(Routed, values)
    assert [error for item in rendered for error in custom_errors(item)] == []
    assert list(compare(model.evaluate(values), rendered)) == []
    assert list(compare(model.evaluate(values), concrete(Routed, values))) == []
