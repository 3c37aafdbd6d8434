"""``floe-charts versions``, with a git repository of its own and with a directory."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CHARTS = Path("generated/charts")
CHART = CHARTS / "echo"
STILL = "echo: still has version 0.1.0 although values.yaml differs since "


def git(*words: str) -> None:
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], check=True, capture_output=True, env={**os.environ, **quiet})


@pytest.fixture
def committed(written: Path) -> Path:
    git("init", "--quiet")
    (written / ".gitattributes").write_text("generated export-ignore\n")  # must hide nothing
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    return written


@pytest.fixture
def released(committed: Path) -> Path:
    git("tag", "v0.1.0")
    return committed


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.usefixtures("committed")
def test_without_a_tag_nothing_is_released(run: Callable) -> None:
    done = run("versions")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "nothing is released yet: no tag leads here\n", "")


def test_a_shallow_clone_says_what_it_may_lack(
    committed: Path, run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("commit", "--quiet", "--allow-empty", "-m", "second")
    git("clone", "--quiet", "--depth", "1", f"file://{committed}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    done = run("versions")
    assert done.exit_code == 0
    assert "this clone is shallow and may lack the tags; fetch all history" in done.stderr


@pytest.mark.requirement("REQ-628")
@pytest.mark.usefixtures("released")
def test_a_change_since_the_last_tag_needs_a_version(run: Callable) -> None:
    assert (run("versions").exit_code, run("versions").output) == (0, "")
    edit(CHART / "values.yaml", "replicas: 1", "replicas: 2")
    for words in (["versions"], ["versions", "--since", "v0.1.0"]):
        done = run(*words)
        assert (done.exit_code, done.stderr) == (1, "")
        assert done.stdout == f"{STILL}v0.1.0; raise it to 0.1.1 or higher in its ChartInfo and run synth\n"
    edit(CHART / "Chart.yaml", "0.1.0", "0.1.1")
    assert (run("versions").exit_code, run("versions").output) == (0, "")


@pytest.mark.requirement("REQ-628")
@pytest.mark.usefixtures("released")
def test_the_release_is_what_the_tag_holds_and_not_the_last_commit(run: Callable) -> None:
    edit(CHART / "values.yaml", "replicas: 1", "replicas: 2")
    git("commit", "--quiet", "-a", "-m", "second")
    assert run("versions", "--since", "HEAD").output == ""
    assert run("versions").stdout.startswith(f"{STILL}v0.1.0")
    assert run("versions", "--since", "HEAD~1").stdout.startswith(f"{STILL}HEAD~1")


@pytest.mark.requirement("REQ-628")
@pytest.mark.usefixtures("released")
def test_a_removed_file_and_a_new_one_are_changes(run: Callable) -> None:
    shutil.move(CHART / "templates/NOTES.txt", CHART / "templates/more.yaml")
    assert "although templates/NOTES.txt, templates/more.yaml differ since v0.1.0" in run("versions").stdout


@pytest.mark.requirement("REQ-628")
@pytest.mark.usefixtures("released")
def test_a_chart_that_takes_a_value_away_needs_more_than_a_patch(run: Callable) -> None:
    edit(CHART / "Chart.yaml", "0.1.0", "0.1.1")
    edit(CHART / "values.schema.json", '"replicas"', '"copies"')
    done = run("versions")
    assert done.exit_code == 1
    assert "echo replicas: there is no such value any more, since v0.1.0; bring it back, or raise" in done.stdout
    assert "from 0.1.0 to 0.2.0 or higher" in done.stdout


@pytest.mark.requirement("REQ-628")
@pytest.mark.usefixtures("written")
def test_a_directory_serves_as_the_release_without_git(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CHARTS, "old")
    monkeypatch.setenv("PATH", "")
    assert (run("versions", "--since", "old").exit_code, run("versions", "--since", "old").output) == (0, "")
    edit(CHART / "values.yaml", "replicas: 1", "replicas: 2")
    assert run("versions", "--since", "old").stdout.startswith(f"{STILL}old; ")


@pytest.mark.usefixtures("committed")
def test_charts_git_did_not_hold_then_are_new(run: Callable) -> None:
    assert run("synth", "--out", "elsewhere").exit_code == 0
    done = run("versions", "--out", "elsewhere", "--since", "HEAD")
    assert (done.exit_code, done.stdout) == (0, "HEAD: holds no charts at elsewhere, so all of them are new\n")


def test_charts_at_the_root_of_the_repository_are_found(
    written: Path, run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written / CHARTS)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    edit(Path("echo/values.yaml"), "replicas: 1", "replicas: 2")
    assert run("versions", "--out", ".", "--since", "HEAD").stdout.startswith(f"{STILL}HEAD")


@pytest.mark.usefixtures("committed")
def test_what_cannot_be_compared_is_one_line(refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused("versions", "--out", "nowhere") == "nowhere: there are no charts; run floe-charts synth"
    assert "v9: neither a directory nor a tag or commit of " in refused("versions", "--since", "v9")
    Path("empty").mkdir()
    assert refused("versions", "--since", "empty").startswith("empty: holds no charts; name the directory")
    monkeypatch.setenv("PATH", "")
    assert refused("versions").startswith("git: not on PATH; install it, or name")


@pytest.mark.usefixtures("written")
def test_outside_of_a_repository_a_directory_is_asked_for(refused: Callable[..., str]) -> None:
    line = refused("versions")
    assert "not a git repository" in line
    assert line.endswith("name the released charts' directory: --since DIR")
