"""``helm test`` of the catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from floe_charts.charts.polaris.polaris import Polaris
from floe_charts.charts.polaris.secrets import CLIENT_ID, CLIENT_SECRET, PolarisSecrets
from floe_charts.charts.polaris.values import ROOT_MOUNT, PolarisValues
from floe_charts.constructs.helm_test import HelmTest
from floe_charts.constructs.pod.container import main_container

SCRIPT = Path(__file__).with_name("list_catalogs.py")


class CatalogTest(HelmTest):
    """A pod that gets a token with the root principal's Secret and lists the catalogs."""

    def __init__(self, scope: Any, id: str, values: PolarisValues, polaris: Polaris, secrets: PolarisSecrets) -> None:
        super().__init__(scope, id, values.test.enabled)
        container = main_container(
            self.chart,
            "list-catalogs",
            values.test.image,
            values.test.pod,
            command=["python3", "-c", SCRIPT.read_text()],
            env={"POLARIS_URL": polaris.url, "POLARIS_REALM": values.realm, "CLIENT": ROOT_MOUNT},
            mounts=[secrets.root_mount()],
        )
        volumes = [secrets.root_volume(CLIENT_ID, CLIENT_SECRET)]
        self.run(values.test.pod, container, deadline_seconds=300, volumes=volumes)
