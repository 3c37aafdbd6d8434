"""``helm test`` of the webserver: through its Service, as people reach it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from floe_charts.charts.floe_services.user_code_values import DAGSTER
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.charts.floe_services.webserver import Webserver
from floe_charts.constructs.helm_test import HelmTest
from floe_charts.constructs.pod.container import main_container

SCRIPT = Path(__file__).with_name("check_webserver.py")
DEADLINE = 240


class WebserverTest(HelmTest):
    """A pod that asks for ``/server_info`` and a GraphQL answer, in an image that is there anyway."""

    def __init__(self, scope: Any, id: str, values: FloeServicesValues, webserver: Webserver) -> None:
        super().__init__(scope, id, values.test.enabled)
        server = values.webserver
        container = main_container(
            self.chart,
            "ask",
            values.image,
            values.test.pod,
            command=["python", "-c", SCRIPT.read_text()],
            args=[f"http://{webserver.name}:{server.service.port}{server.path_prefix}"],
        )
        self.run(values.test.pod, container, deadline_seconds=DEADLINE, user=DAGSTER)
