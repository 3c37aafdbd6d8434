"""A project of one chart, written once, and a way to run the command line in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from floe_charts.cli import cli

ECHO = Path(__file__).parents[2] / "examples/echo/echo.py"
Run = Callable[..., Result]
#: What a command imports when it runs: a Python of root's own is out of reach for anybody else.
LATE = ("floe_charts.check.image_list", "floe_charts.cli.origin", "floe_charts.emit.output", "floe_charts.helm.sdk")


@pytest.fixture(autouse=True)
def _clean_imports(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A project's modules come from its directory: another test may have had others of these names."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = {name: sys.modules.pop(name) for name in _of_projects()}
    yield
    for name in _of_projects():
        del sys.modules[name]
    sys.modules.update(before)


def _of_projects() -> list[str]:
    return [name for name in sys.modules if name in ("echo", "mine") or name.partition(".")[0].endswith("_chart")]


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
def unprivileged(project: Path) -> Iterator[None]:
    """This process without root's rights, which no mode of a file keeps out; it may still look around the project."""
    if os.geteuid():
        yield
        return
    for name in LATE:
        import_module(name)
    for folder in (project, *project.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


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
