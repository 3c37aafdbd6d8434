"""The Node jsii runs: the wheel's, a stated one, one on PATH, or a line that says how to get one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts import node

ROOT = Path(__file__).parents[2]


@pytest.fixture
def no_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without the wheel, and with nothing on PATH but this directory."""
    monkeypatch.delenv(node.VARIABLE, raising=False)
    monkeypatch.setattr(node, "wheel_node", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(place: Path, says: str) -> Path:
    program = place / "node"
    program.write_text(f"#!/bin/sh\necho {says}\n")
    program.chmod(0o755)
    return program


def test_the_wheels_node_is_found_and_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(node.VARIABLE, raising=False)
    node.ensure_node()
    said = subprocess.run([os.environ[node.VARIABLE], "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith(("v22.", "v24."))
    assert os.environ[node.VARIABLE] == node.wheel_node()


def test_a_stated_node_is_respected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stated = install(tmp_path, "v22.1.0")
    monkeypatch.setenv(node.VARIABLE, str(stated))
    node.ensure_node()
    assert os.environ[node.VARIABLE] == str(stated)


def test_a_recent_node_on_path_will_do(no_wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = install(no_wheel, "v24.3.0")
    monkeypatch.setattr(os, "environ", dict(os.environ))
    node.ensure_node()
    assert os.environ[node.VARIABLE] == str(found)


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("v20.20.2", "/node: is Node 20, cdk8s needs 22 or later; "),
        ("what?", "/node: does not tell its version as Node does, "),
    ],
)
def test_an_old_or_strange_node_is_refused(no_wheel: Path, says: str, message: str) -> None:
    install(no_wheel, f"'{says}'")
    with pytest.raises(node.NodeMissing) as caught:
        node.ensure_node()
    assert f"{no_wheel}{message}" in str(caught.value)
    assert "pip install 'floe-charts[node]'" in str(caught.value)


@pytest.mark.usefixtures("no_wheel")
def test_no_node_at_all_is_one_line(project: Path, refused: Callable[..., str]) -> None:
    expected = "PATH: no Node, which cdk8s runs on; install it with: pip install 'floe-charts[node]'"
    assert refused("synth") == expected


def test_a_stated_node_that_is_none_is_one_line(
    project: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(node.VARIABLE, "/no/node")
    assert refused("synth") == "JSII_NODE: /no/node is no executable; unset it, or name a Node 22 or later"


@pytest.mark.parametrize(
    ("says", "problem"), [("hello", "does not tell its version as Node does"), ("v18.20.8", "is Node 18")]
)
def test_a_stated_node_that_does_not_run_cdk8s_is_one_line(project: Path, says: str, problem: str) -> None:
    stated = install(project, says)
    done = subprocess.run(
        [sys.executable, "-m", "floe_charts.cli", "synth"],
        env={**os.environ, "PYTHONPATH": str(ROOT), node.VARIABLE: str(stated)},
        capture_output=True,
        text=True,
        check=False,
    )
    line = f"JSII_NODE: {stated} {problem}, cdk8s needs 22 or later; unset it, or name a Node 22 or later"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"floe-charts: {line}\n")


def test_a_stated_node_that_never_answers_is_one_line_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stated = tmp_path / "node"
    stated.write_text("#!/bin/sh\nsleep 60\n")  # outlives the shell, with its standard output
    stated.chmod(0o755)
    monkeypatch.setattr(node, "_PATIENCE", 0.2)
    monkeypatch.setenv(node.VARIABLE, str(stated))
    started = time.monotonic()
    with pytest.raises(node.NodeMissing, match=r"^JSII_NODE: .*/node does not tell its version .* unset it"):
        node.ensure_node()
    assert time.monotonic() - started < 10


def test_importing_the_package_chooses_node_for_whoever_imports_cdk8s_next() -> None:
    environment = {key: text for key, text in os.environ.items() if key != node.VARIABLE}
    program = "import floe_charts, os; print(os.environ['JSII_NODE']); import cdk8s_plus_27"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (f"{node.wheel_node()}\n", "")
