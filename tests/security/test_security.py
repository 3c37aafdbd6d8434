"""Every pod at every setting passes the restricted Pod Security Standard; no secret lies open."""

from __future__ import annotations

import pytest

from floe_charts.check import ALL, check_objects, hardening, images, pod_security, secrets, service_accounts
from tests.support import charts

RULES = {rule.RULE: ALL[rule.RULE] for rule in (pod_security, hardening, secrets, images, service_accounts)}
#: Charts that are no platform charts: built to try the compiler, not to be installed.
UNHARDENED = {"kitchen", "echo"}


@pytest.mark.requirement("REQ-607")
def test_pods_are_hardened_at_every_setting(chart_name, seeds):
    if chart_name in UNHARDENED:
        assert check_objects(charts.model(chart_name).evaluate({}), RULES), (
            f"{chart_name}: take it off the list"
        )
        return
    for title, values in charts.settings(chart_name, len(seeds), seeds.start):
        found = check_objects(
            charts.model(chart_name).evaluate(values), RULES, chart=f"{chart_name}, {title}"
        )
        assert not found, "\n".join(map(str, found))
