"""Speed of synth: the four charts against a bare import of cdk8s-plus, and a synthetic chart of growing size."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.timing import PYTHON, paired, seconds

FLOE_CHARTS = str(Path(PYTHON).with_name("floe-charts"))


def whole_synth() -> Iterator[str]:
    """The whole command against the import that no cdk8s program can avoid."""
    with tempfile.TemporaryDirectory() as out:
        ours, theirs, ratio = paired(
            [FLOE_CHARTS, "synth", "--out", f"{out}/charts"], [PYTHON, "-c", "import floe_charts, cdk8s_plus_27"]
        )
    compared = f"import cdk8s_plus_27 {theirs:5.2f} s   ratio {ratio:4.2f}"
    yield f"synth, four charts     {ours:6.2f} s   {compared}"


def help_text() -> Iterator[str]:
    """--help must not wait for Node."""
    times = sorted(seconds([FLOE_CHARTS, "--help"]) for _ in range(5))
    yield f"--help                 {times[2]:6.2f} s"


def growing() -> Iterator[str]:
    """Cost per object of charts of 10, 100 and 1,000 services: it must not grow."""
    _synthetic(1)  # imports cdk8s, starts Node
    for services in (10, 100, 1000):
        started = time.perf_counter()
        objects = _synthetic(services)
        took = time.perf_counter() - started
        yield f"{services:5} services         {took:6.2f} s   {took / objects * 1000:6.2f} ms per object"


def _synthetic(services: int) -> int:
    from bench.synthetic import chart_of
    from floe_charts.emit.chart import chart_files
    from floe_charts.synth.model import synthesize

    model = synthesize(chart_of(services))
    chart_files(model)
    return len(model.manifests)
