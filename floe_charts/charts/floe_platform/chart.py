"""floe-platform: the whole platform in one install."""

from __future__ import annotations

from typing import Any, ClassVar

from floe_charts.charts.floe_platform.about import ABOUT
from floe_charts.charts.floe_platform.notes import notes
from floe_charts.charts.floe_platform.overlays import OVERLAYS
from floe_charts.charts.floe_platform.values import FloePlatformValues
from floe_charts.charts.floe_platform.wiring import Subcharts
from floe_charts.charts.floe_services import FloeServices
from floe_charts.charts.otel_collector import OtelCollector
from floe_charts.charts.polaris import API_PORT, Polaris
from floe_charts.charts.polaris.catalog_test import CatalogTest
from floe_charts.charts.polaris.secrets import PolarisSecrets
from floe_charts.charts.polaris.settings import MANAGEMENT_PORT, Settings
from floe_charts.constructs.allowance import Allowance
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.helm_chart import Subchart
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.workload_chart import WorkloadChart


class FloePlatform(WorkloadChart[FloePlatformValues]):
    """Polaris with its database; Dagster and the collector as subcharts."""

    info = ChartInfo(
        "floe-platform",
        "0.1.0",
        app_version="0.1.0",
        description="The floe data platform: Dagster, Apache Polaris and the OpenTelemetry Collector.",
        keywords=("dagster", "data-platform", "floe", "iceberg", "opentelemetry", "polaris"),
        sources=(
            "https://github.com/apache/polaris",
            "https://github.com/dagster-io/dagster",
            "https://github.com/open-telemetry/opentelemetry-collector",
        ),
        maintainers=("The floe-charts authors",),
        icon="https://raw.githubusercontent.com/apache/polaris/a89207a85b9be8e8d65cf7a101ecf32cbea7e5a2/site/static/img/"
        "logos/apache-polaris-logo-stacked-dark.svg",
    )
    values_type = FloePlatformValues
    overlays = OVERLAYS
    subcharts = (
        Subchart(FloeServices, "floe-services.enabled"),
        Subchart(OtelCollector, "otel-collector.enabled"),
    )
    about: ClassVar[str] = ABOUT
    timeout = FloeServices.timeout  # Dagster's migration is the hook that takes longest
    allowed = (
        *(
            Allowance(
                "references", f"-{secret} does not exist", "the generator's hook makes it before anything else starts"
            )
            for secret in ("polaris-db-auth", "polaris-root", "polaris-token-key")
        ),
        Allowance("values", "polaris.root.clientSecretKey", "it is the name of a key in a Secret"),
        Allowance("selectors", "NetworkPolicy/release-floe-platform-runs", "Dagster makes the pods of runs"),
        Allowance(
            "selectors", "NetworkPolicy/release-floe-platform-code-locations", "there may be no code location yet"
        ),
    )

    def build(self, values: FloePlatformValues) -> None:
        self.add_service_account()
        catalog, self.others = values.polaris, Subcharts(self, values)
        database = Postgres(self, "polaris-db", catalog.database, values.secrets)
        secrets = PolarisSecrets(self, catalog, values.secrets)
        settings = Settings(self, "polaris-config", catalog, database, self.others.endpoint, self.others.traced())
        self.polaris = Polaris(self, "polaris", catalog, settings, secrets, database)
        self.database = database
        self.test = CatalogTest(self, "polaris-test", catalog, self.polaris, secrets)
        database.test(catalog.test.pod, catalog.test.enabled)
        database.used_by(self.polaris.peer, "catalog")
        self._wire(values)

    def _wire(self, values: FloePlatformValues) -> None:
        """The edges of Polaris beside its database."""
        network, peer, store = self.network, self.polaris.peer, values.polaris.object_store
        network.accept(peer, API_PORT, "catalog", values.network_policies.clients)
        network.scrape(peer, MANAGEMENT_PORT, "metrics", values.network_policies.scrapers)
        network.connect(self.test.peer, peer, API_PORT, "helm test", values.polaris.test.enabled)
        network.call_outside(
            peer, store.port, "object store", values.network_policies.external_cidrs, store.enabled, store.pods
        )
        self.others.wire(peer, API_PORT)

    def notes(self) -> list[Any]:
        return notes(self)
