"""floe-services: Dagster and PostgreSQL, the smallest floe that runs pipelines."""

from __future__ import annotations

from typing import Any

from floe_charts.charts.floe_services.about import ABOUT
from floe_charts.charts.floe_services.access import RunAccess
from floe_charts.charts.floe_services.code_locations import CodeLocations
from floe_charts.charts.floe_services.daemon import Daemon
from floe_charts.charts.floe_services.egress import UserCodeEgress
from floe_charts.charts.floe_services.instance import GRPC_PORT, Instance
from floe_charts.charts.floe_services.migration import Migration
from floe_charts.charts.floe_services.notes import notes
from floe_charts.charts.floe_services.overlays import OVERLAYS
from floe_charts.charts.floe_services.user_code_values import ROLE, RUN
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.charts.floe_services.webserver import PORT, Webserver
from floe_charts.charts.floe_services.webserver_test import WebserverTest
from floe_charts.constructs.allowance import Allowance
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.network import Peer
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import not_


class FloeServices(WorkloadChart[FloeServicesValues]):
    """Dagster's webserver, daemon and code locations, with their database."""

    info = ChartInfo(
        "floe-services",
        "0.1.0",
        app_version="0.1.0",
        description="Dagster and PostgreSQL: the smallest floe that runs pipelines.",
        keywords=("dagster", "data-platform", "floe", "orchestration"),
        home="https://dagster.io",
        sources=("https://github.com/dagster-io/dagster",),
        maintainers=("The floe-charts authors",),
        icon="https://dagster.io/images/brand/logos/dagster-primary-mark.png",
    )
    values_type = FloeServicesValues
    allowed = (
        Allowance("probes", "-daemon spec.template.spec.containers[0]: has no readiness", "nothing calls the daemon"),
        Allowance(
            "references", "-postgresql-auth does not exist", "the generator's hook makes it before anything else starts"
        ),
        Allowance("selectors", "NetworkPolicy/release-floe-services-runs", "Dagster makes the pods of runs"),
        Allowance(
            "selectors", "NetworkPolicy/release-floe-services-code-locations", "there may be no code location yet"
        ),
    )
    overlays = OVERLAYS
    about = ABOUT
    timeout = "20m"

    def build(self, values: FloeServicesValues) -> None:
        self.add_service_account()
        self.database = database = Postgres(self, "postgresql", values.postgresql, values.secrets)
        self.instance = instance = Instance(self, "dagster", values, database)
        access = RunAccess(self, "run-access", values.run_access)
        webserver = Webserver(self, "webserver", values, instance, access.account)
        daemon = Daemon(self, "daemon", values, instance, access.account)
        locations = CodeLocations(self, values, instance)
        migration = Migration(self, "migration", values, instance)
        test = WebserverTest(self, "webserver-test", values, webserver)
        runs = self.network.peer("runs", {**self.selector_labels, ROLE: RUN})
        self._wire(database, webserver.peer, daemon.peer, locations.peer, migration.peer, runs)
        self.network.connect(test.peer, webserver.peer, PORT, "helm test", values.test.enabled)
        database.test(values.test.pod, values.test.enabled)
        UserCodeEgress(self, "user-code", values.network_policies, (locations.peer, runs))

    def notes(self) -> list[Any]:
        """What to do next."""
        return notes(self, self.database, self.instance.hosts)

    def _wire(
        self, database: Postgres, webserver: Peer, daemon: Peer, locations: Peer, migration: Peer, runs: Peer
    ) -> None:
        """The edges of the connection matrix."""
        network = self.network
        network.accept(webserver, PORT, "user interface and GraphQL", self.values.network_policies.clients)
        for caller, launches in ((webserver, not_(self.values.webserver.read_only)), (daemon, True)):
            database.used_by(caller, "instance storage")
            network.connect(caller, locations, GRPC_PORT, "definitions")
            network.call_api_server(caller, "launches and stops runs", self.values, launches)
        database.used_by(locations, "instance storage")
        database.used_by(runs, "events of every run")
        database.used_by(migration, "schema")
