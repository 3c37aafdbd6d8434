"""The ``run_launcher`` of dagster.yaml: what all runs have in common. ``run_context`` says what a location adds."""

from __future__ import annotations

from typing import Any

from floe_charts.charts.floe_services.user_code_values import DAGSTER, ROLE, RUN
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.client import VARIABLES
from floe_charts.constructs.pod.container import variable_sources
from floe_charts.constructs.pod.pod import first_set, spread_constraints
from floe_charts.constructs.pod.scheduling import Scheduling
from floe_charts.constructs.pod.scratch import tmp, tmp_mount
from floe_charts.constructs.pod.security import container_security, pod_security
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import fallback, items, merged


def run_launcher(
    chart: WorkloadChart[Any], values: FloeServicesValues, database: Postgres, config_map: str
) -> dict[str, Any]:
    """K8sRunLauncher, which makes a Job of each run."""
    return {
        "module": "dagster_k8s",
        "class": "K8sRunLauncher",
        "config": {
            "service_account_name": chart.service_account,
            "instance_config_map": config_map,
            "job_namespace": chart.release_namespace,
            "image_pull_policy": values.global_.image_pull_policy,
            "image_pull_secrets": chart.pull_secrets,
            "env_vars": [
                *(f"{name}={file}" for name, file in VARIABLES.items()),
                "HOME=/tmp",
            ],  # the launcher sets DAGSTER_HOME itself
            "volumes": items(database.service_file(), tmp(values.runs.tmp_size_limit)),
            "volume_mounts": items(database.service_mount(), tmp_mount()),
            "run_k8s_config": _run_job(chart, values),
        },
    }


def _run_job(chart: WorkloadChart[Any], values: FloeServicesValues) -> dict[str, Any]:
    """Labels for the pods alone: on the Job, Argo CD would hold it for its own and prune it while it runs.

    The launcher's labels are those of a run's steps as well, where ``k8s_job_executor`` makes pods of them.
    """
    runs = values.runs
    return {
        "pod_template_spec_metadata": {
            "labels": merged({**chart.selector_labels, ROLE: RUN}, runs.pod_labels, disjoint=True),
            "annotations": runs.pod_annotations,
        },
        "container_config": {
            "env_from": variable_sources(chart, runs.env_from),
            "resources": runs.resources,
            "security_context": container_security(),
            "termination_message_policy": "FallbackToLogsOnError",
        },
        "pod_spec_config": {
            **_placement(chart, runs, values.scheduling),
            "security_context": pod_security(DAGSTER, values.global_.security_preset),
            "automount_service_account_token": False,
            "enable_service_links": False,
        },
        "job_spec_config": {
            "ttl_seconds_after_finished": runs.ttl_seconds_after_finished,
            "active_deadline_seconds": runs.active_deadline_seconds,
        },
    }


def _placement(chart: WorkloadChart[Any], own: Scheduling, wide: Scheduling) -> dict[str, Any]:
    """Where run pods go, in Dagster's spelling of a pod spec."""
    spread = fallback(own.topology_spread_constraints, wide.topology_spread_constraints)
    return {
        "affinity": fallback(own.affinity, wide.affinity),
        "topology_spread_constraints": spread_constraints(spread, {**chart.selector_labels, ROLE: RUN}),
        "node_selector": fallback(own.node_selector, wide.node_selector),
        "tolerations": fallback(own.tolerations, wide.tolerations),
        "priority_class_name": first_set(own.priority_class_name, wide.priority_class_name),
        "runtime_class_name": first_set(own.runtime_class_name, wide.runtime_class_name),
    }
