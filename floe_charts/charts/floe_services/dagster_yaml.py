"""dagster.yaml: what the chart writes there, and the installer's keys beside it."""

from __future__ import annotations

from typing import Any, cast

from floe_charts.charts.floe_services.dagster_yaml_values import MERGED
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.client import SERVICE
from floe_charts.flow.inside import choose, is_set, merged, only_if, without
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.known import KnownMap
from floe_charts.template.call import call

#: It would write to DAGSTER_HOME, which is read-only: webserver and daemon would crash at their start.
_NO_TELEMETRY = {"telemetry": {"enabled": False}}
NO_COMPUTE_LOGS = {"module": "dagster.core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}


class DagsterYaml:
    """The parts of dagster.yaml, for those who read all of it and those who need the storage alone."""

    def __init__(self, values: FloeServicesValues, database: Postgres) -> None:
        self.values, self.database = values, database

    def storage_only(self) -> dict[str, Any]:
        """Without a launcher, which wants a token for the Kubernetes API when loaded."""
        return {**_NO_TELEMETRY, **self._storage()}

    def reading(self) -> dict[str, Any]:
        """For a webserver that only reads."""
        return self._beside({})

    def full(self, launcher: dict[str, Any]) -> dict[str, Any]:
        """For those who launch runs."""
        return self._beside({"run_launcher": launcher, "run_monitoring": self._monitoring()})

    def _beside(self, own: dict[str, Any]) -> dict[str, Any]:
        """The installer's keys stand in the middle: at the end their last line break would be theirs too."""
        shared = {
            "compute_logs": self._compute_logs(),
            "run_coordinator": self._coordinator(),
            "concurrency": self._concurrency(),
        }
        more = without(self.values.dagster_yaml, *MERGED)
        return merged(_NO_TELEMETRY, more, shared, own, self._storage(), disjoint=True)

    def _storage(self) -> dict[str, Any]:
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
        runs = merged(limit, self._given("concurrency", "runs"), disjoint=True)
        return merged({"runs": runs}, without(self._given("concurrency"), "runs"), disjoint=True)

    def _compute_logs(self) -> dict[str, Any]:
        given = self._given("compute_logs")
        return choose(is_set(given), given, NO_COMPUTE_LOGS)

    def _monitoring(self) -> dict[str, Any]:
        runs = self.values.runs
        own = {"enabled": True, "start_timeout_seconds": runs.start_timeout_seconds}
        return only_if(self.values.daemon.enabled, merged(own, self._given("run_monitoring"), disjoint=True))

    def _given(self, *keys: str) -> dict[str, Any]:
        """What the installer says below some keys; the schema makes sure that it is a map."""
        source: Any = self.values.dagster_yaml
        if getattr(source, "registry", None):
            whole = call("default", {}, source.node, kind="map")
            return EntryMap(call("dig", *keys, {}, whole, kind="map"), source.registry, None)
        for key in keys:
            source = (source or {}).get(key)
        return cast(dict[str, Any], KnownMap(source, None) if source else None)
