"""application.properties: everything the server is told that is no secret."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.polaris.secrets import KEY_FILE
from floe_charts.charts.polaris.values import CONFIG, SETTINGS_SUM, PolarisValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.client import SERVICE
from floe_charts.constructs.properties import properties_file

API_PORT, MANAGEMENT_PORT = 8181, 8182


def jdbc_url(database: Postgres) -> str:
    """The database; the driver takes the password from the libpq service file that PGSERVICEFILE names."""
    url = f"jdbc:postgresql://{database.host}:{database.port}/{database.values.database}?service={SERVICE}"
    shared: str = database.chart.text(f"{database.id}.jdbcUrl", url, "How the driver finds the database.")
    return shared


class Settings(Component):
    """The ConfigMap, and how the server mounts it."""

    def __init__(
        self, scope: Any, id: str, values: PolarisValues, database: Postgres, collector: str, tracing: Any
    ) -> None:
        super().__init__(scope, id)
        self.values = values
        own = {
            **self._fixed(database),
            "quarkus.otel.sdk.disabled": "false",
            "quarkus.otel.exporter.otlp.endpoint": collector,
        }
        when = dict.fromkeys(("quarkus.otel.sdk.disabled", "quarkus.otel.exporter.otlp.endpoint"), tracing)
        self.file = properties_file(
            self.chart,
            "polarisProperties",
            own,
            values,
            "properties",
            "application.properties of Polaris.",
            when,
        )
        self.checksums = {SETTINGS_SUM: self.file.checksum}
        k8s.KubeConfigMap(self, "config", metadata=self.metadata(), data={"application.properties": self.file.text})

    def _fixed(self, database: Postgres) -> dict[str, str]:
        return {
            "quarkus.http.port": str(API_PORT),
            "quarkus.management.port": str(MANAGEMENT_PORT),
            "quarkus.log.level": self.values.log_level,
            "quarkus.log.console.json.enabled": "true",
            "quarkus.log.file.enabled": "false",
            "polaris.realm-context.realms": self.values.realm,
            "polaris.persistence.type": "relational-jdbc",
            "quarkus.datasource.jdbc.url": jdbc_url(database),
            "quarkus.datasource.username": database.values.username,
            "polaris.authentication.token-broker.type": "symmetric-key",
            "polaris.authentication.token-broker.symmetric-key.file": KEY_FILE,
        }

    def volume(self) -> k8s.Volume:
        """The file."""
        return k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=self.name))

    @staticmethod
    def mount() -> k8s.VolumeMount:
        """Where Quarkus looks for it."""
        return k8s.VolumeMount(name="config", mount_path=CONFIG, read_only=True)
