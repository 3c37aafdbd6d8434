"""Values of the webserver."""

from __future__ import annotations

from typing import Annotated

from floe_charts.charts.floe_services.user_code_values import DagsterOptions
from floe_charts.constructs.http_route import HttpRouteValues
from floe_charts.constructs.ingress import IngressHost, IngressValues
from floe_charts.constructs.pod.drain import drain_value
from floe_charts.constructs.pod.probes import ProbeValues
from floe_charts.constructs.pod.resources import resources
from floe_charts.constructs.pod.workload_values import ScaledValues
from floe_charts.constructs.publishing import ServiceValues
from floe_charts.values.constraint import Constraint, Path
from floe_charts.values.model import value

#: What the webserver itself takes: it refuses to start with a slash at the end.
PathPrefix = Annotated[
    str,
    Constraint(
        "empty, or an absolute path without a slash at its end",
        {"pattern": "^(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$", "maxLength": 1024},
    ),
]


class WebserverService(ServiceValues):
    """How the webserver is reached."""

    port: int = value(3000, "Port of the Service.", minimum=1, maximum=65535)


class WebserverIngress(IngressValues):
    """A way in through the cluster's ingress controller."""

    hosts: dict[IngressHost, Path] = value(
        {},
        "Path prefix that leads here, by host name: webserver.pathPrefix or a path above it, for nothing is rewritten."
        " Empty answers every host and path.",
        example={"dagster.example.org": "/"},
    )


class WebserverRoute(HttpRouteValues):
    """A way in through the cluster's Gateways."""

    path: Path = value(
        "/",
        "Path prefix that leads here: webserver.pathPrefix or a path above it, for nothing is rewritten.",
        schema={"maxLength": 1024},
    )


class WebserverValues(ScaledValues):
    """The user interface and GraphQL API."""

    read_only: bool = value(False, "Serve without changing anything, as an account without rights to launch runs.")
    path_prefix: PathPrefix = value(
        "", "Path below which everything is served, such as /dagster on a host that others share; empty serves at /."
    )
    service: WebserverService = value(WebserverService(), "How the webserver is reached.")
    ingress: WebserverIngress = value(WebserverIngress(), "A way in through the cluster's ingress controller.")
    http_route: WebserverRoute = value(WebserverRoute(), "A way in through the cluster's Gateways.")
    drain_seconds: int = drain_value()
    readiness: ProbeValues = value(ProbeValues(timeout_seconds=10), "Readiness: GET /server_info below pathPrefix.")
    liveness: ProbeValues = value(
        ProbeValues(), "Liveness: a TCP connect, because HTTP answers 200 on any unknown path."
    )
    startup: ProbeValues = value(
        ProbeValues(timeout_seconds=10, failure_threshold=30), "Start: GET /server_info below pathPrefix."
    )
    pod: DagsterOptions = value(
        DagsterOptions(resources=resources("500m", "512Mi", "1", "1Gi")), "The webserver's pods."
    )
