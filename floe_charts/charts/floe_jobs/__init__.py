"""The chart floe-jobs."""

from floe_charts.charts.floe_jobs.chart import FloeJobs

__all__ = ["FloeJobs"]
