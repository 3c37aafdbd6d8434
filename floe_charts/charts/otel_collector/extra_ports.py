"""Ports an installer adds for receivers of his own, but for those that the chart opens anyway."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.otel_collector.values import OtelCollectorValues
from floe_charts.constructs.int_or_string import int_or_string
from floe_charts.constructs.network import rules
from floe_charts.constructs.pod.ports import container_ports, port_name, port_number
from floe_charts.flow.inside import choose, each, without
from floe_charts.flow.lifting import same_type, to_expr
from floe_charts.template.call import call
from floe_charts.template.parts import Map, Splice
from floe_charts.template.text import Define, Include


class ExtraPorts:
    """The ports as pods, Service and network policy have them.

    >>> ExtraPorts(chart, values).of_container()                        # doctest: +SKIP
    """

    def __init__(self, chart: Any, values: OtelCollectorValues) -> None:
        otlp = values.receivers.otlp
        kinds: dict[str, Any] = {"grpc": otlp.grpc, "http": otlp.http, "prometheus": values.prometheus}
        taken = [_open(chart, name, kind) for name, kind in kinds.items()]
        self.ports: Any = _without(chart, values.collector.extra_ports, taken)

    def of_container(self) -> list[k8s.ContainerPort]:
        """Ports of the container."""
        return container_ports(self.ports)

    def of_service(self) -> list[k8s.ServicePort]:
        """Ports of the Service, each leading to the one of the same name."""
        return each(self.ports, _service_port)

    def of_policy(self) -> list[k8s.NetworkPolicyPort]:
        """Ports that the policy opens."""
        return each(self.ports, _policy_port)


def _open(chart: Any, name: str, kind: Any) -> str:
    found: str = chart.text(
        f"open.{name}", choose(kind.enabled, f"{kind.port}", ""), f"The port for {name}, if it is open."
    )
    return found


def _without(chart: Any, ports: Any, taken: list[str]) -> Any:
    """The entries but for those under keys that are values themselves, in a named template that several places read."""
    if chart.registry is None:
        return without(ports or {}, *map(str, taken))
    names = (to_expr(key, chart.registry) for key in taken)
    left = call("omit", call("default", {}, ports.node, kind="map"), *names, kind="map")
    comment = "collector.extraPorts without those that the chart opens anyway."
    define = chart.define(Define(f"{chart.info.name}.extraPorts", Map((Splice(left),)), comment, kind="map"))
    return same_type(call("fromYaml", Include(define), kind="map"), ports, chart.registry)


def _service_port(port: str, opened: Any) -> k8s.ServicePort:
    name: Any = port_name(port)
    return k8s.ServicePort(name=name, port=port_number(port), target_port=int_or_string(name), protocol=opened.protocol)


def _policy_port(port: str, opened: Any) -> k8s.NetworkPolicyPort:
    return rules.port(port_number(port), opened.protocol)
