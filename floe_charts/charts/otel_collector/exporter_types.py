"""What each type of exporter is: which component of the collector, and what an entry of the type says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Literal

ExporterType = Literal[
    "otlp_grpc", "otlp_http", "jaeger", "datadog", "grafana_cloud", "prometheus_remote_write", "debug"
]
#: What the components that are clients of a server of one's own take.
CLIENT = ("insecure", "caFile", "certFile", "keyFile", "headers", "secret")


@dataclass(frozen=True)
class ExporterKind:
    """One type; ``needed`` and ``allowed`` are keys of an entry beside type, enabled and signals."""

    component: str
    needed: tuple[str, ...]
    allowed: tuple[str, ...]
    #: The one signal it takes, where it cannot take all: the collector refuses to start with another.
    signal: str | None = None
    #: Whether its secret is the password of a login, and no header.
    login: bool = False

    @property
    def calls(self) -> bool:
        """Whether it calls anybody."""
        return "host" in self.needed


TYPES: Mapping[ExporterType, ExporterKind] = {
    "otlp_grpc": ExporterKind("otlp_grpc", ("host", "port"), CLIENT),
    "jaeger": ExporterKind("otlp_grpc", ("host", "port"), CLIENT, signal="traces"),
    "otlp_http": ExporterKind("otlp_http", ("host",), ("port", "path", *CLIENT)),
    "grafana_cloud": ExporterKind("otlp_http", ("host", "username", "secret"), ("path",), login=True),
    "datadog": ExporterKind("datadog", ("host", "secret"), ()),
    "prometheus_remote_write": ExporterKind(
        "prometheus_remote_write", ("host", "path"), ("port", *CLIENT), signal="metrics"
    ),
    "debug": ExporterKind("debug", (), ("verbosity",)),
}
#: Types that are another one's component under a name people know.
RENAMED = {name: kind.component for name, kind in TYPES.items() if kind.component != name}


def is_component(exporter: Any, component: str) -> Any:
    """Whether an entry is of a type that is this component."""
    return reduce(or_, (exporter.type == name for name, kind in TYPES.items() if kind.component == component))


def logs_in(exporter: Any) -> Any:
    """Whether an entry is of a type with a login."""
    return reduce(or_, (exporter.type == name for name, kind in TYPES.items() if kind.login))


def calls(exporter: Any) -> Any:
    """Whether an entry is on and of a type that calls somebody."""
    return reduce(lambda found, name: found & (exporter.type != name), _silent(), exporter.enabled)


def _silent() -> list[str]:
    return [name for name, kind in TYPES.items() if not kind.calls]
