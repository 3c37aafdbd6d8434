"""How the program behaves in a shell: what comes in, what goes out, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from floe_charts.cli import cli

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "floe_charts.cli"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
LOUD = """
from echo import *

print("while it is imported")


class Loud(Echo):
    def build(self, values: EchoValues) -> None:
        print("while it is built")
        super().build(values)
"""


def test_what_a_chart_prints_is_not_taken_for_output(project: Path, run: Callable) -> None:
    quiet = run("template", "echo")
    (project / "mine.py").write_text(LOUD)
    (project / "pyproject.toml").write_text('[tool.floe-charts]\ncharts = ["mine:Loud"]\n')
    loud = run("template", "echo")
    assert (loud.exit_code, loud.stdout.replace("mine.py", "echo.py")) == (0, quiet.stdout)
    assert loud.stderr == "while it is imported\nwhile it is built\n"


@pytest.mark.parametrize("code", ["3", "0", "'enough'"])
def test_a_module_that_ends_the_program_is_named(project: Path, refused: Callable[..., str], code: str) -> None:
    (project / "echo.py").write_text(f"import sys\nsys.exit({code})\n")
    expected = f"echo.py:2: ends the program with {code}; let a chart raise an error instead"
    assert refused("synth") == expected


def test_standard_input_is_a_values_file_as_it_is_for_helm(project: Path, refused: Callable[..., str]) -> None:
    def told(*words: str, text: bytes) -> tuple[int, str]:
        done = CliRunner().invoke(cli, [*words, "-f", "-"], input=text, prog_name="floe-charts")
        return done.exit_code, done.output

    code, manifests = told("template", "echo", text=b"replicas: 7\n")
    assert (code, "replicas: 7" in manifests) == (0, True)
    wrong = '-: replicas: expected an integer, found the text "x"\n'
    assert told("validate", "echo", text=b"replicas: x\n") == (1, wrong)
    assert told("validate", "echo", text=b"\xff")[1].startswith("floe-charts: -: is no UTF-8 text")
    assert refused("template", "echo", "-f", "-", "-f", "-").startswith("-f -: is given twice, ")


def test_standard_input_that_is_closed_is_one_line(project: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m floe_charts.cli template echo -f - <&-', sys.executable],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    expected = "floe-charts: -: there is no standard input; give it one, or name a file\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


@pytest.mark.parametrize("depth", [102, 300, 2000, 20000])
@pytest.mark.usefixtures("project")
def test_values_of_no_sane_depth_are_one_line(refused: Callable[..., str], depth: int) -> None:
    Path("v.yaml").write_text("{a: " * depth + "1" + "}" * depth)
    expected = "v.yaml: maps or lists lie more than 100 deep in each other; write them flatter"
    assert refused("validate", "echo", "-f", "v.yaml") == expected


@pytest.mark.usefixtures("written")
def test_values_as_deep_as_is_admitted_are_read(run: Callable) -> None:
    Path("v.yaml").write_text("global: " + "{a: " * 98 + "1" + "}" * 98)
    done = run("validate", "echo", "-f", "v.yaml")
    assert (done.exit_code, done.output) == (0, "")


def test_an_interrupted_run_ends_as_a_shell_expects(project: Path) -> None:
    (project / "echo.py").write_text("import pathlib, time\npathlib.Path('started').touch()\ntime.sleep(60)\n")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it for good
    with subprocess.Popen([*PROGRAM, "synth"], env=ENVIRONMENT, stdout=-1, stderr=-1, text=True) as run:
        signal.signal(signal.SIGINT, before)
        for _ in range(300):
            if (project / "started").exists():
                break
            time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        stdout, stderr = run.communicate(timeout=30)
    assert (run.returncode, stdout, stderr) == (130, "", "floe-charts: interrupted\n")
