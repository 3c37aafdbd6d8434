"""Values that inherit, outside of the loop that lays entries over layers."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import REQUIRED, ForEach, Values, choose, json_text, value
from floe_charts.flow.layers import inherited, overwritten, pick
from floe_charts.testing import differences, render
from tests.support.probe import chart_of, config_map


class Common(Values):
    enabled: bool = value(True, "Run it.")
    size: int = value(1, "How much.")


class Preset(Values):
    enabled: bool | None = value(None, "Run those of this type.")
    size: int | None = value(None, "How much.")


class Job(Preset):
    type: str = value(REQUIRED, "Which preset.")


class Image(Values):
    name: str = value("probe", "Name.")
    parts: dict[str, str] = value({"a": "1"}, "Parts.")


class AdminImage(Values):
    name: str | None = value(None, "Name.")
    parts: dict[str, str] = value({}, "Parts.")


class Layers(Values):
    defaults: Common = value(Common(), "For all.")
    presets: dict[str, Preset] = value({"big": Preset(size=9)}, "By type.")
    jobs: dict[str, Job] = value({}, "Jobs.")
    image: Image = value(Image(), "The image.")
    admin: AdminImage = value(AdminImage(), "Another.")


def body(self: Any, values: Any) -> None:
    for job in ForEach(self, "job", values.jobs):
        layers = (values.defaults, pick(values.presets, job.value.type))
        on, size = (inherited(name, layers, job.value) for name in ("enabled", "size"))
        config_map(job.scope, {"on": choose(on, "yes", "no"), "size": f"{size}"}, name=f"probe-{job.key}")
    config_map(self, {"image": json_text(overwritten(values.image, values.admin))})


CHART = chart_of(body, Layers)


def data(settings: dict[str, Any]) -> dict[str, Any]:
    return {item["metadata"]["name"]: item["data"] for item in render(CHART, settings)}


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"jobs": {"a": {"type": "big"}, "b": {"type": "none"}}},
        {"jobs": {"a": {"type": "big", "size": 0}}, "defaults": {"enabled": False}},
        {"jobs": {"a": {"type": "big"}}, "presets": {"big": {"enabled": False}}},
        {"admin": {"name": "admin", "parts": {"b": "2"}}},
    ],
    ids=str,
)
def test_the_readings_agree(settings: dict[str, Any]) -> None:
    assert differences(CHART, settings) == []


@pytest.mark.usefixtures("unread_values_pass")
def test_the_entry_wins_over_its_type_and_that_over_the_defaults() -> None:
    jobs = {"a": {"type": "big"}, "b": {"type": "big", "size": 3, "enabled": True}, "c": {"type": "none"}}
    found = data({"jobs": jobs, "presets": {"big": {"enabled": False}}})
    assert found["probe-a"] == {"on": "no", "size": "9"}
    assert found["probe-b"] == {"on": "yes", "size": "3"}
    assert found["probe-c"] == {"on": "yes", "size": "1"}


@pytest.mark.usefixtures("unread_values_pass")
def test_an_object_is_overwritten_at_every_depth_and_stays_as_it_was() -> None:
    found = data({"admin": {"parts": {"b": "2"}}})
    assert found["probe"] == {"image": '{"name":"probe","parts":{"a":"1","b":"2"}}'}
