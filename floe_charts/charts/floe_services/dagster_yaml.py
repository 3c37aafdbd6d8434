"""dagster.yaml: what the chart writes there, and the installer's keys beside it."""

from __future__ import annotations

from typing import Any

from floe_charts.charts.floe_services.dagster_yaml_values import MERGED
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.client import SERVICE
from floe_charts.flow.inside import below, choose, is_set, merged, only_if, without

#: It would write to DAGSTER_HOME, which is read-only: webserver and daemon would crash at their start.
_NO_TELEMETRY = {"telemetry": {"enabled": False}}
NO_COMPUTE_LOGS = {"module": "dagster.core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}


class DagsterYaml:
    """The parts of dagster.yaml, for those who read all of it and those who need the storage alone."""

    def __init__(self, values: FloeServicesValues, database: Postgres) -> None:
        self.values, self.database = values, database
        self._storage = self._part("storageYaml", self._postgres(), "storage, for every dagster.yaml.")
        self._shared = self._part("sharedYaml", self._settings(), "What every dagster.yaml but the migration's says.")

    def _part(self, name: str, data: dict[str, Any], comment: str) -> dict[str, Any]:
        found: dict[str, Any] = self.database.chart.template(name, data, comment, as_written=True)
        return found

    def storage_only(self) -> dict[str, Any]:
        """Without a launcher, which wants a token for the Kubernetes API when loaded."""
        return merged(_NO_TELEMETRY, self._storage, disjoint=True)

    def reading(self) -> dict[str, Any]:
        """For a webserver that only reads."""
        return self._beside({})

    def full(self, launcher: dict[str, Any]) -> dict[str, Any]:
        """For those who launch runs."""
        return self._beside({"run_launcher": launcher, "run_monitoring": self._monitoring()})

    def _beside(self, own: dict[str, Any]) -> dict[str, Any]:
        """The installer's keys stand in the middle: at the end their last line break would be theirs too."""
        return merged(self._shared, own, self._storage, disjoint=True)

    def _settings(self) -> dict[str, Any]:
        own = {
            "compute_logs": self._compute_logs(),
            "run_coordinator": self._coordinator(),
            "concurrency": self._concurrency(),
        }
        return merged(_NO_TELEMETRY, without(self.values.dagster_yaml, *MERGED), own, disjoint=True)

    def _postgres(self) -> dict[str, Any]:
        """The password stays out: libpq reads it from the service file."""
        database = self.values.postgresql
        settings = {
            "hostname": self.database.host,
            "port": self.database.port,
            "db_name": database.database,
            "username": database.username,
            "password": "",
            "scheme": "postgresql+psycopg2",
            "params": {"service": SERVICE},
        }
        return {"storage": {"postgres": {"postgres_db": settings}}}

    def _coordinator(self) -> dict[str, Any]:
        """Only a daemon takes runs from the queue; without one whoever starts a run launches it at once."""
        queued = choose(self.values.daemon.enabled, "QueuedRunCoordinator", "DefaultRunCoordinator")
        return {"module": "dagster.core.run_coordinator", "class": queued}

    def _concurrency(self) -> dict[str, Any]:
        """The limit stands here: in the coordinator's own settings Dagster refuses it beside pools or limits by tag."""
        daemon = self.values.daemon
        limit = {"max_concurrent_runs": only_if(daemon.enabled, daemon.max_concurrent_runs)}
        given = below(self.values.dagster_yaml, "concurrency")
        runs = merged(limit, below(given, "runs"), disjoint=True)
        return merged({"runs": runs}, without(given, "runs"), disjoint=True)

    def _compute_logs(self) -> dict[str, Any]:
        given = below(self.values.dagster_yaml, "compute_logs")
        return choose(is_set(given), given, NO_COMPUTE_LOGS)

    def _monitoring(self) -> dict[str, Any]:
        runs = self.values.runs
        own = {"enabled": True, "start_timeout_seconds": runs.start_timeout_seconds}
        given = below(self.values.dagster_yaml, "run_monitoring")
        return only_if(self.values.daemon.enabled, merged(own, given, disjoint=True))
