"""What differs between the environments of floe-platform. The subcharts bring their own differences along."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.charts.floe_platform.values import (
    FloePlatformValues,
    FloeServicesPart,
    OtelCollectorPart,
    PolicyValues,
)
from floe_charts.charts.floe_services.overlays import OVERLAYS as SERVICES
from floe_charts.charts.otel_collector.overlays import OVERLAYS as COLLECTOR
from floe_charts.charts.polaris import PolarisValues
from floe_charts.charts.polaris.values import PolarisOptions
from floe_charts.constructs.database import PostgresValues
from floe_charts.constructs.database.values import StorageValues
from floe_charts.constructs.pod.resources import resources
from floe_charts.values.common import GlobalValues

OVERLAYS: Mapping[str, FloePlatformValues] = {
    "dev": FloePlatformValues(
        global_=GlobalValues(environment="dev"),
        polaris=PolarisValues(
            pod=PolarisOptions(resources=resources("250m", "512Mi", "1", "1536Mi")),
            database=PostgresValues(storage=StorageValues(size="5Gi")),
        ),
        floe_services=FloeServicesPart.of(SERVICES["dev"]),
        otel_collector=OtelCollectorPart.of(COLLECTOR["dev"]),
    ),
    "staging": FloePlatformValues(
        global_=GlobalValues(environment="staging"),
        polaris=PolarisValues(replicas=2),
        network_policies=PolicyValues(enabled=True),
        floe_services=FloeServicesPart.of(SERVICES["staging"]),
        otel_collector=OtelCollectorPart.of(COLLECTOR["staging"]),
    ),
    "prod": FloePlatformValues(
        global_=GlobalValues(environment="prod", image_pull_policy="Always"),
        polaris=PolarisValues(
            replicas=2,
            database=PostgresValues(storage=StorageValues(size="50Gi")),
        ),
        network_policies=PolicyValues(enabled=True),
        floe_services=FloeServicesPart.of(SERVICES["prod"]),
        otel_collector=OtelCollectorPart.of(COLLECTOR["prod"]),
    ),
}
