"""dagster.yaml and workspace.yaml."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.dagster_yaml import DagsterYaml
from floe_charts.charts.floe_services.run_launcher import run_launcher
from floe_charts.charts.floe_services.user_code_values import (
    HOME,
    SETTINGS_SUM,
    WORKSPACE_SUM,
    CodeLocationEntry,
)
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.client import VARIABLES
from floe_charts.constructs.pod.scratch import tmp, tmp_mount
from floe_charts.flow.inside import choose, each, entries, is_set, merged, only_if

GRPC_PORT = 3030
#: Key of the ConfigMap with the ``dagster.yaml`` of a webserver that only reads.
READING = "dagster-read-only.yaml"


class Instance(Component):
    """The configuration all Dagster processes share, and what their containers need for it."""

    def __init__(self, scope: Any, id: str, values: FloeServicesValues, database: Postgres) -> None:
        super().__init__(scope, id)
        self.values, self.database = values, database
        self.yaml = DagsterYaml(values, database)
        launcher = run_launcher(self.chart, values, database, self.name)
        self.settings = self.chart.document(
            "dagsterYaml", self.yaml.full(launcher), "dagster.yaml: storage, queue and launcher of the instance."
        )
        self.hosts = self._hosts()
        self.workspace = self.chart.document("workspaceYaml", self._workspace(), "workspace.yaml: the code locations.")
        self.checksums = {
            SETTINGS_SUM: self.settings.checksum,
            WORKSPACE_SUM: self.workspace.checksum,
        }
        reading = self.chart.document(
            "readingYaml", self.yaml.reading(), "dagster.yaml of a webserver that only reads: no launcher."
        )
        data = {
            "dagster.yaml": self.settings.text,
            READING: only_if(values.webserver.read_only, reading.text),
            "workspace.yaml": self.workspace.text,
        }
        present = {key: text for key, text in data.items() if text is not None}
        k8s.KubeConfigMap(self, "config", metadata=self.metadata(), data=present)

    def env(self) -> dict[str, str]:
        """Variables of every Dagster container."""
        return {"DAGSTER_HOME": HOME, "HOME": "/tmp", **VARIABLES}

    def mounts(self) -> list[k8s.VolumeMount]:
        """Mounts of every Dagster container."""
        home = k8s.VolumeMount(name="dagster-home", mount_path=HOME, read_only=True)
        return [home, tmp_mount(), self.database.service_mount()]

    def volumes(
        self, tmp_size_limit: str, config_map: str | None = None, items: list[k8s.KeyToPath] | None = None
    ) -> list[k8s.Volume]:
        """The volumes behind the mounts."""
        source = k8s.ConfigMapVolumeSource(name=config_map or self.name, items=items)
        home = k8s.Volume(name="dagster-home", config_map=source)
        return [home, tmp(tmp_size_limit), self.database.service_file()]

    @staticmethod
    def reading_files() -> list[k8s.KeyToPath]:
        """The files of a process that only reads."""
        files = {READING: "dagster.yaml", "workspace.yaml": "workspace.yaml"}
        return [k8s.KeyToPath(key=key, path=path) for key, path in files.items()]

    def _workspace(self) -> dict[str, Any]:
        servers = each(self.hosts, self._server)
        return {"load_from": choose(is_set(self.hosts), servers, [])}

    def _hosts(self) -> Any:
        """The host of each code location that is enabled, by name."""
        locations = self.values.code_locations
        hosts = entries(locations, lambda location_name, location: self._host(location_name, location))
        comment = "The hosts of the code locations that are enabled, by name."
        return self.chart.map("codeHosts", merged(hosts), comment)

    def _host(self, name: str, location: CodeLocationEntry) -> str:
        return only_if(location.enabled, self.location_host(name))

    @staticmethod
    def _server(location_name: str, host: str) -> dict[str, Any]:
        return {"grpc_server": {"host": host, "port": GRPC_PORT, "location_name": location_name}}

    def location_host(self, name: str) -> str:
        """The DNS name of a code location."""
        host: str = self.chart.cut(f"{self.chart.fullname}-code-{name}", 63)
        return host
