"""NOTES.txt: what runs, and how to start it."""

from __future__ import annotations

from typing import Any

from floe_charts.constructs.component import COMPONENT
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.flow.inside import choose, is_set, only_if
from floe_charts.flow.layers import inherited, pick
from floe_charts.flow.shared_conditions import any_entry


def notes(chart: HelmChart[Any], label: str) -> list[Any]:
    """Lines about the jobs; what is switched off is not spoken of."""
    jobs, where = chart.values.jobs, f"--namespace {chart.release_namespace}"
    mine = f"--selector app.kubernetes.io/instance={chart.release_name},{COMPONENT}={label}"
    on = any_entry(chart, "someOn", jobs, lambda name, job: _on(chart, job), "Whether a job is switched on.")
    scheduled = any_entry(
        chart,
        "someScheduled",
        jobs,
        lambda name, job: _on(chart, job) & is_set(job.schedule),
        "Whether a job with a schedule is switched on.",
    )
    nothing = choose(is_set(jobs), "Every job is switched off.", "No job is declared: add entries to jobs.")
    return [
        choose(on, f"What runs, and when: kubectl get cronjobs,jobs {where} {mine}", nothing),
        only_if(scheduled, f"Start a scheduled one now: kubectl create job {where} --from=cronjob/<name> <new-name>"),
    ]


def _on(chart: HelmChart[Any], job: Any) -> Any:
    """Whether a job is switched on, by itself, by its type or by the defaults."""
    values = chart.values
    return inherited("enabled", (values.defaults, pick(values.presets, job.type)), job)
