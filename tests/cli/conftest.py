"""A project of one chart, written once, and a way to run the command line in it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from floe_charts.cli import cli

ECHO = Path(__file__).parents[2] / "examples/echo/echo.py"
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _clean_imports(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A project's modules come from its directory: the next test has another one; tests elsewhere import echo too."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delitem(sys.modules, "echo", raising=False)
    known = set(sys.modules)
    yield
    for name in set(sys.modules) - known:
        if name in ("echo", "mine") or name.startswith("my_web"):
            del sys.modules[name]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``floe-charts`` with these words."""
    monkeypatch.delenv("FLOE_CHARTS_DEBUG", raising=False)
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words], prog_name="floe-charts")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose one chart is the echo example, as the current directory."""
    shutil.copy(ECHO, tmp_path / "echo.py")
    (tmp_path / "pyproject.toml").write_text('[tool.floe-charts]\ncharts = ["echo:Echo"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def written(project: Path, run: Run) -> Path:
    """The project with its charts written."""
    done = run("synth")
    assert (done.exit_code, done.output) == (0, "")
    return project


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Run ``floe-charts`` with these words; the one line on stderr of a run that must fail."""

    def one_line(*words: object) -> str:
        done = run(*words)
        assert (done.exit_code, done.stdout) == (1, ""), done.output
        [line] = done.stderr.splitlines()
        assert line.startswith("floe-charts: ")
        return line.removeprefix("floe-charts: ")

    return one_line
