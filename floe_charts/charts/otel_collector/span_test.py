"""What ``helm test`` runs: one span through the collector."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from floe_charts.charts.otel_collector.collector import Collector
from floe_charts.charts.otel_collector.values import OtelCollectorValues
from floe_charts.constructs.helm_test import HelmTest
from floe_charts.constructs.pod.container import main_container

SCRIPT = Path(__file__).with_name("send_span.py")


class SpanTest(HelmTest):
    """A pod that sends a span by the Service's name and checks the answer."""

    def __init__(self, scope: Any, id: str, values: OtelCollectorValues, collector: Collector) -> None:
        http, test = values.receivers.otlp.http, values.test
        super().__init__(scope, id, test.enabled & http.enabled & collector.config.signals["traces"])
        main = main_container(
            self.chart,
            "send-span",
            test.image,
            test.pod,
            command=["python3", "-c", SCRIPT.read_text()],
            args=[f"http://{collector.name}:{http.port}"],
        )
        self.run(test.pod, main, deadline_seconds=120)
