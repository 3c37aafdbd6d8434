"""The three readings side by side: what null means to each, and how a difference is told."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import Values, each_of, entries, fallback, is_set, merged, only_if, value
from floe_charts.testing import Difference, differences
from floe_charts.testing.difference import PLAIN
from tests.support.probe import chart_of, config_map

pytestmark = pytest.mark.usefixtures("unread_values_pass")


class One(Values):
    size: int = value(0, "A size.")
    most: int | None = value(None, "The most of it.", example=9)


class Below(Values):
    most: int | None = value(9, "The most of it.")


class Filled(Values):
    most: int | None = value(80, "The most of it; null for no limit.")
    name: str | None = value("main", "A name; null for none.")
    below: Below = value(Below(), "More.")
    several: list[One] = value([], "Several.", example=[{"size": 1}])
    by_name: dict[str, One] = value({}, "By name.", example={"a": {"size": 1}})


def shown(one: Any) -> str:
    return f"{one.size} of {fallback(one.most, 0)}"


def build(self: Any, v: Any) -> None:
    own = {
        "most": only_if(is_set(v.most), f"{fallback(v.most, 0)}"),
        "name": v.name,
        "below": only_if(is_set(v.below.most), f"{fallback(v.below.most, 0)}"),
        "several": self.document("several", {"a": "b", "items": each_of(v.several, lambda one: shown(one))}).text,
    }
    config_map(self, merged(own, entries(v.by_name, lambda name, one: shown(one)), disjoint=True))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"most": None, "name": None, "below": {"most": None}},
        {"most": 0, "below": {"most": 0}},
        {"several": [{"size": None}, {"most": None}, {"size": 2, "most": 3}, {}]},
        {"byName": {"a": {"size": None, "most": 3}, "b": {"most": None}, "c": {"size": 1}}},
    ],
    ids=str,
)
def test_null_is_absent_to_all_three(values: dict[str, Any]) -> None:
    assert differences(chart_of(build, Filled), values) == []


def test_a_difference_tells_each_place_and_both_values() -> None:
    one = {"kind": "Service", "spec": {"ports": [{"port": 80}], "type": "NodePort"}}
    other = {"kind": "Service", "spec": {"ports": [{"port": 81}, {"port": 90}], "type": None}}
    found = Difference(("Service", "web"), one, other)
    assert str(found) == (
        "Service/web, evaluated and rendered by Helm:\n"
        "  .spec.ports[0].port\n    - 80\n    + 81\n"
        "  .spec.ports[1]\n    - absent\n    + {'port': 90}\n"
        "  .spec.type\n    - 'NodePort'\n    + None"
    )
    assert repr(found) == "<Service/web: .spec.ports[0].port: 80, rendered by Helm 81, and 2 more>"
    assert (
        repr(Difference(("Service", "web"), one, None)) == "<Service/web: the object: there, rendered by Helm absent>"
    )


def test_pytest_shows_where() -> None:
    found = [Difference(("Service", "web"), {"spec": {"type": "NodePort"}}, {"spec": {}}, PLAIN)]
    with pytest.raises(AssertionError, match=r"Service/web: \.spec\.type: 'NodePort', built with known values absent"):
        assert found == []
