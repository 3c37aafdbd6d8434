"""The charts the proofs run on, each synthesized, written and opened once per process."""

from __future__ import annotations

import atexit
import dataclasses
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from floe_charts.charts import CHARTS as REAL
from floe_charts.constructs.distinct_names import FILE as NAMES
from floe_charts.constructs.distinct_names import SameNames
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.helm import InProcessChart
from floe_charts.synth.model import ChartModel
from floe_charts.testing import model_of, synth
from floe_charts.testing.given import without_nulls
from floe_charts.testing.random import ValuesGenerator
from floe_charts.testing.whole_schema import whole_schema

ROOT = Path(__file__).parents[2]
Chart = type[HelmChart[Any]]


def _places() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "examples" / "echo"))
    written = {name: place for name, place in REAL.items() if find_spec(place.partition(":")[0])}
    return {**written, "echo": "echo:Echo", "kitchen": "tests.support.kitchen:Kitchen"}


#: Where each chart's class is found, by the chart's name; nothing is imported until a test asks.
PLACES = _places()
CHARTS = sorted(PLACES)
#: Random values in one test: small enough for two processes to share the work.
CHUNK = 100


@cache
def chart_class(name: str) -> Chart:
    module, _, attribute = PLACES[name].partition(":")
    found: Chart = getattr(import_module(module), attribute)
    return found


def model(name: str) -> ChartModel:
    return model_of(chart_class(name))


def newer(name: str, part: str = "version") -> ChartModel:
    """The chart as its next release without any other change; or, as ``app_version``, with a newer product alone."""
    chart = chart_class(name)
    changed: dict[str, Any] = {part: "99.9.9"}
    info = dataclasses.replace(chart.info, **changed)
    return model_of(type(chart.__name__, (chart,), {"info": info, "__module__": chart.__module__}))


@cache
def _directory() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="floe-charts-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def chart_dir(name: str) -> Path:
    return synth(chart_class(name), _directory())


@cache
def in_process(name: str) -> InProcessChart:
    return InProcessChart(chart_dir(name))


@cache
def schema(name: str) -> dict[str, Any]:
    return whole_schema(model(name))


@cache
def generator(name: str) -> ValuesGenerator:
    return ValuesGenerator(schema(name), model(name).merged({}))


def draw(name: str, seed: int) -> dict[str, Any]:
    """Random values the chart's schema admits.

    A null under a subchart's key removes no default of the subchart before the parent's schema looks (Helm merges those
    later), so nulls are left out there. Names that give two objects one name are drawn again.
    """
    subcharts = [sub.key for sub in model(name).subcharts]
    for attempt in range(10):
        values = generator(name).generate(seed + attempt * 1_000_000)
        values |= {key: without_nulls(values[key]) for key in subcharts if values.get(key) is not None}
        if not (subcharts and generator(name).errors(values)) and not _share_names(name, values):
            return values
    raise AssertionError(f"{name}: no valid values for seed {seed}")


def _share_names(name: str, values: dict[str, Any]) -> bool:
    """Whether two objects would share a name, which the templates refuse and no schema can."""
    if NAMES not in model(name).manifests:
        return False
    try:
        model(name).evaluate(values)
    except SameNames:
        return True
    return False


def environments(name: str) -> dict[str, dict[str, Any]]:
    """No overrides, and the content of each ``values-<environment>.yaml``."""
    return {"defaults": {}, **{key: overlay.overlay() for key, overlay in chart_class(name).overlays.items()}}


def settings(name: str, count: int, first: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """Defaults, every environment, then ``count`` random values files."""
    yield from environments(name).items()
    for seed in range(first, first + count):
        yield f"seed {seed}", draw(name, seed)


def chunks(count: int, at_least: int = 1) -> list[tuple[str, range]]:
    """Every chart with ranges of seeds: ``count`` a chart, in parts that processes can share."""
    total = max(count, at_least)
    bounds = [(start, min(start + CHUNK, total)) for start in range(0, total, CHUNK)]
    return [(name, range(start, end)) for name in CHARTS for start, end in bounds]
