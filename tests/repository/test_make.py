"""The Makefile is the one way in: whatever calls it names targets that exist, and its errors are one line."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
CHECK = ROOT / ".ci/run"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yaml"))


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    # The suite may run under make itself, whose variables would override the arguments.
    env = {name: text for name, text in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text())["jobs"].values())


def commands(job: dict[str, Any]) -> list[str]:
    """The job's shell lines, once for each target of its matrix."""
    targets = job.get("strategy", {}).get("matrix", {}).get("target", [""])
    lines = [step["run"] for step in job["steps"] if "run" in step]
    return [line.replace("${{ matrix.target }}", target) for line in lines for target in targets]


def checked() -> list[str]:
    """The targets of the check of a commit, in their order."""
    return re.findall(r"^make ([a-z]+)$", CHECK.read_text(), re.MULTILINE)


def test_help_lists_every_target_with_a_sentence() -> None:
    listed = set(re.findall(r"^  make ([a-z]+) +\S", make().stdout, re.MULTILINE))
    phony = re.search(r"^\.PHONY: ((?:.|\\\n)+?)(?<!\\)\n", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert listed == set(phony[1].replace("\\", " ").split())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_call_make_targets_and_nothing_else(path: Path) -> None:
    called = [line for job in jobs(path) for line in commands(job)]
    assert called
    assert {line.removeprefix("make ") for line in called} <= {*TARGETS, ".ci/run"}


def test_every_push_runs_the_whole_check() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yaml").read_text())
    assert commands(workflow["jobs"]["test"]) == [".ci/run"]
    assert CHECK.stat().st_mode & 0o111
    assert checked() == ["setup", "fresh", "synth", "versions", "chartlint", "test"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_may_only_read_and_take_actions_by_their_commit(path: Path) -> None:
    """A tag can be moved to other code; the comment says which one the commit had."""
    assert yaml.safe_load(path.read_text())["permissions"] == {"contents": "read"}
    used = re.findall(r"uses: (.+)", path.read_text())
    assert len(used) >= len(jobs(path))
    assert [one for one in used if not re.fullmatch(r"(actions|pypa)/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_only_the_jobs_that_publish_may_write(path: Path) -> None:
    asked = {
        name: job["permissions"]
        for name, job in yaml.safe_load(path.read_text())["jobs"].items()
        if "permissions" in job
    }
    release = {
        "publish": {"contents": "write", "packages": "write"},
        "pypi": {"id-token": "write"},
    }
    assert asked == (release if path.stem == "release" else {})


@pytest.mark.requirement("REQ-630")
def test_a_release_proves_packages_signs_and_publishes_a_tag() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yaml").read_text())
    assert workflow[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 reads the key `on` as true
    prove, publish, package, pypi = (workflow["jobs"][name] for name in ("prove", "publish", "package", "pypi"))
    assert commands(prove) == ["make fresh", "make synth", "make test"]
    assert publish["needs"] == "prove"
    assert commands(publish) == ["make setup", "make charts", "make publish"]
    assert (package["needs"], commands(package)) == ("publish", ["make package"])
    assert (pypi["needs"], commands(pypi)) == ("package", [])
    assert pypi["steps"][-1]["uses"].startswith("pypa/gh-action-pypi-publish@")
    for step in [*prove["steps"], *publish["steps"], *package["steps"], *pypi["steps"]]:
        secret = "secrets." in str(step.get("env", {})) or "github.token" in str(step.get("env", {}))
        assert secret == (step.get("run") in ("make charts", "make publish")), step


def test_pre_commit_calls_make_targets() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    entries = [hook["entry"] for repo in config["repos"] for hook in repo["hooks"] if hook["language"] == "system"]
    assert sorted(entries) == ["make chartlint", "make fresh", "make lint"]
    assert re.search(r"^test: lint types ", MAKEFILE, re.MULTILINE)
    assert {entry.removeprefix("make ") for entry in entries} <= {*checked(), "lint"}


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            '[ "$1" = --version ] && echo Python 3.9.2; [ "$1" != -c ]',
            "needs Python 3.10 or newer, .*Python 3.9.2",
        ),
        ('case "$2" in *venv*) exit 1;; esac', "has no venv module; install it"),
    ],
    ids=["old", "without venv"],
)
def test_an_unfit_python_is_one_clear_line(tmp_path: Path, answers: str, message: str) -> None:
    python = tmp_path / "python3"
    python.write_text(f"#!/bin/sh\n{answers}\n")
    python.chmod(0o755)
    done = make("--no-print-directory", "setup", f"PYTHON={python}", f"VENV={tmp_path / 'venv'}")
    first, *rest = done.stderr.splitlines()
    assert done.returncode != 0
    assert re.search(message, first)
    assert all(line.startswith("make: ***") for line in rest)


def test_no_python_at_all_is_one_clear_line(tmp_path: Path) -> None:
    done = make("setup", "PYTHON=no-such-python", f"VENV={tmp_path / 'venv'}")
    assert done.stderr.startswith("floe-charts: no 'no-such-python' on PATH; install Python 3.10 or newer")
