"""What ``helm test`` runs: one span through the collector."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from floe_charts.charts.otel_collector.collector import Collector
from floe_charts.charts.otel_collector.values import OtelCollectorValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.scopes import When
from floe_charts.constructs.workload import helm_test_pod

SCRIPT = Path(__file__).with_name("send_span.py")
#: No file of the Python image belongs to it; any user but root will do.
NOBODY = User(65534, 65534)


class SpanTest(Component):
    """A pod that sends a span by the Service's name and checks the answer."""

    def __init__(self, scope: Any, id: str, values: OtelCollectorValues, collector: Collector) -> None:
        super().__init__(scope, id)
        self.values = values.test
        http = values.receivers.otlp.http
        self.wanted = self.values.enabled & http.enabled & collector.config.signals["traces"]
        self.peer = self.chart.network.peer(id, self.selector_labels, self.wanted)
        self.url = f"http://{collector.name}:{http.port}"
        helm_test_pod(self, self._pod(), scope=When(self, "wanted", self.wanted))

    def _pod(self) -> Pod:
        main = main_container(
            self.chart,
            "send-span",
            self.values.image,
            self.values.pod,
            command=["python3", "-c", SCRIPT.read_text()],
            args=[self.url],
        )
        return Pod(self, self.values.pod, NOBODY, [main], restart_policy="Never", active_deadline_seconds=120)
