"""The Service in front of a component, published by a load balancer where an installer wants it, and the ways to it."""

from __future__ import annotations

from typing import Any, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.component import Component
from floe_charts.constructs.http_route import http_route
from floe_charts.constructs.ingress import ingress
from floe_charts.constructs.workload import port
from floe_charts.flow.inside import only_if
from floe_charts.values.constraint import Cidr, LabelKey
from floe_charts.values.model import Values, value
from floe_charts.values.rules import Rule


class ServiceValues(Values):
    """How others reach the pods. A component whose port an installer may choose adds ``port``."""

    type: Literal["ClusterIP", "LoadBalancer"] = value(
        "ClusterIP",
        "LoadBalancer only in staging and prod; where networkPolicies are on, clients must list who may call.",
    )
    annotations: dict[LabelKey, str] = value({}, "Annotations, for a cloud's load balancer.")
    load_balancer_source_ranges: list[Cidr] = value(
        [], "Address ranges a LoadBalancer lets in; empty lets everybody in.", example=["203.0.113.0/24"]
    )
    external_traffic_policy: Literal["Cluster", "Local"] = value(
        "Cluster",
        "Nodes a LoadBalancer sends to: all of them (Cluster), or those with a pod, which then sees the caller's"
        " address (Local); networkPolicies.clients by address need Local.",
    )


def environment_rules(path: str, several: str) -> tuple[Rule, ...]:
    """What the environments ask of a component whose values lie at ``path``, `ScaledValues` with a ``service``.

    In prod one pod is refused, with the sentence ``several``, unless an autoscaler counts them; none at all is a stop
    for maintenance. In dev nothing is published.

    >>> environment_rules("webserver", "prod runs at least two webservers")[0].because
    'prod runs at least two webservers, or none'
    """
    enough = {"if": {"not": {"const": 0}}, "then": {"minimum": 2}}  # of a "not" Helm says only that it failed
    autoscaled = {"required": ["autoscaled"], "properties": {"autoscaled": {"const": True}}}
    return (
        Rule(
            {"global.environment": {"const": "prod"}, path: {"not": autoscaled}},
            {f"{path}.replicas": enough},
            f"{several}, or none",
        ),
        Rule(
            {"global.environment": {"const": "dev"}},
            {f"{path}.service.type": {"const": "ClusterIP"}},
            "a LoadBalancer is for staging and prod",
        ),
    )


def published_service(
    component: Component, values: ServiceValues, ports: list[k8s.ServicePort], id: str = "service"
) -> k8s.KubeService:
    """The Service of the component's pods. What is about a load balancer is left out where there is none.

    >>> published_service(self, values.collector.service, [port("otlp-grpc", 4317)])          # doctest: +SKIP
    """
    balanced: Any = values.type == "LoadBalancer"
    spec = k8s.ServiceSpec(
        type=values.type,
        selector=component.selector_labels,
        external_traffic_policy=only_if(balanced, values.external_traffic_policy),
        load_balancer_source_ranges=only_if(balanced, values.load_balancer_source_ranges),
        ports=ports,
    )
    metadata = component.metadata(annotations=values.annotations)
    return k8s.KubeService(component, id, metadata=metadata, spec=spec)


def web(component: Component, values: Any) -> None:
    """The ways to a component that speaks HTTP on its port ``http``: Service, Ingress and HTTPRoute.

    ``values`` holds ``service`` (with ``port``), ``ingress`` and ``http_route``.

    >>> web(self, values.webserver)                                                            # doctest: +SKIP
    """
    published_service(component, values.service, [port("http", values.service.port, "http")])
    ingress(component, values.ingress, "http")
    http_route(component, values.http_route, values.service.port)
