"""What differs between the environments of floe-services."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.charts.floe_services.values import (
    DagsterOptions,
    FloeServicesValues,
    PolicyValues,
    WebserverValues,
)
from floe_charts.constructs.database import PostgresValues
from floe_charts.constructs.database.values import StorageValues
from floe_charts.constructs.pod.options import resources
from floe_charts.values.common import GlobalValues

SMALL = resources("100m", "256Mi", "500m", "512Mi")

OVERLAYS: Mapping[str, FloeServicesValues] = {
    "dev": FloeServicesValues(
        global_=GlobalValues(environment="dev"),
        webserver=WebserverValues(replicas=1, pod=DagsterOptions(resources=SMALL)),
        postgresql=PostgresValues(storage=StorageValues(size="5Gi")),
    ),
    "staging": FloeServicesValues(
        global_=GlobalValues(environment="staging"),
        webserver=WebserverValues(replicas=2),
        network_policies=PolicyValues(enabled=True),
    ),
    "prod": FloeServicesValues(
        global_=GlobalValues(environment="prod", image_pull_policy="Always"),
        webserver=WebserverValues(replicas=2, pod=DagsterOptions(spread="hard")),
        postgresql=PostgresValues(storage=StorageValues(size="50Gi")),
        network_policies=PolicyValues(enabled=True),
    ),
    "integration": FloeServicesValues(
        global_=GlobalValues(environment="dev"),
        webserver=WebserverValues(pod=DagsterOptions(resources=SMALL)),
        postgresql=PostgresValues(storage=StorageValues(size="1Gi")),
    ),
}
