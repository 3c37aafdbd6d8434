"""Build charts from their source, quickly.

Node starts first, and is not waited for while Python imports the charts. Argument checks that Node repeats
are left out, and come back, for their message, when a build fails.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from floe_charts.cli.ask_ahead import ask
from floe_charts.cli.node_start import without_waiting
from floe_charts.cli.progress import say
from floe_charts.cli.project import Charts
from floe_charts.cli.type_checks import defer, unchecked
from floe_charts.node import ensure_node

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart
    from floe_charts.synth.model import ChartModel

Files = dict[str, dict[str, "str | bytes"]]


def build(name: str | None = None) -> dict[str, ChartModel]:
    """The models of the current directory's charts, or of the one of that name, by name.

    Raises:
        NodeMissing: nothing to run cdk8s on.
        Failure: an unknown chart, or one that cannot be imported.
    """
    ensure_node()
    charts = Charts.here()
    with _warm_up():
        import floe_charts.emit.chart
        import floe_charts.kubernetes  # noqa: F401
        from floe_charts.synth import ahead
    ahead.ask = ask
    models = _synthesized(charts.load(name))
    return {name: models[name]} if name else models


def build_files(name: str | None = None) -> Files:
    """All files of the charts, by chart and path."""
    models = build(name)
    from floe_charts.emit.chart import chart_files

    files: Files = {}
    for chart, model in models.items():
        files[chart] = chart_files(model)
        say(f"{chart}: {len(files[chart])} files")
    return files


@contextmanager
def _warm_up() -> Iterator[None]:
    """Import cdk8s, which starts Node, before all else, and collect no garbage meanwhile."""
    collecting = gc.isenabled()
    gc.disable()
    defer()
    # pydantic would look through all installed packages for plugins
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        with suppress(ImportError):  # the same import fails again where it can be reported
            without_waiting()
            import cdk8s_plus_27.k8s  # noqa: F401
        yield
    finally:
        gc.freeze()  # modules stay for good: the collector need not look at them
        if collecting:
            gc.enable()


def _synthesized(charts: list[type[HelmChart[Any]]]) -> dict[str, ChartModel]:
    """Each chart once: a chart that is also a subchart comes out of its parent's model."""
    found: dict[type[HelmChart[Any]], ChartModel] = {}
    for chart in sorted(charts, key=lambda chart: not chart.subcharts):
        if chart not in found:
            _remember(_synthesize(chart), found)
    return {chart.info.name: found[chart] for chart in charts}


def _remember(model: ChartModel, found: dict[type[HelmChart[Any]], ChartModel]) -> None:
    found[model.source] = model
    for sub in model.subcharts:
        _remember(sub.model, found)


def _synthesize(chart: type[HelmChart[Any]]) -> ChartModel:
    from floe_charts.synth.model import synthesize

    try:
        with unchecked():
            return synthesize(chart)
    except Exception:
        return synthesize(chart)  # fails again, with Python's own message where it has one
