"""dagster.yaml and workspace.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.user_code_values import HOME, RUN, SETTINGS_SUM, WORKSPACE_SUM
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.component import COMPONENT, Component
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.postgres import SERVICE, SERVICE_FILE
from floe_charts.constructs.pod.container import variables, volume, volume_mount
from floe_charts.constructs.pod.options import Scheduling
from floe_charts.constructs.pod.pod import first_set, spread_constraints
from floe_charts.constructs.pod.scratch import tmp, tmp_mount
from floe_charts.constructs.pod.security import User, container_security, pod_security
from floe_charts.flow.inside import choose, each, each_shared, fallback, is_set, items, only_if

#: The image runs as root; every file it needs is readable by anybody.
DAGSTER = User(1000, 1000)
GRPC_PORT = 3030
#: Key of the ConfigMap with the ``dagster.yaml`` of a webserver that only reads.
READING = "dagster-read-only.yaml"


class Instance(Component):
    """The configuration all Dagster processes share, and what their containers need for it."""

    def __init__(self, scope: Any, id: str, values: FloeServicesValues, database: Postgres) -> None:
        super().__init__(scope, id)
        self.values, self.database = values, database
        self.settings = self.chart.document(
            "dagsterYaml", self._dagster(), "dagster.yaml: storage, queue and launcher of the instance."
        )
        self.workspace = self.chart.document("workspaceYaml", self._workspace(), "workspace.yaml: the code locations.")
        self.checksums = {
            SETTINGS_SUM: self.settings.checksum,
            WORKSPACE_SUM: self.workspace.checksum,
        }
        reading = self.chart.document(
            "readingYaml", self._reading(), "dagster.yaml of a webserver that only reads: no launcher."
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
        return {"DAGSTER_HOME": HOME, "HOME": "/tmp", "PGSERVICEFILE": SERVICE_FILE}

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

    def storage_only(self) -> dict[str, Any]:
        """``dagster.yaml`` without a launcher, which wants a token for the Kubernetes API when loaded."""
        return {"telemetry": {"enabled": False}, "storage": {"postgres": {"postgres_db": self._storage()}}}

    def _dagster(self) -> dict[str, Any]:
        return {
            **self._reading(),
            "run_launcher": {"module": "dagster_k8s", "class": "K8sRunLauncher", "config": self._launcher()},
            "run_monitoring": only_if(
                self.values.daemon.enabled,
                {"enabled": True, "start_timeout_seconds": self.values.runs.start_timeout_seconds},
            ),
        }

    def _reading(self) -> dict[str, Any]:
        return {
            **self.storage_only(),
            "run_coordinator": self._coordinator(),
            "compute_logs": {
                "module": "dagster.core.storage.noop_compute_log_manager",
                "class": "NoOpComputeLogManager",
            },
        }

    def _coordinator(self) -> dict[str, Any]:
        """Only a daemon takes runs from the queue; without one whoever starts a run launches it at once."""
        daemon = self.values.daemon
        return {
            "module": "dagster.core.run_coordinator",
            "class": choose(daemon.enabled, "QueuedRunCoordinator", "DefaultRunCoordinator"),
            "config": only_if(daemon.enabled, {"max_concurrent_runs": daemon.max_concurrent_runs}),
        }

    def _storage(self) -> dict[str, Any]:
        """The password stays out: libpq reads it from the service file."""
        database = self.values.postgresql
        return {
            "hostname": self.database.host,
            "port": self.database.port,
            "db_name": database.database,
            "username": database.username,
            "password": "",
            "scheme": "postgresql+psycopg2",
            "params": {"service": SERVICE},
        }

    def _launcher(self) -> dict[str, Any]:
        runs, chart = self.values.runs, self.chart
        return {
            "service_account_name": chart.service_account,
            "instance_config_map": self.name,
            "job_namespace": chart.release_namespace,
            "image_pull_policy": self.values.global_.image_pull_policy,
            "image_pull_secrets": chart.pull_secrets,
            "env_vars": [
                f"PGSERVICEFILE={SERVICE_FILE}",
                "HOME=/tmp",
            ],  # the launcher sets DAGSTER_HOME itself
            "volumes": items(
                self.database.service_file(),
                tmp(runs.tmp_size_limit),
                each_shared(chart, "volumes", runs.volumes, volume),
            ),
            "volume_mounts": items(
                self.database.service_mount(),
                tmp_mount(),
                each_shared(chart, "volumeMounts", runs.volumes, volume_mount),
            ),
            "resources": runs.resources,
            "run_k8s_config": self._run_job(),
        }

    def _run_job(self) -> dict[str, Any]:
        """Labels for the pods alone: on the Job, Argo CD would hold it for its own and prune it while it runs."""
        runs = self.values.runs
        return {
            "pod_template_spec_metadata": {"labels": self.chart.selector_labels},
            "container_config": {
                "security_context": container_security(),
                "termination_message_policy": "FallbackToLogsOnError",
                "env": variables(self.chart, {}, runs.env),
            },
            "pod_spec_config": {
                **placement(runs, self.values.scheduling, {**self.chart.selector_labels, COMPONENT: RUN}),
                "security_context": pod_security(DAGSTER, self.values.global_.security_preset),
                "automount_service_account_token": False,
                "enable_service_links": False,
            },
            "job_spec_config": {
                "ttl_seconds_after_finished": runs.ttl_seconds_after_finished,
                "active_deadline_seconds": runs.active_deadline_seconds,
            },
        }

    def _workspace(self) -> dict[str, Any]:
        locations = self.values.code_locations
        servers = each(locations, lambda location_name, location: self._server(location_name))
        return {"load_from": choose(is_set(locations), servers, [])}

    def _server(self, name: str) -> dict[str, Any]:
        return {"grpc_server": {"host": self.location_host(name), "port": GRPC_PORT, "location_name": name}}

    def location_host(self, name: str) -> str:
        """The DNS name of a code location."""
        host: str = self.chart.cut(f"{self.chart.fullname}-code-{name}", 63)
        return host


def placement(own: Scheduling, wide: Scheduling, labels: Mapping[str, str]) -> dict[str, Any]:
    """Where run pods, which have these labels, go, in Dagster's spelling of a pod spec."""
    spread = fallback(own.topology_spread_constraints, wide.topology_spread_constraints)
    return {
        "affinity": fallback(own.affinity, wide.affinity),
        "topology_spread_constraints": spread_constraints(spread, labels),
        "node_selector": fallback(own.node_selector, wide.node_selector),
        "tolerations": fallback(own.tolerations, wide.tolerations),
        "priority_class_name": first_set(own.priority_class_name, wide.priority_class_name),
        "runtime_class_name": first_set(own.runtime_class_name, wide.runtime_class_name),
    }
