"""The output directory: swapped as a whole, and never over a person's work."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from floe_charts.emit import swap
from floe_charts.emit.output import CHECKSUMS, Charts, EditedByHand, OutputError, compare, write_charts

CHARTS = {
    "web": {"Chart.yaml": "name: web\n", "templates/web/service.yaml": "kind: Service\n"},
    "jobs": {"Chart.yaml": "name: jobs\n"},
}
WEB = {"web": {"Chart.yaml": "name: web\nversion: 2\n"}}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    out = tmp_path / "generated" / "charts"
    write_charts(out, CHARTS, only=False)
    return out


@pytest.fixture(params=["exchange", "fallback"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of swapping: the kernel's exchange and the two renames of systems without it."""
    if request.param == "fallback":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    return str(request.param)


def tree(out: Path) -> dict[str, str]:
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: path.read_text(errors="replace") for name, path in files.items() if name != CHECKSUMS}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_every_file_and_nothing_beside_the_directory(tmp_path: Path) -> None:
    written = write_charts(tmp_path / "a/b", CHARTS, only=False)
    assert tree(tmp_path / "a/b") == {
        "jobs/Chart.yaml": "name: jobs\n",
        "web/Chart.yaml": "name: web\n",
        "web/templates/web/service.yaml": "kind: Service\n",
    }
    assert written.files == ("jobs/Chart.yaml", "web/Chart.yaml", "web/templates/web/service.yaml")
    assert (written.changed, written.kept, written.removed) == (True, (), ())
    assert names(tmp_path / "a") == ["b"]


def test_text_keeps_its_line_ends_and_is_utf8(tmp_path: Path) -> None:
    write_charts(tmp_path / "out", {"web": {"NOTES.txt": "größer\nnext\n"}}, only=False)
    assert (tmp_path / "out/web/NOTES.txt").read_bytes() == "größer\nnext\n".encode()


def test_checksums_is_what_sha256sum_checks_and_does_not_depend_on_order(out: Path, tmp_path: Path) -> None:
    turned = {chart: dict(reversed(files.items())) for chart, files in reversed(CHARTS.items())}
    write_charts(tmp_path / "turned", turned, only=False)
    checksums = (out / CHECKSUMS).read_text()
    assert checksums == (tmp_path / "turned" / CHECKSUMS).read_text()
    assert [line.split("  ")[1] for line in checksums.splitlines()] == sorted(tree(out))
    for line in checksums.splitlines():
        digest, path = line.split("  ")
        assert hashlib.sha256((out / path).read_bytes()).hexdigest() == digest


def test_a_second_run_touches_nothing(out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (out, *out.rglob("*"))}
    assert not write_charts(out, CHARTS, only=False).changed
    assert {path: path.stat().st_mtime_ns for path in (out, *out.rglob("*"))} == before


def test_a_file_removed_by_hand_comes_back(out: Path) -> None:
    (out / "web/Chart.yaml").unlink()
    assert write_charts(out, CHARTS, only=False).changed
    assert (out / "web/Chart.yaml").read_text() == "name: web\n"


@pytest.mark.usefixtures("way")
def test_obsolete_files_go_and_a_persons_files_stay(out: Path) -> None:
    (out / "jobs/charts").mkdir()
    (out / "jobs/charts/sub-1.0.0.tgz").write_bytes(b"\x1f\x8b\xff")
    (out / "web/values-ours.yaml").symlink_to("/nowhere/values.yaml")
    written = write_charts(out, WEB, only=False)
    assert written.kept == ("jobs/charts/sub-1.0.0.tgz", "web/values-ours.yaml")
    assert written.removed == ("jobs/Chart.yaml", "web/templates/web/service.yaml")
    assert (out / "jobs/charts/sub-1.0.0.tgz").read_bytes() == b"\x1f\x8b\xff"
    assert (out / "web/values-ours.yaml").readlink() == Path("/nowhere/values.yaml")
    assert tree(out).keys() == {"jobs/charts/sub-1.0.0.tgz", "web/Chart.yaml"}
    assert names(out.parent) == ["charts"]


def test_only_leaves_the_other_charts_even_edited_ones(out: Path) -> None:
    (out / "jobs/Chart.yaml").write_text("name: edited\n")
    written = write_charts(out, WEB, only=True)
    assert tree(out) == {"jobs/Chart.yaml": "name: edited\n", "web/Chart.yaml": "name: web\nversion: 2\n"}
    assert written.removed == ("web/templates/web/service.yaml",)
    with pytest.raises(EditedByHand, match=r"jobs/Chart\.yaml: edited by hand"):
        write_charts(out, CHARTS, only=False)


