"""Entries left out one by one: list, map and the question whether any is there agree in both readings."""

from __future__ import annotations

import pytest
import yaml
from cdk8s_plus_27 import k8s

from floe_charts import REQUIRED, ChartInfo, ChartValues, Component, HelmChart, Values, choose, items, only_if, value
from floe_charts.flow.never_empty import filled
from floe_charts.flow.selection import pairs, some
from floe_charts.flow.shared_conditions import any_entry
from floe_charts.testing import concrete, differences, render
from floe_charts.values.constraint import ShortDnsLabel


class Dish(Values):
    warm: bool = value(False, "Whether it is warm.")
    taste: str = value(REQUIRED, "What it tastes of.")


class MenuValues(ChartValues):
    dishes: dict[ShortDnsLabel, Dish] = value({}, "Dishes by name.")
    bread: bool = value(True, "Serve bread.")


class Menu(HelmChart[MenuValues]):
    info = ChartInfo("menu", "0.1.0", app_version="1.0", description="Warm dishes.")
    values_type = MenuValues

    def build(self, values):
        part = Component(self, "card")
        warm = any_entry(self, "warm", values.dishes, lambda name, dish: dish.warm, "Whether a dish is warm.")
        names = some(values.dishes, lambda name, dish: only_if(dish.warm, name))
        tastes = pairs(
            values.dishes,
            lambda name, dish: only_if(
                dish.warm, choose(values.bread, {f"of/{name}": dish.taste}, {f"dry/{name}": dish.taste})
            ),
        )
        card = {
            "names": items("water", names),
            "stove": only_if(warm, {"on": names}),
            "tastes": only_if(warm, tastes),
            "extra": filled({"bread": only_if(values.bread, True), "salt": only_if(warm, True)}, self.registry),
        }
        text = self.document("card", card)
        k8s.KubeConfigMap(part, "config", metadata=part.metadata(), data={"card.yaml": text.text})


SOUP, ICE = {"taste": "leek", "warm": True}, {"taste": "plum"}


@pytest.mark.parametrize(
    ("dishes", "card"),
    [
        ({}, {"names": ["water"]}),
        ({"ice": ICE}, {"names": ["water"]}),
        (
            {"ice": ICE, "soup": SOUP},
            {"names": ["water", "soup"], "stove": {"on": ["soup"]}, "tastes": {"of/soup": "leek"}},
        ),
    ],
)
def test_both_readings_leave_out_the_same(dishes, card):
    values = {"dishes": dishes}
    assert not differences(Menu, values)
    [rendered], [plain] = render(Menu, values), concrete(Menu, values)
    salt = {"salt": True} if "stove" in card else {}
    expected = {**card, "extra": {"bread": True, **salt}}
    assert yaml.safe_load(rendered["data"]["card.yaml"]) == expected
    assert yaml.safe_load(plain["data"]["card.yaml"]) == expected
