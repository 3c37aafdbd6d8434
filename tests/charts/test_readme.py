"""What a chart's README tells people to type works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from floe_charts.helm import InProcess, SchemaRefused
from tests.support import charts


def text(name: str) -> str:
    return (charts.chart_dir(name) / "README.md").read_text(encoding="utf-8")


@pytest.mark.requirement("REQ-622")
def test_the_install_names_files_that_are_there(chart_name: str) -> None:
    (line,) = re.findall(r"^helm install .*", text(chart_name), re.MULTILINE)
    files = re.findall(r"-f (\S+)", line)
    assert bool(files) is bool(charts.model(chart_name).overlays)
    assert all((charts.chart_dir(chart_name).parent / file).is_file() for file in files)


def test_no_two_sections_share_a_heading(chart_name: str) -> None:
    headings = re.findall(r"^##+ .*", text(chart_name), re.MULTILINE)
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("name", ["floe-services", "floe-platform"])
def test_whoever_waits_for_a_database_is_told_to(name: str) -> None:
    commands = re.findall(r"^helm (?:install|upgrade) my-.*", text(name), re.MULTILINE)
    assert len(commands) == 2
    assert all("--timeout 20m" in command for command in commands)


def test_the_defaults_of_an_older_version_are_refused(tmp_path: Path) -> None:
    """So does ``--reuse-values`` upgrade: the new chart, with the values.yaml of the installed one."""
    folder = shutil.copytree(charts.chart_dir("otel-collector"), tmp_path / "otel-collector")
    older = yaml.safe_load((folder / "values.yaml").read_text())
    del older["networkPolicies"]["externalCidrs"]
    (folder / "values.yaml").write_text(yaml.safe_dump(older))
    with pytest.raises(SchemaRefused, match="externalCidrs"):
        InProcess().render(folder, {})
