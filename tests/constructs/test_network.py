"""Peers of a network: one name, one kind of pods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from floe_charts import ChartInfo, not_
from floe_charts.constructs import WorkloadChart, WorkloadValues
from floe_charts.constructs.hook import before_install
from floe_charts.testing import differences, model_of, render

Again = Callable[[Any, Any], dict[str, Any]]


def declaring(again: Again) -> type[WorkloadChart[WorkloadValues]]:
    """A chart that declares the peer ``web`` twice, the second time with what ``again`` changes."""

    class Wired(WorkloadChart[WorkloadValues]):
        info = ChartInfo("wired", "0.1.0", app_version="1.0", description="Two peers.")
        values_type = WorkloadValues

        def build(self, values: WorkloadValues) -> None:
            self.add_service_account()
            made: Any = values.service_account.create
            first = {"labels": {**self.selector_labels, "tier": "front"}, "when": made}
            web = self.network.peer("web", **first)
            same = {**first, "labels": {"tier": "front", **self.selector_labels}}
            second = self.network.peer("web", **{**same, **again(self, values)})
            self.network.connect(web, second, 80, "itself")

    return Wired


@pytest.mark.usefixtures("unread_values_pass")
def test_the_same_pods_may_be_declared_again() -> None:
    chart = declaring(lambda self, values: {"when": values.service_account.create})
    values = {"networkPolicies": {"enabled": True}}
    found = [item["metadata"]["name"] for item in render(chart, values) if item["kind"] == "NetworkPolicy"]
    assert sorted(found) == ["release-wired-default-deny", "release-wired-web"]
    assert differences(chart, values) == []


OTHERS: dict[str, Again] = {
    "labels": lambda self, values: {"labels": self.selector_labels},
    "a label's value": lambda self, values: {"labels": {**self.selector_labels, "tier": "back"}},
    "condition": lambda self, values: {"when": not_(values.service_account.create)},
    "annotations": lambda self, values: {"annotations": before_install(-10)},
}


@pytest.mark.parametrize("what", OTHERS)
def test_other_pods_of_the_same_name_are_refused(what: str) -> None:
    """They would get no policy, and the one that denies everything would cut them off."""
    with pytest.raises(ValueError, match="wired: two kinds of pods are the peer 'web'; give one of them another name"):
        model_of(declaring(OTHERS[what]))
