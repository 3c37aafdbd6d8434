"""What the runs of one code location get beside what all runs do, as Dagster passes it on: JSON in a variable."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.user_code_values import CONTEXT, CodeLocationEntry, RunValues
from floe_charts.constructs.partial import json_partial
from floe_charts.constructs.pod.container import variables
from floe_charts.constructs.pod.volumes import volume, volume_mount
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import each_shared, is_set, merged, only_if, overlaid
from floe_charts.flow.never_empty import filled


def run_context(chart: WorkloadChart[Any], location: CodeLocationEntry, runs: RunValues) -> Any:
    """The variable, only if it says something: the launcher lays it over ``run_launcher`` of dagster.yaml.

    Where both give a list the launcher appends one to the other and drops only what is twice the same, so two volumes
    at one path would make a Job that Kubernetes refuses. The variables and volumes of all runs therefore stand here
    and not in the launcher's own settings, with the location's in their place where the two share a key.
    """

    def context(location: CodeLocationEntry) -> dict[str, Any]:
        env = overlaid(chart, location.env, runs.env)
        more = overlaid(chart, location.volumes, runs.volumes)
        container = merged({"resources": location.runs.resources})
        metadata = merged({"labels": location.pod_labels, "annotations": location.pod_annotations})
        own = {
            "service_account_name": location.service_account_name,
            "env": variables(chart, {}, env),
            "volumes": each_shared(chart, "volumes", more, volume),
            "volume_mounts": each_shared(chart, "volumeMounts", more, volume_mount),
            "run_k8s_config": merged({"container_config": container, "pod_template_spec_metadata": metadata}),
        }
        return {"k8s": filled(own, chart.registry)}

    text = json_partial(
        chart, "runContext", context, "What a code location's runs get, for dagster-k8s.", location=location
    )
    return only_if(_says_something(location, runs), k8s.EnvVar(name=CONTEXT, value=text))


def _says_something(location: CodeLocationEntry, runs: RunValues) -> Any:
    own: Any = is_set(location.service_account_name) | is_set(location.runs.resources)
    labels = is_set(location.pod_labels) | is_set(location.pod_annotations)
    return own | labels | _either(location, runs, "env") | _either(location, runs, "volumes")


def _either(location: CodeLocationEntry, runs: RunValues, name: str) -> Any:
    return is_set(getattr(location, name)) | is_set(getattr(runs, name))
