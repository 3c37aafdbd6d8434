"""What the API server checks between the properties of Services, Ingresses and NetworkPolicies."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.conditions import Rules, equals, exactly_one, filled, given, inside, when
from floe_charts.kubernetes.groups import CORE, NETWORKING

NETWORK_RULES: Mapping[str, Rules] = {
    f"{CORE}.ServiceSpec": {
        "ports are required unless headless or ExternalName": {
            "anyOf": [filled("ports"), equals("clusterIP", "None"), equals("type", "ExternalName")]
        },
        "loadBalancerSourceRanges needs type LoadBalancer": when(
            given("loadBalancerSourceRanges", {"minItems": 1}), equals("type", "LoadBalancer")
        ),
        "type ExternalName needs externalName": when(equals("type", "ExternalName"), filled("externalName")),
        "each of several ports needs a name": {
            "anyOf": [inside("ports", {"maxItems": 1}), inside("ports", {"items": given("name")})]
        },
    },
    f"{NETWORKING}.HTTPIngressPath": {
        "pathType Exact and Prefix need a path": when(equals("pathType", "Exact", "Prefix"), filled("path")),
    },
    f"{NETWORKING}.IngressBackend": {
        "exactly one of resource, service": exactly_one(("resource", "service")),
    },
    f"{NETWORKING}.IngressSpec": {
        "defaultBackend or rules is required": {"anyOf": [given("defaultBackend"), filled("rules")]},
    },
    f"{NETWORKING}.NetworkPolicyPeer": {
        "either ipBlock or selectors": {
            "oneOf": [given("ipBlock"), {"anyOf": [given("podSelector"), given("namespaceSelector")]}]
        },
    },
    f"{NETWORKING}.NetworkPolicyPort": {
        "endPort needs a numeric port": when(given("endPort"), given("port", {"type": "integer"})),
    },
    f"{NETWORKING}.ServiceBackendPort": {"exactly one of name, number": exactly_one(("name", "number"))},
}
