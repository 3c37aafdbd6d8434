"""What the runs of one code location get beside what all runs do, as Dagster passes it on: JSON in a variable."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.user_code_values import CONTEXT, CodeLocationEntry
from floe_charts.constructs.partial import json_partial
from floe_charts.constructs.pod.container import variables, volume, volume_mount
from floe_charts.flow.inside import each_shared, is_set, only_if


def run_context(chart: Any, location: CodeLocationEntry) -> Any:
    """The variable, only if the location sets something: the launcher adds it to ``run_launcher`` of dagster.yaml."""

    def context(location: CodeLocationEntry) -> dict[str, Any]:
        env = {"container_config": {"env": variables(chart, {}, location.env)}}
        volumes = each_shared(chart, "volumes", location.volumes, volume)
        mounts = each_shared(chart, "volumeMounts", location.volumes, volume_mount)
        own = {"run_k8s_config": only_if(is_set(location.env), env), "volumes": volumes, "volume_mounts": mounts}
        return {"k8s": own}

    text = json_partial(
        chart, "runContext", context, "What a code location's runs get, for dagster-k8s.", location=location
    )
    return only_if(is_set(location.env) | is_set(location.volumes), k8s.EnvVar(name=CONTEXT, value=text))
