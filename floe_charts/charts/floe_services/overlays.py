"""What differs between the environments of floe-services."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.charts.floe_services.user_code_values import DagsterOptions, RunValues
from floe_charts.charts.floe_services.values import DaemonValues, FloeServicesValues, PolicyValues
from floe_charts.charts.floe_services.webserver_values import WebserverValues
from floe_charts.constructs.database import PostgresValues
from floe_charts.constructs.database.values import StorageValues
from floe_charts.constructs.pod.resources import resources
from floe_charts.values.common import GlobalValues

SMALL = resources("100m", "256Mi", "500m", "512Mi")
#: Three such runs and the services stay within requests of 4 CPUs and 8Gi.
FEW = DaemonValues(max_concurrent_runs=3)
SMALL_RUNS = RunValues(resources=resources("250m", "512Mi", "1", "1Gi"))

OVERLAYS: Mapping[str, FloeServicesValues] = {
    "dev": FloeServicesValues(
        global_=GlobalValues(environment="dev"),
        webserver=WebserverValues(pod=DagsterOptions(resources=SMALL)),
        daemon=FEW,
        runs=SMALL_RUNS,
        postgresql=PostgresValues(storage=StorageValues(size="5Gi")),
    ),
    "staging": FloeServicesValues(
        global_=GlobalValues(environment="staging"),
        webserver=WebserverValues(replicas=2),
        daemon=FEW,
        network_policies=PolicyValues(enabled=True),
    ),
    "prod": FloeServicesValues(
        global_=GlobalValues(environment="prod", image_pull_policy="Always"),
        webserver=WebserverValues(replicas=2),
        postgresql=PostgresValues(storage=StorageValues(size="50Gi")),
        network_policies=PolicyValues(enabled=True),
    ),
    "integration": FloeServicesValues(
        global_=GlobalValues(environment="dev"),
        webserver=WebserverValues(pod=DagsterOptions(resources=SMALL)),
        daemon=FEW,
        runs=SMALL_RUNS,
        postgresql=PostgresValues(storage=StorageValues(size="1Gi")),
    ),
}
