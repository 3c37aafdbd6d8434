"""An HTTPRoute of the Gateway API in front of a component's Service, off unless an installer wants it."""

from __future__ import annotations

from typing import Annotated, Any

import cdk8s

from floe_charts.constructs.component import Component
from floe_charts.constructs.custom_resource import custom_resource
from floe_charts.constructs.ingress import IngressHost
from floe_charts.constructs.scopes import When
from floe_charts.flow.inside import each, fallback
from floe_charts.name_patterns import DNS_LABEL
from floe_charts.values.constraint import Constraint, LabelKey, ObjectName, Path
from floe_charts.values.model import Values, value
from floe_charts.values.rules import Rule

GROUP = "gateway.networking.k8s.io"
Namespace = Annotated[str, Constraint("a namespace", {"pattern": f"^{DNS_LABEL}$", "maxLength": 63})]


class ParentEntry(Values):
    """One Gateway, or one listener of it, that sends requests here."""

    name: ObjectName | None = value(
        None,
        "Name of the Gateway; unset is the entry's own name. Entries for one Gateway need a sectionName each.",
        example="public",
    )
    namespace: Namespace | None = value(
        None, "Namespace of the Gateway, which must admit routes from here; unset is the release's.", example="gateways"
    )
    section_name: ObjectName | None = value(
        None, "Listener of the Gateway; unset takes every one that fits.", example="https"
    )


class HttpRouteValues(Values):
    """A way in from outside the cluster, through its Gateways."""

    enabled: bool = value(
        False,
        "Create an HTTPRoute; the cluster needs the Gateway API 1.0 or later,"
        " and networkPolicies.clients must let the pods of the Gateway in.",
    )
    parent_refs: dict[ObjectName, ParentEntry] = value(
        {},
        "Gateways that send requests here, by their names; an enabled route needs one.",
        schema={"maxProperties": 32},
        example={"public": {"namespace": "gateways", "sectionName": "https"}},
    )
    hostnames: list[IngressHost] = value(
        [],
        "Host names to answer to, 16 at most; empty answers to all that the Gateways take.",
        schema={"maxItems": 16, "uniqueItems": True},
        example=["app.example.org"],
    )
    path: Path = value("/", "Path prefix that leads here; nothing is rewritten.", schema={"maxLength": 1024})
    annotations: dict[LabelKey, str] = value({}, "Annotations, for the Gateway's controller.")


def http_route_rules(path: str) -> tuple[Rule, ...]:
    """What an enabled route needs; ``path`` is where its values lie."""
    needed: dict[str, dict[str, Any]] = {
        f"{path}.parentRefs": {"type": "object", "minProperties": 1},
        path: {"required": ["parentRefs"]},
    }
    return (Rule({f"{path}.enabled": {"const": True}}, needed, f"{path}: an HTTPRoute needs a Gateway in parentRefs"),)


def http_route(component: Component, values: HttpRouteValues, port: int) -> cdk8s.ApiObject:
    """The HTTPRoute to a port of the component's Service, by number: a route knows no names of ports.

    What the API server would fill in is stated: for a GitOps tool a filled-in item of a list is a difference.

    >>> http_route(self, values.webserver.http_route, values.webserver.service.port)     # doctest: +SKIP
    """
    enabled = When(component, "routed", values.enabled)
    backend = {"group": "", "kind": "Service", "name": component.name, "port": port, "weight": 1}
    matches = [{"path": {"type": "PathPrefix", "value": values.path}}]
    spec = {
        "parentRefs": each(values.parent_refs, _parent),
        "hostnames": values.hostnames,
        "rules": [{"matches": matches, "backendRefs": [backend]}],
    }
    return custom_resource(component, enabled, f"{GROUP}/v1", "HTTPRoute", spec=spec, annotations=values.annotations)


def _parent(gateway_name: str, gateway: ParentEntry) -> dict[str, Any]:
    return {
        "group": GROUP,
        "kind": "Gateway",
        "name": fallback(gateway.name, gateway_name),
        "namespace": gateway.namespace,
        "sectionName": gateway.section_name,
    }
