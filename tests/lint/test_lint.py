"""Helm's own lint and ours find nothing, on any chart with any of its environments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from floe_charts.check import ALL, Rule, check_objects
from floe_charts.helm import InProcess
from tests.security.test_security import UNHARDENED
from tests.support import charts

#: Settings of our rules a chart needs, each with its reason beside it.
RULES: Mapping[str, Mapping[str, Rule]] = {}


@pytest.mark.requirement("REQ-601")
def test_helm_lint_is_clean(chart_name):
    for title, values in charts.environments(chart_name).items():
        assert InProcess().lint(charts.chart_dir(chart_name), values, strict=True) == [], title


@pytest.mark.requirement("REQ-601")
def test_our_rules_find_nothing(chart_name):
    rules = {**ALL, **RULES.get(chart_name, {})}
    found: dict[str, Any] = {
        title: check_objects(charts.model(chart_name).evaluate(values), rules, chart=chart_name)
        for title, values in charts.environments(chart_name).items()
    }
    if chart_name in UNHARDENED:
        assert any(found.values()), f"{chart_name}: take it off the list"
        return
    assert not any(found.values()), "\n".join(
        f"{title}: {one}" for title, all_of in found.items() for one in all_of
    )
