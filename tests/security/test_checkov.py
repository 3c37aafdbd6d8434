"""Checkov over what every chart renders; each rule left out has its reason in checkov.yaml."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.security.test_security import UNHARDENED
from tests.support import charts

SKIPPED = yaml.safe_load((Path(__file__).parent / "checkov.yaml").read_text()) or {}


def test_every_skipped_rule_has_a_reason():
    assert all(isinstance(reason, str) and len(reason) > 20 for reason in SKIPPED.values())


@pytest.mark.slow
@pytest.mark.requirement("REQ-606")
def test_checkov_finds_nothing(chart_name, tmp_path):
    checkov = shutil.which("checkov")
    assert checkov, "no checkov on PATH; run: make checkov"
    if chart_name in UNHARDENED:
        return
    for title, values in charts.environments(chart_name).items():
        (tmp_path / f"{title}.yaml").write_text(charts.in_process(chart_name).render(values).text)
    options = [
        "--framework",
        "kubernetes",
        "--output",
        "json",
        "--compact",
        "--quiet",
        "--skip-check",
        ",".join(SKIPPED),
    ]
    done = subprocess.run(
        [checkov, "-d", str(tmp_path), *options], capture_output=True, text=True, check=False, timeout=300
    )
    report = json.loads(done.stdout)
    failed = report.get("results", {}).get("failed_checks", [])
    assert report.get("summary", report).get("passed", 0) > 0, done.stdout[:1000]
    assert not failed, "\n".join(f"{one['check_id']} {one['check_name']}: {one['resource']}" for one in failed)
