"""What differs between the environments of otel-collector."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.charts.otel_collector.values import (
    CollectorOptions,
    CollectorValues,
    OtelCollectorValues,
    PolicyValues,
)
from floe_charts.constructs.pod.resources import resources
from floe_charts.values.common import GlobalValues

OVERLAYS: Mapping[str, OtelCollectorValues] = {
    "dev": OtelCollectorValues(
        global_=GlobalValues(environment="dev"),
        collector=CollectorValues(
            replicas=1, pod=CollectorOptions(resources=resources("100m", "128Mi", "500m", "512Mi"))
        ),
    ),
    "staging": OtelCollectorValues(
        global_=GlobalValues(environment="staging"),
        collector=CollectorValues(replicas=2),
        network_policies=PolicyValues(enabled=True),
    ),
    "prod": OtelCollectorValues(
        global_=GlobalValues(environment="prod", image_pull_policy="Always"),
        collector=CollectorValues(replicas=2),
        network_policies=PolicyValues(enabled=True),
    ),
}
