"""Help loads nothing heavy (``make bench`` times it); errors are lines and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts.cli import COMMANDS

ROOT = Path(__file__).parents[2]
HEAVY = ("jsii", "cdk8s", "pydantic", "jsonschema", "yaml", "helm_python")


@pytest.mark.parametrize("words", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    program = (
        "import atexit, sys; from floe_charts.cli import main; "
        f"atexit.register(lambda: sys.stderr.write(' '.join(n for n in {HEAVY} if n in sys.modules))); "
        f"sys.argv[1:] = {words}; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_help_names_every_command(run: Callable) -> None:
    text = run("--help").stdout
    assert all(f"\n  {name} " in text for name in COMMANDS)
    assert "--help" in run("synth", "-h").stdout


@pytest.mark.parametrize("words", [["sytnh"], ["synth", "--no-such"], ["template"], ["validate", "echo"]], ids=" ".join)
def test_a_wrong_call_is_exit_code_2(run: Callable, words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_a_misspelt_command_names_the_one_that_was_meant(run: Callable) -> None:
    assert "Error: No such command 'syth'; did you mean 'synth'?" in run("syth").stderr
    assert "Error: No such command 'x'; known are diff, images, lint, " in run("x").stderr


@pytest.mark.usefixtures("project")
def test_debug_shows_the_traceback(run: Callable) -> None:
    Path("echo.py").write_text("1 / 0\n")
    quiet, loud = run("synth"), run("--debug", "synth")
    assert quiet.stderr.startswith("floe-charts: echo.py:1: ZeroDivisionError: division by zero; floe-charts --debug")
    assert isinstance(loud.exception, ZeroDivisionError)


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_stream_the_shell_closed_is_no_error(project: Path, closed: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m floe_charts.cli synth {closed}', sys.executable],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (project / "generated/charts/echo/Chart.yaml").is_file()


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    words = [sys.executable, "-m", "floe_charts.cli", "images"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
