"""floe-jobs: dbt, dlt, data quality and custom work as Jobs and CronJobs."""

from __future__ import annotations

from typing import Any

from floe_charts.charts.floe_jobs.about import ABOUT
from floe_charts.charts.floe_jobs.job import Job
from floe_charts.charts.floe_jobs.network import outgoing
from floe_charts.charts.floe_jobs.notes import notes
from floe_charts.charts.floe_jobs.overlays import OVERLAYS
from floe_charts.charts.floe_jobs.values import FloeJobsValues
from floe_charts.constructs.allowance import Allowance
from floe_charts.constructs.component import COMPONENT
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.scopes import ForEach
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.layers import pick

LABEL = "job"


class FloeJobs(WorkloadChart[FloeJobsValues]):
    """Jobs from a map in values, as a compile step would write it."""

    info = ChartInfo(
        "floe-jobs",
        "0.1.0",
        app_version="0.1.0",
        description="dbt, dlt, data quality and custom work as Jobs and CronJobs.",
        keywords=("data-platform", "dbt", "dlt", "floe", "jobs"),
        sources=("https://github.com/dbt-labs/dbt-core", "https://github.com/dlt-hub/dlt"),
        maintainers=("The floe-charts authors",),
        icon="https://raw.githubusercontent.com/kubernetes/community/14a4912c17fd8eea5dbaf3dc3fe9d4a8c1f23d41/icons/svg/"
        "resources/unlabeled/job.svg",
    )
    values_type = FloeJobsValues
    overlays = OVERLAYS
    allowed = (Allowance("selectors", "NetworkPolicy/release-floe-jobs-", "there may be no job yet"),)
    about = ABOUT

    def build(self, values: FloeJobsValues) -> None:
        self.add_service_account()
        for job in ForEach(
            self, "job", values.jobs, under=lambda entry: (values.defaults, pick(values.presets, entry.type))
        ):
            Job(job, LABEL)
        jobs = self.network.peer("jobs", {**self.selector_labels, COMPONENT: LABEL})
        self.network.call_listed(jobs, outgoing(self), "what networkPolicies lists")

    def notes(self) -> list[Any]:
        return [*super().notes(), *notes(self, LABEL)]
