"""Names of the three charts' objects that an installer can make the same."""

from __future__ import annotations

from typing import Any

from floe_charts.charts.floe_platform.values import FloePlatformValues
from floe_charts.constructs.distinct_names import Taken, refuse_same_names
from floe_charts.constructs.subchart_names import SubchartNames
from floe_charts.constructs.workload_chart import WorkloadChart
from floe_charts.flow.inside import fallback


def keep_names_apart(
    chart: WorkloadChart[Any], values: FloePlatformValues, services: SubchartNames, collector: SubchartNames
) -> None:
    """The stems of the charts' names, and the accounts they create."""
    dagster, otel = values.floe_services, values.otel_collector
    stems = {
        chart.info.name: Taken(chart.fullname),
        services.key: Taken(services.fullname, dagster.enabled),
        collector.key: Taken(collector.fullname, otel.enabled),
    }
    launcher = f"{services.fullname}-run-access"
    accounts = {
        "serviceAccount": Taken(chart.service_account, values.service_account.create),
        **_account(chart, services, "serviceAccount", dagster.service_account, dagster, services.fullname),
        **_account(chart, services, "runAccess", dagster.run_access, dagster, launcher),
        **_account(chart, collector, "serviceAccount", otel.service_account, otel, collector.fullname),
    }
    refuse_same_names(chart, stems, accounts)


def _account(
    chart: WorkloadChart[Any], subchart: SubchartNames, key: str, account: Any, values: Any, default: str
) -> dict[str, Taken]:
    """An account of a subchart, as the subchart names it."""
    path = f"{subchart.key}.{key}"
    comment = f"The name of the account that {path} creates or uses."
    name = chart.text(f"{path}.account", fallback(account.name, default), comment)
    return {path: Taken(name, values.enabled & account.create)}
