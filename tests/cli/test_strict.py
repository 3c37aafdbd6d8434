"""``validate --strict`` of the charts as they are written: nobody installs what it refuses by default."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts.charts import CHARTS
from floe_charts.constructs.allowance_file import FILE

WRITTEN = Path(__file__).parents[2] / "generated/charts"
CASES = [
    (name, file) for name in CHARTS for file in ["", *sorted(p.name for p in WRITTEN.glob(f"{name}/values-*.yaml"))]
]


@pytest.mark.requirement("REQ-631")
@pytest.mark.parametrize(("name", "file"), CASES)
def test_a_chart_is_taken_with_its_defaults_and_each_environment(
    run: Callable, tmp_path: Path, name: str, file: str
) -> None:
    values = WRITTEN / name / file if file else tmp_path / "empty.yaml"
    (tmp_path / "empty.yaml").touch()
    done = run("validate", name, "-f", values, "--strict", "--out", WRITTEN)
    assert (done.exit_code, done.output) == (0, "")


def test_what_a_chart_allows_itself_is_a_finding_elsewhere(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").touch()
    copy = Path(shutil.copytree(WRITTEN / "floe-services", tmp_path / "floe-services"))
    (copy / FILE).unlink()
    done = run("validate", "floe-services", "-f", tmp_path / "empty.yaml", "--strict", "--out", tmp_path)
    assert done.exit_code == 1
    assert all("empty.yaml: " in line and "; " in line for line in done.stdout.splitlines())
