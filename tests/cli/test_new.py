"""A new project works at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts import ChartInfo, node
from floe_charts.cli.new import write_project

ROOT = Path(__file__).parents[2]


def test_a_new_project_synthesizes_lints_clean_and_passes_its_own_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "my-web").stdout.startswith("my-web: ready; next: cd my-web && ")
    monkeypatch.chdir(tmp_path / "my-web")
    assert run("synth").exit_code == 0
    assert {path.name for path in Path("generated/charts").iterdir()} == {".generated", "my-web"}
    done = run("lint")
    assert (done.exit_code, done.output) == (0, "")
    own = own_tests(tmp_path / "my-web")
    assert own.returncode == 0, own.stdout
    assert "7 passed" in own.stdout


def own_tests(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A run of the tests a project was made with, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        cwd=project,
        env={**without_node(project / "empty"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def without_node(empty: Path) -> dict[str, str]:
    """A machine with no Node but the wheel's, as a new project meets it: nothing has looked for Node yet."""
    return {**{name: text for name, text in os.environ.items() if name != node.VARIABLE}, "PATH": str(empty)}


@pytest.mark.parametrize("name", ["chart", "helm-chart", "class", "a1-b2", "any", "true", "none", "exception"])
def test_no_name_breaks_the_module(tmp_path: Path, name: str) -> None:
    write_project(name, tmp_path / "new")
    [module] = tmp_path.glob("new/*_chart/chart.py")
    text = module.read_text()
    compile(text, str(module), "exec")
    classes = [line.split()[1].split("(")[0] for line in text.splitlines() if line.startswith("class ")]
    assert not any(f" {taken}," in text.split("import ChartInfo")[1].splitlines()[0] for taken in classes)


#: What Python, YAML, pytest or an import could take for something else.
NASTY = ["true", "null", "exception", "json", "cdk8s", "floe-charts", "a1-2"]


@pytest.mark.parametrize("name", NASTY)
def test_a_project_of_any_name_synthesizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable, name: str
) -> None:
    write_project(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run("synth")
    assert (done.exit_code, done.output) == (0, "")
    done = run("lint")
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize("name", ["test", "none"])
def test_a_project_of_any_name_passes_its_own_tests(tmp_path: Path, name: str) -> None:
    write_project(name, tmp_path / "new")
    own = own_tests(tmp_path / "new", "-W", "error::pytest.PytestWarning")
    assert own.returncode == 0, own.stdout + own.stderr
    assert "7 passed" in own.stdout


NO_NAMES = ["My-Web", "web_app", "1web", "web-", "a--b", "w" * 54]


@pytest.mark.parametrize("name", NO_NAMES)
def test_no_chart_is_built_under_such_a_name(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}: is no chart name; use up to 53 of "):
        ChartInfo(name, "0.1.0", app_version="1", description="A server.")


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_no_chart_may_have_is_refused(tmp_path: Path, refused: Callable[..., str], name: str) -> None:
    assert f"{name}: is no chart name; use " in refused("new", "--dir", tmp_path / "new", "--", name)
    assert not (tmp_path / "new").exists()


def test_a_directory_with_something_in_it_is_left_alone(tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "letter").write_text("dear\n")
    assert refused("new", "web", "--dir", tmp_path) == f"{tmp_path}: exists and is not empty; choose another with --dir"
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]
