"""What a parent and its subchart see of each other's values: as Helm merges them."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import ChartInfo, HelmChart, Subchart, Values, merged, value
from floe_charts.testing import differences, render
from floe_charts.values.subchart import SubchartValues
from tests.support.probe import config_map


class Leaf(Values):
    text: str = value("leaf", "A text.")
    words: dict[str, str] = value({"k": "v"}, "Words.")


class LeafChart(HelmChart[Leaf]):
    info = ChartInfo("leaf", "0.1.0", app_version="1", description="Says one thing.")
    values_type = Leaf

    def build(self, values: Leaf) -> None:
        config_map(self, merged({"text": values.text}, values.words), name="leaf")


class LeafPart(Leaf, SubchartValues): ...


class Middle(Values):
    leaf: LeafPart = value(LeafPart(text="middle"), "The leaf.")
    text: str = value("middle", "A text.")
    size: int = value(3, "A size.")
    words: dict[str, str] = value({"k": "v", "kept": "yes"}, "Words.")


class MiddleChart(HelmChart[Middle]):
    info = ChartInfo("middle", "0.1.0", app_version="1", description="Has one below.")
    values_type = Middle
    subcharts = (Subchart(LeafChart, "leaf.enabled"),)

    def build(self, values: Middle) -> None:
        config_map(self, merged({"text": values.text, "below": values.leaf.text}, values.words), name="middle")


class MiddlePart(Middle, SubchartValues): ...


class Top(Values):
    middle: MiddlePart = value(MiddlePart(words={"top": "x"}), "The middle.")


class TopChart(HelmChart[Top]):
    info = ChartInfo("top", "0.1.0", app_version="1", description="Has two below.")
    values_type = Top
    subcharts = (Subchart(MiddleChart, "middle.enabled"),)

    def build(self, values: Top) -> None:
        config_map(self, {"text": values.middle.text, "size": f"{values.middle.size}"}, name="top")


pytestmark = pytest.mark.usefixtures("unread_values_pass")


GIVEN: list[dict[str, Any]] = [
    {},
    {"middle": {"enabled": False}},
    {"middle": {"enabled": False, "text": "given"}},
    {"middle": {"words": {"k": None, "z": "1"}}},
    {"middle": {"leaf": {"enabled": False}}},
    {"middle": {"leaf": {"words": {"k": None, "z": "1"}}}},
]


@pytest.mark.parametrize("values", GIVEN, ids=str)
def test_the_readings_agree(values: dict[str, Any]) -> None:
    assert differences(TopChart, values) == []


def test_a_null_removes_a_default_of_the_subchart() -> None:
    [data] = [item["data"] for item in render(TopChart, GIVEN[3]) if item["metadata"]["name"] == "middle"]
    assert "k" not in data
    assert data["kept"] == "yes"
    assert data["z"] == "1"
