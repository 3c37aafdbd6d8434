"""Build charts from their source, quickly.

Importing cdk8s is most of a run, and a third of that is waiting for Node. So it happens in a thread, while
this one imports pydantic and the rest. Argument checks that Node repeats are left out, and come back, for
their message, when a build fails.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import TYPE_CHECKING, Any

from floe_charts.cli.failure import Failure
from floe_charts.cli.progress import say
from floe_charts.cli.project import Charts
from floe_charts.cli.type_checks import defer, unchecked
from floe_charts.node import ensure_node

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart
    from floe_charts.synth.model import ChartModel

#: Seconds a thread may keep the interpreter: the one that talks to Node should get its answers soon.
_SOON = 0.0005
Files = dict[str, dict[str, "str | bytes"]]


def build(*names: str) -> dict[str, ChartModel]:
    """The models of the current directory's charts, or of those of these names, by name.

    Raises:
        NodeMissing: nothing to run cdk8s on.
        Failure: an unknown chart, one that cannot be imported, or two of one name.
    """
    ensure_node()
    charts = Charts.here()
    with _warm_up():
        import floe_charts.emit.chart
        import floe_charts.kubernetes  # noqa: F401
    with redirect_stdout(sys.stderr):  # a chart that prints: standard output is what was asked for
        return _synthesized(charts.load(*names))


def build_files(*names: str) -> Files:
    """All files of the charts, or of those of these names, by chart and path."""
    models = build(*names)
    from floe_charts.emit.chart import chart_files

    files: Files = {}
    for chart, model in models.items():
        files[chart] = chart_files(model)
        say(f"{chart}: {len(files[chart])} files")
    return files


@contextmanager
def _warm_up() -> Iterator[None]:
    """Import cdk8s in a thread, what needs no cdk8s in this one, and collect no garbage meanwhile."""
    collecting, interval = gc.isenabled(), sys.getswitchinterval()
    gc.disable()
    sys.setswitchinterval(_SOON)
    defer()
    # pydantic would look through all installed packages for plugins
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    thread = threading.Thread(target=_import_cdk8s)
    thread.start()
    try:
        import pydantic.main  # noqa: F401
        import yaml  # noqa: F401

        import floe_charts.values.model  # noqa: F401

        yield
    finally:
        thread.join()
        sys.setswitchinterval(interval)
        gc.freeze()  # modules stay for good: the collector need not look at them
        if collecting:
            gc.enable()


def _import_cdk8s() -> None:
    with suppress(Exception):  # the same import fails again where it can be reported
        import cdk8s_plus_27.k8s  # noqa: F401


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
    """The model, built without Python's argument checks.

    Raises:
        Failure: only the second attempt, which has those checks, succeeds: what was built depends on more than source.
    """
    from floe_charts.synth.model import synthesize

    try:
        with unchecked():
            return synthesize(chart)
    except Exception as first:
        synthesize(chart)  # fails again, with Python's own message where it has one
        said = " ".join(str(first).split())
        raise Failure(
            f"{chart.info.name}: {said}; a second attempt, with jsii's argument checks, succeeded: let the chart build "
            "the same each time, or report this with what floe-charts --debug shows"
        ) from first
