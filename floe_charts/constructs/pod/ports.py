"""Ports that an installer opens on a container, by number: of two entries with one number an API server keeps one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from cdk8s_plus_27 import k8s

from floe_charts.flow.inside import each
from floe_charts.flow.texts import apply
from floe_charts.values.constraint import Constraint
from floe_charts.values.model import Values, value

_PORT = "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
PortNumber = Annotated[str, Constraint("a port number, 1 to 65535", {"pattern": f"^{_PORT}$"})]


class PortEntry(Values):
    """One port; its key is the number, in quotes, and ``port-<number>`` its name."""

    protocol: Literal["TCP", "UDP", "SCTP"] = value("TCP", "Protocol.")


def container_ports(ports: Mapping[str, PortEntry]) -> list[k8s.ContainerPort]:
    """The ports as a container lists them.

    >>> container_ports(values.sidecar.ports)                                             # doctest: +SKIP
    """
    return each(ports, _port)


def port_name(number: str) -> str:
    """What the port of a number is called."""
    return f"port-{number}"


def port_number(number: str) -> int:
    """The number as a number: the key of a map is text."""
    found: int = apply("int64", number, kind="int")
    return found


def _port(port: str, opened: Any) -> k8s.ContainerPort:
    return k8s.ContainerPort(name=port_name(port), container_port=port_number(port), protocol=opened.protocol)
