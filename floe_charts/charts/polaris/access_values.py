"""Values of the ways in to the catalog."""

from __future__ import annotations

from floe_charts.constructs.http_route import HttpRouteValues
from floe_charts.constructs.ingress import IngressHost, IngressValues
from floe_charts.constructs.publishing import ServiceValues
from floe_charts.values.constraint import Path
from floe_charts.values.model import value


class PolarisService(ServiceValues):
    """How the catalog is reached. Its management port has a Service of its own, inside the cluster only."""

    port: int = value(8181, "Port of the Service.", minimum=1, maximum=65535)


class CatalogIngress(IngressValues):
    """A way in through the cluster's ingress controller."""

    hosts: dict[IngressHost, Path] = value(
        {},
        "Path prefix that leads here, by host name. Nothing is rewritten and the API is below /api, so it stays / or"
        " /api. Empty answers every host and path.",
        example={"catalog.example.org": "/"},
    )


class CatalogRoute(HttpRouteValues):
    """A way in through the cluster's Gateways."""

    hostnames: list[IngressHost] = value(
        [],
        "Host names to answer to, 16 at most; empty answers to all that the Gateways take.",
        schema={"maxItems": 16, "uniqueItems": True},
        example=["catalog.example.org"],
    )
    path: Path = value(
        "/",
        "Path prefix that leads here. Nothing is rewritten and the API is below /api, so it stays / or /api.",
        schema={"maxLength": 1024},
    )
