from __future__ import annotations

import time
from pathlib import Path

import pytest

from floe_charts.helm import InProcess, InProcessChart, RenderError
from tests.helm.chart_files import CHART
from tests.helm.engines import write


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    return write(tmp_path / "web", CHART)


def test_notes_are_the_charts_own(chart: Path) -> None:
    (chart / "values.schema.json").unlink()  # it admits no values for a subchart
    write(chart / "charts/sub", {"Chart.yaml": "apiVersion: v2\nname: sub\nversion: 0.1.0\n"})
    write(chart / "charts/sub", {"templates/NOTES.txt": "from below\n"})
    rendered = InProcess().render(chart, release="r")
    assert rendered.notes == "r is up.\n"
    assert not [path for path in rendered.manifests if "NOTES" in path]


def test_a_loaded_chart_renders_again_and_survives_a_refusal(chart: Path) -> None:
    with InProcessChart(chart) as loaded:
        first = loaded.render({"port": 1}).objects
        with pytest.raises(RenderError):
            loaded.render({"port": "x"})
        assert loaded.render({"port": 2}).objects != first
        assert loaded.render({"port": 1}).objects == first


def test_a_render_takes_a_few_milliseconds(chart: Path) -> None:
    with InProcessChart(chart) as loaded:
        start = time.perf_counter()
        for port in range(50):
            _ = loaded.render({"port": port}).objects
        assert (time.perf_counter() - start) / 50 < 0.05


def test_the_callers_values_stay_as_they_are(chart: Path) -> None:
    values = {"global": {"a": None}}
    InProcess().render(chart, values)
    assert values == {"global": {"a": None}}
