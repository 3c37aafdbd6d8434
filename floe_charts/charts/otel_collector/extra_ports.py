"""Ports an installer adds for receivers of his own, but for those that the chart opens anyway."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.otel_collector.values import OtelCollectorValues
from floe_charts.constructs.network import rules
from floe_charts.constructs.pod.ports import container_ports, port_name, port_number
from floe_charts.constructs.unions import int_or_string
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import choose, each, without


class ExtraPorts:
    """The ports as pods, Service and network policy have them.

    >>> ExtraPorts(chart, values).of_container()                        # doctest: +SKIP
    """

    def __init__(self, chart: WorkloadChart[Any], values: OtelCollectorValues) -> None:
        otlp = values.receivers.otlp
        kinds: dict[str, Any] = {"grpc": otlp.grpc, "http": otlp.http, "prometheus": values.prometheus}
        taken = [_open(chart, name, kind) for name, kind in kinds.items()]
        left = without(values.collector.extra_ports, *taken)
        comment = "collector.extraPorts without those that the chart opens anyway."
        self.ports: Any = chart.map("extraPorts", left, comment)

    def of_container(self) -> list[k8s.ContainerPort]:
        """Ports of the container."""
        return container_ports(self.ports)

    def of_service(self) -> list[k8s.ServicePort]:
        """Ports of the Service, each leading to the one of the same name."""
        return each(self.ports, _service_port)

    def of_policy(self) -> list[k8s.NetworkPolicyPort]:
        """Ports that the policy opens."""
        return each(self.ports, _policy_port)


def _open(chart: WorkloadChart[Any], name: str, kind: Any) -> str:
    found: str = chart.text(
        f"open.{name}", choose(kind.enabled, f"{kind.port}", ""), f"The port for {name}, if it is open."
    )
    return found


def _service_port(port: str, opened: Any) -> k8s.ServicePort:
    name: Any = port_name(port)
    return k8s.ServicePort(name=name, port=port_number(port), target_port=int_or_string(name), protocol=opened.protocol)


def _policy_port(port: str, opened: Any) -> k8s.NetworkPolicyPort:
    return rules.port(port_number(port), opened.protocol)
