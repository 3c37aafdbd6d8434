"""Helm's own lint and ours find nothing, on any chart with any of its environments."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.check import api_errors, check_objects
from floe_charts.constructs.allowance import not_allowed
from floe_charts.helm import InProcess
from tests.security.test_security import UNHARDENED
from tests.support import charts


@pytest.mark.requirement("REQ-621", "REQ-622", "REQ-631")
def test_helm_lint_is_clean(chart_name):
    for title, values in charts.environments(chart_name).items():
        assert InProcess().lint(charts.chart_dir(chart_name), values, strict=True) == [], title


@pytest.mark.requirement("REQ-621", "REQ-622", "REQ-631")
def test_kubernetes_would_refuse_nothing(chart_name):
    """Neither by its schemas nor by what they cannot say, such as a request above its limit."""
    for title, values in charts.environments(chart_name).items():
        assert api_errors(charts.in_process(chart_name).render(values).objects) == [], title


def test_no_line_is_longer_than_a_person_reads(chart_name):
    """``floe-charts lint`` asks it of hand-written templates only; of our own charts we ask it of all."""
    paths = [
        path for path in (charts.chart_dir(chart_name) / "templates").rglob("*") if path.suffix in (".yaml", ".tpl")
    ]
    assert paths
    assert [path.name for path in paths for line in path.read_text("utf-8").splitlines() if len(line) > 220] == []


@pytest.mark.requirement("REQ-621", "REQ-622", "REQ-631")
def test_our_rules_find_nothing(chart_name):
    """But for what the chart declares to be right, with a reason, in ``HelmChart.allowed``."""
    model = charts.model(chart_name)
    found: dict[str, Any] = {
        title: list(not_allowed(check_objects(model.evaluate(values), chart=chart_name), model.allowed))
        for title, values in charts.environments(chart_name).items()
    }
    if chart_name in UNHARDENED:
        assert any(found.values()), f"{chart_name}: take it off the list"
        return
    assert not any(found.values()), "\n".join(f"{title}: {one}" for title, all_of in found.items() for one in all_of)
