"""Which charts a run is about, and what is said when that is unclear."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts.charts import CHARTS
from floe_charts.cli.project import Charts


def test_without_a_table_it_is_the_platforms_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Charts.here().names == tuple(CHARTS)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "about floe-charts"\n')
    assert Charts.here().names == tuple(CHARTS)


@pytest.mark.parametrize(
    ("charts", "said"),
    [
        ('"echo:Ecoh"', "echo has no class Ecoh; check the name"),
        (
            '"ehco:Echo"',
            "ehco:Echo cannot be imported: No module named 'ehco'; check the name and what is installed",
        ),
        ('"echo:EchoValues"', "echo:EchoValues is no HelmChart; derive it from floe_charts.HelmChart"),
        ('"floe_charts:HelmChart"', "floe_charts:HelmChart does not state 'info'; set it on the class"),
        ('"echo.Echo"', "'echo.Echo' names no class; write charts = [\"my_charts.echo:Echo\"]"),
        ("", 'has no list of charts; write charts = ["my_charts.echo:Echo"]'),
    ],
)
def test_a_chart_that_is_none_is_one_line(project: Path, refused: Callable[..., str], charts: str, said: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.floe-charts]\ncharts = [{charts}]\n")
    assert refused("synth") == f"pyproject.toml: {said}"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            "from echo import Echo\n",
            "{name}.py:1: cannot import name 'Echo' from partially init",
        ),
        (
            "import os\nimport no_such_thing\n",
            "{name}.py:2: No module named 'no_such_thing'; check the name",
        ),
    ],
)
def test_an_import_that_fails_is_told_with_its_line(
    project: Path, refused: Callable[..., str], other: str, said: str
) -> None:
    name = f"helpers_{len(other)}"  # what Python has imported once it does not read again
    (project / f"{name}.py").write_text(other)
    echo = project / "echo.py"
    first, rest = echo.read_text().split("from __future__ import annotations\n")
    echo.write_text(f"{first}from __future__ import annotations\nimport {name}\n{rest}")
    assert f"echo:Echo cannot be imported: {said.format(name=name)}" in refused("synth")


TWO = """
from echo import Echo


class Other(Echo):
    pass


Again = Echo
"""


def test_two_charts_of_one_name_are_refused(project: Path, refused: Callable[..., str]) -> None:
    """One of them would be lost without a word."""
    (project / "mine.py").write_text(TWO)
    (project / "pyproject.toml").write_text('[tool.floe-charts]\ncharts = ["echo:Echo", "mine:Other"]\n')
    expected = "echo:Echo and mine:Other are both called 'echo'; give one another info.name"
    assert refused("synth") == refused("synth", "--chart", "echo") == f"pyproject.toml: {expected}"


def test_one_chart_named_twice_is_one(project: Path, run: Callable) -> None:
    (project / "mine.py").write_text(TWO)
    (project / "pyproject.toml").write_text('[tool.floe-charts]\ncharts = ["echo:Echo", "mine:Again"]\n')
    assert run("synth").exit_code == 0


def test_broken_toml_names_its_line(project: Path, refused: Callable[..., str]) -> None:
    (project / "pyproject.toml").write_text("[tool.floe-charts]\ncharts = [\n")
    assert refused("synth").startswith("pyproject.toml: is no TOML: ")


@pytest.mark.parametrize("text", ["tool = 1", "tool = []"])
def test_a_tool_that_is_no_table_is_one_line(project: Path, refused: Callable[..., str], text: str) -> None:
    (project / "pyproject.toml").write_text(f"{text}  # floe-charts\n")
    assert refused("synth").startswith("pyproject.toml: 'tool' is no table; write [tool.floe-charts]")


def test_a_folder_inside_a_project_is_not_taken_for_the_platform(
    project: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "docs").mkdir()
    monkeypatch.chdir(project / "docs")
    line = refused("synth")
    assert line == f"{project}/docs: lies inside the project of {project}/pyproject.toml; run floe-charts in {project}"
    assert not (project / "docs" / "generated").exists()
