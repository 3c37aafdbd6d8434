"""Findings declared to be right: a file of the chart's folder that no package holds."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from floe_charts.charts.floe_jobs import FloeJobs
from floe_charts.charts.floe_platform import FloePlatform
from floe_charts.check.finding import Finding
from floe_charts.constructs import allowance
from floe_charts.constructs.allowance import Allowance, not_allowed
from floe_charts.emit.chart import chart_files
from floe_charts.testing import model_of, synth

DAEMON = Allowance("probes", "daemon", "nothing calls the daemon")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    for path, text in allowance.write([DAEMON, DAEMON]).items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert allowance.read(tmp_path) == [DAEMON]


def test_without_any_there_is_no_file(tmp_path: Path) -> None:
    assert allowance.write([]) == {}
    assert allowance.read(tmp_path) == []


def test_only_the_rule_and_the_text_are_let_through() -> None:
    findings = [Finding("Pod/daemon", "x", "y", rule) for rule in ("probes", "images")]
    assert [finding.rule for finding in not_allowed(findings, [DAEMON])] == ["images"]


def test_a_chart_keeps_them_and_its_users_do_not_see_them(tmp_path: Path) -> None:
    folder = synth(FloeJobs, tmp_path)
    assert allowance.read(folder) == list(FloeJobs.allowed)
    assert allowance.FILE in (folder / ".helmignore").read_text(encoding="utf-8").splitlines()
    assert "annotations" not in (folder / "Chart.yaml").read_text(encoding="utf-8")


def test_the_archive_of_a_subchart_leaves_them_out() -> None:
    files = chart_files(model_of(FloePlatform))
    archives = [content for path, content in files.items() if path.endswith(".tgz")]
    assert archives
    for content in archives:
        assert isinstance(content, bytes)
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            assert not [name for name in archive.getnames() if name.endswith(allowance.FILE)]
