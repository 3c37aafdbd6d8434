"""``--chart`` may repeat: each chart that is named counts, not the last one alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

INFO = "ChartInfo('{1}', '1.0.0', app_version='1', description='One.')"
THIS = f"from echo import *\n\n\nclass {{0}}(Echo):\n    info = {INFO}\n"
CHARTS = ("one", "two", "three")


@pytest.fixture(autouse=True)
def _three(project: Path) -> None:
    for name in CHARTS:
        (project / f"{name}_chart.py").write_text(THIS.format(name.title(), name))
    targets = [f"{name}_chart:{name.title()}" for name in CHARTS]
    (project / "pyproject.toml").write_text(f"[tool.floe-charts]\ncharts = {targets}\n")


def test_each_chart_that_is_named_is_written_compared_linted_and_listed(run: Callable) -> None:
    both = ("--chart", "one", "--chart", "three", "--chart", "one")
    assert run("synth", *both).exit_code == 0
    assert {path.parent.name for path in Path("generated/charts").glob("*/Chart.yaml")} == {"one", "three"}
    assert run("synth").exit_code == 0
    for name in CHARTS:
        Path(f"generated/charts/{name}/values-extra.yaml").write_text("replicas: x\n")
        Path(f"generated/charts/{name}/Chart.yaml").write_text("edited")
    done = run("diff", *both)
    assert [name in done.stdout for name in ("one/Chart", "two/Chart", "three/Chart")] == [True, False, True]
    assert run("synth", "--force").exit_code == 0
    found = {line.split("/")[0] for line in run("lint", *both).stdout.splitlines()}
    assert found == {"one", "three"}


def test_an_unknown_one_is_refused_beside_a_known_one(run: Callable, refused: Callable[..., str]) -> None:
    both = ("--chart", "one", "--chart", "tow")
    assert refused("synth", *both) == "tow: no chart has this name; did you mean 'two'?"
    assert run("synth").exit_code == 0
    for command in ("lint", "images"):
        expected = "generated/charts/tow: no chart has this name; did you mean 'two'?"
        assert refused(command, *both) == expected


def test_values_are_those_of_one_chart(run: Callable, refused: Callable[..., str]) -> None:
    Path("v.yaml").write_text("replicas: 2\n")
    assert run("synth").exit_code == 0
    listed = run("images", "--chart", "one", "--chart", "two")
    assert (listed.exit_code, listed.stdout) == (0, run("images", "--chart", "one").stdout)
    refusal = "generated/charts: values are those of one chart, here are 2; name one with --chart"
    assert refused("images", "--chart", "one", "--chart", "two", "-f", "v.yaml") == refusal
