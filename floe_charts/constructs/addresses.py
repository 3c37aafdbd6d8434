"""Lines of NOTES.txt about the ways in from outside: where they lead, and what keeps everybody out."""

from __future__ import annotations

from typing import Any

from floe_charts.flow.inside import choose, is_set, not_, only_if
from floe_charts.flow.texts import apply


def addresses(values: Any, below: str) -> list[Any]:
    """The URLs of an Ingress and of an HTTPRoute; ``below`` is the path people open.

    ``values`` holds ``ingress`` and ``http_route``. A route does not know whether its Gateways speak TLS.
    """
    ingress, route = values.ingress, values.http_route
    hosts = apply("sortAlpha", apply("keys", ingress.hosts, kind="list"), kind="list")
    http, https = (
        f"  by its Ingress: {scheme}://{apply('join', f'{below}, {scheme}://', hosts)}{below}"
        for scheme in ("http", "https")
    )
    names = apply("join", f"{below}, ", route.hostnames)
    return [
        only_if(ingress.enabled & is_set(ingress.hosts), choose(is_set(ingress.tls_secret), https, http)),
        only_if(route.enabled & is_set(route.hostnames), f"  by the Gateways of its HTTPRoute: {names}{below}"),
    ]


def shut_out(service: Any, policies: Any, *ways: Any) -> Any:
    """Whether a LoadBalancer, or another of the ``ways`` in, is there and network policies let nobody in by it.

    >>> shut_out(values.service, policies, values.ingress, values.http_route)                  # doctest: +SKIP
    """
    published: Any = service.type != "ClusterIP"
    for way in ways:
        published = published | way.enabled
    return policies.enabled & not_(is_set(policies.clients)) & published