@pytest.mark.parametrize("charts", [WEB, {"jobs": {}}], ids=["replaced", "removed"])
def test_an_edited_file_stops_the_run_before_anything_changes(out: Path, charts: dict[str, dict[str, str]]) -> None:
    (out / "web/Chart.yaml").write_text("name: by hand\n")
    (out / "web/templates/web/service.yaml").write_text("kind: by hand\n")
    before = tree(out)
    with pytest.raises(EditedByHand) as caught:
        write_charts(out, charts, only=False)
    assert caught.value.files == ("web/Chart.yaml", "web/templates/web/service.yaml")
    assert str(caught.value).startswith(f"{out}/web/Chart.yaml and 1 more: edited by hand")
    assert "\n" not in str(caught.value)
    assert tree(out) == before
    write_charts(out, charts, only=False, force=True)
    assert "by hand" not in "".join(tree(out).values())


def test_a_persons_file_where_a_new_one_goes_is_not_overwritten(out: Path) -> None:
    (out / "web/NOTES.txt").write_text("mine\n")
    with pytest.raises(EditedByHand, match=r"web/NOTES\.txt"):
        write_charts(out, {"web": {"NOTES.txt": "generated\n"}}, only=True)
    assert (out / "web/NOTES.txt").read_text() == "mine\n"


def test_an_edit_that_agrees_with_the_new_text_is_no_edit(out: Path) -> None:
    (out / "web/Chart.yaml").write_text("name: web\nversion: 2\n")
    assert write_charts(out, WEB, only=True).changed


def test_a_directory_of_something_else_is_refused_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letter.txt").write_text("dear\n")
    with pytest.raises(OutputError, match=r"holds files but no \.generated"):
        write_charts(tmp_path / "home", CHARTS, only=False)
    assert tree(tmp_path / "home") == {"letter.txt": "dear\n"}
    assert write_charts(tmp_path / "home", CHARTS, only=False, force=True).kept == ("letter.txt",)


