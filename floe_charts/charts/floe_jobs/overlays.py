"""What differs between the environments of floe-jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.charts.floe_jobs.network import JobNetworkValues
from floe_charts.charts.floe_jobs.values import Defaults, FloeJobsValues
from floe_charts.constructs.pod.resources import resources
from floe_charts.values.common import GlobalValues

#: A node pool for batch work keeps services away by this taint; nodes without it take the jobs as well.
TOLERATIONS: Any = [{"key": "workload", "operator": "Equal", "value": "batch", "effect": "NoSchedule"}]

OVERLAYS: Mapping[str, FloeJobsValues] = {
    "dev": FloeJobsValues(
        global_=GlobalValues(environment="dev"),
        defaults=Defaults(resources=resources("250m", "512Mi", "1", "1Gi")),
    ),
    "staging": FloeJobsValues(
        global_=GlobalValues(environment="staging"),
        defaults=Defaults(tolerations=TOLERATIONS),
        network_policies=JobNetworkValues(enabled=True),
    ),
    "prod": FloeJobsValues(
        global_=GlobalValues(environment="prod", image_pull_policy="Always"),
        defaults=Defaults(tolerations=TOLERATIONS),
        network_policies=JobNetworkValues(enabled=True),
    ),
}
