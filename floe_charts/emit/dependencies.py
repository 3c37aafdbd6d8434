"""Subcharts: the requirement in Chart.yaml, Chart.lock, and the packaged chart under ``charts/``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from floe_charts.constructs import allowance_file
from floe_charts.emit.archive import chart_archive
from floe_charts.helm.lock import chart_lock
from floe_charts.synth.model import ChartModel


def dependency_entries(model: ChartModel) -> list[dict[str, Any]]:
    """``dependencies`` of Chart.yaml: in-repo charts by ``file://``, exact versions, a condition each."""
    return [
        {
            "name": sub.model.info.name,
            "version": sub.model.info.version,
            "repository": f"file://../{sub.model.info.name}",
            "condition": sub.condition,
        }
        for sub in model.subcharts
    ]


def dependency_files(
    model: ChartModel, files_of: Callable[[ChartModel], Mapping[str, str | bytes]]
) -> dict[str, str | bytes]:
    """Chart.lock and the archives of what ``files_of`` each subchart gives; nothing for a chart without subcharts."""
    if not model.subcharts:
        return {}
    archives = {
        f"charts/{sub.model.info.name}-{sub.model.info.version}.tgz": chart_archive(
            sub.model.info.name,
            {path: text for path, text in files_of(sub.model).items() if path != allowance_file.FILE},
        )
        for sub in model.subcharts
    }
    return {"Chart.lock": chart_lock(dependency_entries(model)), **archives}
