"""The versions our charts state, and what the parent repeats of its subcharts'."""

from __future__ import annotations

from pathlib import Path

import pytest
import semver
import yaml

from floe_charts import __version__
from floe_charts.charts import CHARTS
from floe_charts.check.versions import check_versions
from floe_charts.cli.released import charts_in
from floe_charts.constructs.info import ChartInfo
from tests.support import charts

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "generated/charts"


def chart_yaml(name: str) -> dict:
    return yaml.safe_load((WRITTEN / name / "Chart.yaml").read_text())


@pytest.mark.requirement("REQ-628")
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_semver_version_and_the_release_as_its_app_version(name: str) -> None:
    assert chart_yaml(name)["appVersion"] == charts.chart_class(name).info.app_version == __version__
    assert semver.Version.is_valid(chart_yaml(name)["version"])


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "01.0.0", "1.0.0-01"])
def test_a_version_that_is_no_semver_is_refused_where_it_is_written(version: str) -> None:
    with pytest.raises(ValueError, match="is not SemVer; write it as 1.2.3"):
        ChartInfo("web", version, app_version="1", description="A server.")


@pytest.mark.requirement("REQ-628")
def test_a_changed_subchart_asks_for_a_version_of_its_parent_too() -> None:
    old = charts_in(WRITTEN)
    archive = next(path for path in old["floe-platform"] if path.startswith("charts/floe-services-"))
    new = {
        **old,
        "floe-services": {**old["floe-services"], "values.yaml": b"changed"},
        "floe-platform": {**old["floe-platform"], archive: b"changed"},
    }
    found = {finding.where: finding.what for finding in check_versions(old, new, "v1")}
    versions = {name: chart_yaml(name)["version"] for name in found}
    assert found == {
        "floe-services": f"still has version {versions['floe-services']} although values.yaml differs since v1",
        "floe-platform": f"still has version {versions['floe-platform']} although {archive} differs since v1",
    }
