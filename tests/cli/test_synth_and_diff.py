"""Writing charts, and telling whether they are fresh."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VALUES = Path("generated/charts/echo/values.yaml")


@pytest.mark.usefixtures("written")
def test_diff_is_silent_when_fresh_and_shows_a_unified_diff_when_stale(run: Callable) -> None:
    done = run("diff")
    assert (done.exit_code, done.output) == (0, "")
    VALUES.write_text(VALUES.read_text().replace("replicas: 1", "replicas: 2"))
    done = run("diff")
    assert done.exit_code == 1
    assert "--- committed/echo/values.yaml\n+++ generated/echo/values.yaml\n" in done.stdout
    assert "\n-replicas: 2\n+replicas: 1\n" in done.stdout


@pytest.mark.usefixtures("project")
def test_diff_without_charts_says_what_to_run(refused: Callable[..., str]) -> None:
    assert refused("diff") == "generated/charts: there are no charts; run floe-charts synth"


@pytest.mark.usefixtures("written")
def test_an_edited_file_stops_synth_unless_forced(run: Callable, refused: Callable[..., str]) -> None:
    VALUES.write_text("edited: true\n")
    assert "values.yaml: edited by hand" in refused("synth")
    assert VALUES.read_text() == "edited: true\n"
    assert run("synth", "--force").exit_code == 0
    assert "replicas: 1" in VALUES.read_text()


def test_out_and_chart_choose_place_and_chart(project: Path, run: Callable) -> None:
    assert run("synth", "--out", "elsewhere", "--chart", "echo").exit_code == 0
    assert (project / "elsewhere/echo/Chart.yaml").is_file()
    assert not (project / "generated").exists()
    assert run("diff", "--out", "elsewhere", "--chart", "echo").exit_code == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("command", [("synth", "--chart"), ("diff", "--chart"), ("template",)])
def test_an_unknown_chart_gets_a_suggestion(refused: Callable[..., str], command: tuple[str, ...]) -> None:
    Path("generated/charts").mkdir(parents=True)
    assert refused(*command, "ehco") == "ehco: no chart has this name; did you mean 'echo'?"


def test_a_file_as_output_is_refused_before_any_work(project: Path, refused: Callable[..., str]) -> None:
    (project / "file").write_text("text")
    (project / "echo.py").write_text("raise SystemExit('the chart was imported')")
    assert refused("synth", "--out", "file").endswith("/file: is a file, not a directory; choose another with --out")


@pytest.fixture
def locked(project: Path) -> Path:
    """A directory nobody can write to."""
    (project / "locked").mkdir(mode=0o555)
    return project / "locked"


@pytest.mark.usefixtures("locked", "unprivileged")
def test_an_output_nobody_may_write_to_is_refused(locked: Path, refused: Callable[..., str]) -> None:
    line = refused("synth", "--out", locked / "charts")
    assert line == f"{locked}/charts: cannot write here: Permission denied; choose another with --out"


def test_two_objects_of_one_name_are_an_error_and_not_a_traceback(project: Path, refused: Callable[..., str]) -> None:
    text = (project / "echo.py").read_text()
    (project / "echo.py").write_text(text.replace('"service"', '"deployment"').replace("exposed, ", "web, "))
    line = refused("synth")
    assert "There is already a Construct with name 'deployment'" in line
    assert line.startswith("echo.py:")
    assert line.endswith("; give one of the two another id")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "from floe_charts.imports import",
            "from floe_charts.import import",
            ": invalid syntax: from floe_charts.import",
        ),
        (
            "    message: str = value(",
            "    message = value(",
            ": Field 'message' requires a type annotation; write the type",
        ),
        (
            "        web = Component(",
            "        {}['x']\n        web = Component(",
            ": KeyError: 'x'; ",
        ),
    ],
)
def test_pythons_own_errors_name_the_line_of_the_source(
    project: Path, refused: Callable[..., str], right: str, wrong: str, said: str
) -> None:
    text = (project / "echo.py").read_text()
    number = text[: text.index(right)].count("\n") + 1
    (project / "echo.py").write_text(text.replace(right, wrong))
    line = refused("synth")
    assert said in line
    if "Field" not in said:  # pydantic tells of a field at the head of its class
        assert line.startswith(f"echo.py:{number}: ")
    assert not Path("generated").exists()


MISUSE = "def build(self, values: EchoValues) -> None:\n        if values.expose: pass"


def test_a_misused_value_is_told_with_its_line(project: Path, refused: Callable[..., str]) -> None:
    source = project / "echo.py"
    source.write_text(source.read_text().replace("def build(self, values: EchoValues) -> None:", MISUSE))
    number = source.read_text().splitlines().index("        if values.expose: pass") + 1
    assert refused("synth").startswith(f"echo.py:{number}: .Values.expose is only known at install time")


def test_a_wrong_type_is_refused_although_python_does_not_check_it_here(project: Path) -> None:
    """The command line leaves the first of two checks out; the build fails all the same, in its words."""
    text = (project / "echo.py").read_text()
    (project / "echo.py").write_text(text.replace("replicas=values.replicas", 'replicas="three"'))
    done = program(project, "synth")
    assert (done.returncode, done.stdout) == (1, "")
    assert "type of argument replicas must be" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_program_writes_the_same_bytes_as_the_library(project: Path) -> None:
    from floe_charts.emit.chart import chart_files
    from floe_charts.synth.model import synthesize

    done = program(project, "synth")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    sys.path.insert(0, str(project))
    from echo import Echo  # type: ignore[import-not-found,unused-ignore]

    for path, content in chart_files(synthesize(Echo)).items():
        expected = content.encode() if isinstance(content, str) else content
        assert (project / "generated/charts/echo" / path).read_bytes() == expected


def test_the_program_leaves_nothing_in_the_temporary_directory(project: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    assert program(project, "template", "echo", TMPDIR=str(tmp_path / "tmp")).returncode == 0
    assert list((tmp_path / "tmp").iterdir()) == []


def program(directory: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, as a shell starts it."""
    return subprocess.run(
        [sys.executable, "-m", "floe_charts.cli", *words],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_build_that_fails_only_the_first_time_is_an_error(project: Path, refused: Callable[..., str]) -> None:
    """Nobody would learn of it otherwise, and the charts would depend on what ran before."""
    text = (project / "echo.py").read_text()
    once = "        if not CALLS:\n            CALLS.append(1)\n            raise ValueError('first')\n"
    start = "    def build(self, values: EchoValues) -> None:\n"
    assert start in text
    (project / "echo.py").write_text(text.replace(start, start + once) + "\n\nCALLS: list[int] = []\n")
    line = refused("synth")
    assert line.startswith("echo: ")
    assert "first; a second attempt, with jsii's argument checks, succeeded: let the chart build the same" in line
    assert not (project / "generated").exists()
