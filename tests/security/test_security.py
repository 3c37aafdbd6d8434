"""Every pod at every setting passes the restricted Pod Security Standard; no secret lies open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest

from floe_charts.check import ALL, Rule, check_objects, hardening, images, pod_security, secrets, service_accounts
from tests.support import charts

RULES = {rule.RULE: ALL[rule.RULE] for rule in (pod_security, hardening, secrets, images, service_accounts)}
#: Charts that are no platform charts: built to try the compiler, not to be installed.
UNHARDENED = {"kitchen", "echo"}


def rules_for(values: Mapping[str, Any]) -> Mapping[str, Rule]:
    """With the preset `platform`, somewhere in the values, the platform chooses the user ids.

    Where the installer brings the account that launches runs, its RoleBinding is theirs too and not in the chart.
    """
    parts = [part for part in (values, *values.values()) if isinstance(part, Mapping)]
    presets = {part.get("securityPreset") for part in parts}
    brought = any(part["runAccess"].get("create") is False for part in parts if part.get("runAccess"))
    rules = {name: rule for name, rule in RULES.items() if not (brought and name == service_accounts.RULE)}
    return {**rules, hardening.RULE: partial(hardening.check, explicit_user="platform" not in presets)}


@pytest.mark.requirement("REQ-606", "REQ-613")
def test_pods_are_hardened_at_every_setting(chart_name, seeds):
    if chart_name in UNHARDENED:
        assert check_objects(charts.model(chart_name).evaluate({}), RULES), f"{chart_name}: take it off the list"
        return
    for title, values in charts.settings(chart_name, len(seeds), seeds.start):
        objects = charts.model(chart_name).evaluate(values)
        found = check_objects(objects, rules_for(values), chart=f"{chart_name}, {title}")
        assert not found, "\n".join(map(str, found))
