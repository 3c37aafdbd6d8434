"""Findings declared to be right: a file of the chart's folder that no package holds."""

from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path

import pytest

from floe_charts.charts.floe_jobs import FloeJobs
from floe_charts.charts.floe_platform import FloePlatform
from floe_charts.check import ALL, templates, values
from floe_charts.check.finding import Finding
from floe_charts.constructs import allowance_file
from floe_charts.constructs.allowance import Allowance, not_allowed
from floe_charts.emit.chart import chart_files
from floe_charts.rule_names import RULE_NAMES
from floe_charts.synth.model import synthesize
from floe_charts.testing import model_of, synth

DAEMON = Allowance("probes", "daemon", "nothing calls the daemon")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    for path, text in allowance_file.write([DAEMON, DAEMON]).items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert allowance_file.read(tmp_path) == [DAEMON]


def test_without_any_there_is_no_file(tmp_path: Path) -> None:
    assert allowance_file.write([]) == {}
    assert allowance_file.read(tmp_path) == []


def test_only_the_rule_and_the_text_are_let_through() -> None:
    findings = [Finding("Pod/daemon", "x", "y", rule) for rule in ("probes", "images")]
    assert [finding.rule for finding in not_allowed(findings, [DAEMON])] == ["images"]


def test_a_chart_keeps_them_and_its_users_do_not_see_them(tmp_path: Path) -> None:
    folder = synth(FloeJobs, tmp_path)
    assert allowance_file.read(folder) == list(FloeJobs.allowed)
    assert allowance_file.FILE in (folder / ".helmignore").read_text(encoding="utf-8").splitlines()
    assert "annotations" not in (folder / "Chart.yaml").read_text(encoding="utf-8")


def test_the_archive_of_a_subchart_leaves_them_out() -> None:
    files = chart_files(model_of(FloePlatform))
    archives = [content for path, content in files.items() if path.endswith(".tgz")]
    assert archives
    for content in archives:
        assert isinstance(content, bytes)
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            assert not [name for name in archive.getnames() if name.endswith(allowance_file.FILE)]


def test_each_rule_that_lint_can_excuse_has_its_name_there() -> None:
    assert sorted([*ALL, templates.RULE, values.RULE]) == list(RULE_NAMES)


@pytest.mark.parametrize(
    ("rule", "told"),
    [("probs", "did you mean 'probes'?"), ("template", "did you mean 'templates'?"), ("", "known are disruption")],
)
def test_a_rule_that_is_none_is_refused_at_synth(rule: str, told: str) -> None:
    """It would excuse nothing for ever."""
    chart = type("Odd", (FloeJobs,), {"allowed": (Allowance(rule, "daemon", "why"),), "__module__": __name__})
    said = f"floe-jobs: allows itself 'daemon' of the rule '{rule}', which lint does not have; "
    with pytest.raises(TypeError, match=re.escape(said + told)):
        synthesize(chart)


@pytest.mark.parametrize("text", ["{}x", "[1]", '[{"rule": "probes"}]', "3"])
def test_what_is_no_list_of_allowances_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / allowance_file.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"\.floe-lint\.json: is no list of allowances; run floe-charts synth"):
        allowance_file.read(tmp_path)
