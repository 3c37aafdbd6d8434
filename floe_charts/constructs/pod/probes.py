"""Probe timings from values; the handler is the product's own."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.unions import int_or_string
from floe_charts.values.model import Values, value


class ProbeValues(Values):
    """When and how often the kubelet asks."""

    initial_delay_seconds: int = value(10, "Seconds before the first probe.", minimum=0, maximum=3600)
    period_seconds: int = value(10, "Seconds between probes.", minimum=1, maximum=3600)
    timeout_seconds: int = value(2, "Seconds until a probe counts as failed.", minimum=1, maximum=3600)
    failure_threshold: int = value(3, "Consecutive failures before the probe has failed.", minimum=1, maximum=1000)


def probe(timings: ProbeValues, **handler: Any) -> k8s.Probe:
    """A probe: ``probe(values.readiness, http_get=k8s.HttpGetAction(...))``."""
    return k8s.Probe(
        initial_delay_seconds=timings.initial_delay_seconds,
        period_seconds=timings.period_seconds,
        timeout_seconds=timings.timeout_seconds,
        failure_threshold=timings.failure_threshold,
        **handler,
    )


def http(path: str, port: str) -> dict[str, Any]:
    """A GET handler on a named port."""
    return {"http_get": k8s.HttpGetAction(path=path, port=int_or_string(port))}


def tcp(port: str) -> dict[str, Any]:
    """A connect handler on a named port."""
    return {"tcp_socket": k8s.TcpSocketAction(port=int_or_string(port))}


def command(*words: str) -> dict[str, Any]:
    """A command handler."""
    return {"exec": k8s.ExecAction(command=list(words))}