def test_a_symbolic_link_is_followed_and_stays_a_link(out: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(out)
    write_charts(link, WEB, only=False)
    assert link.readlink() == out
    assert tree(out) == {"web/Chart.yaml": "name: web\nversion: 2\n"}


def test_a_file_as_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(OutputError, match="file: is a file, not a directory"):
        write_charts(tmp_path / "file", CHARTS, only=False)
    with pytest.raises(OutputError, match="/file: is a file, not a directory; choose another with --out"):
        write_charts(tmp_path / "file" / "charts", CHARTS, only=False)
    assert (tmp_path / "file").read_text() == "text"
    with pytest.raises(OutputError, match="^/dev/null: is a file, not a directory"):
        write_charts(Path("/dev/null"), CHARTS, only=False)


def test_the_current_directory_is_not_pulled_away(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out / "web")
    with pytest.raises(OutputError, match="holds the current directory"):
        write_charts(out, CHARTS, only=False)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A directory nobody may write to, as a user who is not root, since root may write anywhere."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield Path(folder).resolve()
        finally:
            if user == 0:
                os.seteuid(user)
            Path(folder).chmod(0o755)


@pytest.mark.parametrize("below", ["charts", "generated/charts"])
def test_a_read_only_place_is_one_clear_line(read_only: Path, below: str) -> None:
    with pytest.raises(OutputError) as caught:
        write_charts(read_only / below, CHARTS, only=False)
    assert str(caught.value).startswith(f"{read_only / below}: cannot write here: Permission denied;")


@pytest.mark.parametrize("path", ["../escape.yaml", "/absolute.yaml", "templates//two.yaml", "./dot.yaml", ""])
def test_only_plain_paths_are_written(out: Path, path: str) -> None:
    with pytest.raises(OutputError, match="is no plain path"):
        write_charts(out, {"web": {path: "text\n"}}, only=False)


@pytest.mark.parametrize("files", [("a", "a/b"), ("NOTES.txt", "notes.txt"), ("A/x", "a")])
def test_names_that_would_lose_a_file_are_refused(out: Path, files: tuple[str, ...]) -> None:
    with pytest.raises(OutputError, match="another file or folder has this name"):
        write_charts(out, {"web": dict.fromkeys(files, "text\n")}, only=True)


def test_a_broken_checksums_names_its_line(out: Path) -> None:
    with (out / CHECKSUMS).open("a") as checksums:
        checksums.write("<<<<<<< HEAD\n")
    with pytest.raises(OutputError, match=r"\.generated: line 4 is no"):
        write_charts(out, CHARTS, only=False)


def test_compare_is_empty_when_fresh(out: Path) -> None:
    assert compare(out, CHARTS) == ""
    (out / "web/mine.yaml").write_text("a person's file does not make a chart stale\n")
    assert compare(out, CHARTS) == ""


def test_compare_shows_a_unified_diff_and_names_missing_and_extra_files(out: Path) -> None:
    (out / "jobs/Chart.yaml").unlink()
    charts = {"web": {"Chart.yaml": "name: web2\n"}, "jobs": {"Chart.yaml": "name: jobs\n", "empty": ""}}
    report = compare(out, charts).splitlines()
    assert "missing: jobs/Chart.yaml" in report
    assert "missing: jobs/empty" in report
    assert "no longer generated: web/templates/web/service.yaml" in report
    start = report.index("--- committed/web/Chart.yaml")
    assert report[start + 1 : start + 5] == [
        "+++ generated/web/Chart.yaml",
        "@@ -1 +1 @@",
        "-name: web",
        "+name: web2",
    ]


def test_bytes_are_written_as_they_are_and_compared_without_being_shown(out: Path) -> None:
    old, new = b"\x1f\x8b\x00old\r\n", b"\x1f\x8b\x00new\r\n"
    write_charts(out, {"jobs": {"Chart.yaml": "name: jobs\n", "charts/web-1.tgz": old}}, only=True)
    assert (out / "jobs/charts/web-1.tgz").read_bytes() == old
    charts: Charts = {"jobs": {"Chart.yaml": "name: jobs\n", "charts/web-1.tgz": new, "charts/two.tgz": new}}
    assert compare(out, charts, only=True).splitlines() == [
        "missing: jobs/charts/two.tgz",
        "binary file differs: jobs/charts/web-1.tgz",
    ]
    (out / "jobs/charts/web-1.tgz").write_bytes(b"\xff a person's")
    with pytest.raises(EditedByHand, match=r"web-1\.tgz"):
        write_charts(out, charts, only=True)


@pytest.mark.parametrize("old", ["text\n", b"\xff"], ids=["text", "no UTF-8"])
def test_text_that_became_binary_is_told_in_one_line(tmp_path: Path, old: str | bytes) -> None:
    write_charts(tmp_path / "out", {"web": {"logo": old}}, only=False)
    assert compare(tmp_path / "out", {"web": {"logo": b"\x00"}}, only=True) == "binary file differs: web/logo\n"


def test_compare_sees_an_edited_file_a_stale_checksums_and_an_absent_directory(out: Path) -> None:
    assert compare(out, WEB, only=True).startswith("--- committed/web/Chart.yaml")
    assert compare(out.parent / "absent", WEB).startswith("missing: web/Chart.yaml")
    (out / CHECKSUMS).unlink()
    assert compare(out, CHARTS).startswith(f"missing: {CHECKSUMS}")


def test_compare_of_one_chart_leaves_the_others_out(out: Path) -> None:
    assert compare(out, {"web": CHARTS["web"]}, only=True) == ""
    assert "no longer generated: jobs/Chart.yaml" in compare(out, {"web": CHARTS["web"]})


def test_what_a_living_process_builds_is_not_cleaned_away(out: Path) -> None:
    living = out.with_name(f".{out.name}.floe-charts-new-{os.getppid()}")
    living.mkdir()
    write_charts(out, WEB, only=False)
    assert names(out.parent) == [living.name, "charts"]


def test_what_a_dead_process_was_building_is_cleaned_away(out: Path) -> None:
    for pid in ("99999999", "9" * 30):  # higher than any process may have
        out.with_name(f".{out.name}.floe-charts-new-{pid}").mkdir()
    write_charts(out, WEB, only=False)
    assert names(out.parent) == ["charts"]


@pytest.mark.parametrize(
    "name",
    ["old", "new", "new-draft", "new-99999999", "floe-charts-new-", "floe-charts-new-draft", "floe-charts-new-1x"],
)
@pytest.mark.usefixtures("way")
def test_a_persons_folder_beside_the_directory_stays(tmp_path: Path, name: str) -> None:
    """On the first run too, when there is no directory that it might have been."""
    mine = tmp_path / f".charts.{name}" / "notes"
    mine.parent.mkdir()
    mine.write_text("mine")
    for charts in (CHARTS, WEB):
        write_charts(tmp_path / "charts", charts, only=False)
        assert mine.read_text() == "mine"
    assert names(tmp_path) == sorted(["charts", mine.parent.name])


@pytest.mark.parametrize("name", ["exchange", "fallback"])
def test_a_kill_at_any_moment_leaves_the_old_charts_or_the_new(tmp_path: Path, name: str) -> None:
    """Killed once at every step the interpreter reports, then 40 times at random moments."""
    killing = Path(__file__).with_name("killing.py")
    root = killing.parents[2]
    done = subprocess.run(
        [sys.executable, str(killing), str(tmp_path), name, "606"],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(done.stdout)
    assert result["finished"] == "new"
    assert len(result["timed"]) == 40
    kills = result["every"] + result["timed"]
    assert {kill["recovered"] for kill in kills} == {"old", "new"}
    assert {tuple(kill["litter"]) for kill in kills} == {("charts",)}
    stranded = {
        way: {(kill["at_once"], kill["recovered"]) for kill in result[way] if kill["at_once"] != kill["recovered"]}
        for way in ("every", "timed")
    }
    # Between the two renames of the fallback there is no directory, and the next run restores what was there: of
    # the timed kills, whose process writes old and new in turn, that may be either.
    assert stranded["every"] == ({("absent", "old")} if name == "fallback" else set())
    assert stranded["timed"] <= ({("absent", "old"), ("absent", "new")} if name == "fallback" else set())
