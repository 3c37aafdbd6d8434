"""``helm test`` of the webserver: through its Service, as people reach it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from floe_charts.charts.floe_services.instance import DAGSTER
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.charts.floe_services.webserver import Webserver
from floe_charts.constructs.component import Component
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.scopes import When
from floe_charts.constructs.workload import helm_test_pod

SCRIPT = Path(__file__).with_name("check_webserver.py")
DEADLINE = 240


class WebserverTest(Component):
    """A pod that asks for ``/server_info`` and a GraphQL answer, in an image that is there anyway."""

    def __init__(self, scope: Any, id: str, values: FloeServicesValues, webserver: Webserver) -> None:
        super().__init__(scope, id)
        self.values, self.webserver = values, webserver
        enabled = values.test.enabled
        self.peer = self.chart.network.peer(id, self.selector_labels, enabled)
        helm_test_pod(self, self._pod(), scope=When(self, "enabled", enabled))

    def _pod(self) -> Pod:
        server = self.values.webserver
        container = main_container(
            self.chart,
            "ask",
            self.values.image,
            self.values.test.pod,
            command=["python", "-c", SCRIPT.read_text()],
            args=[f"http://{self.webserver.name}:{server.service.port}{server.path_prefix}"],
        )
        once: dict[str, Any] = {"restart_policy": "Never", "active_deadline_seconds": DEADLINE}
        return Pod(self, self.values.test.pod, DAGSTER, [container], **once)
