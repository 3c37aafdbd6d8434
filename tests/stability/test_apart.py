"""What lies side by side stays apart: two releases in a namespace, and the entries of a map."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from floe_charts.check.objects import identity
from floe_charts.template.context import Release
from floe_charts.values.coalesce import coalesce
from tests.closure.backgrounds import BACKGROUNDS
from tests.support import charts

_IMAGE = {"repository": "acme/sales", "tag": "1.4.0"}
_CODE = {"image": _IMAGE, "module": "sales.definitions"}
_OTLP = {"type": "otlp_grpc", "host": "collector.example.com"}

#: A map of each chart with entries, and what is overridden in the first of them.
ENTRIES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "floe-jobs": (
        "jobs",
        {key: {"type": "dbt", "image": _IMAGE, "schedule": at} for key, at in (("early", "0 1 * * *"), ("late", ""))},
        {"image": {"tag": "2.0.0"}, "backoffLimit": 1, "env": {"MORE": {"value": "1"}}},
    ),
    "floe-services": (
        "codeLocations",
        {"early": _CODE, "late": _CODE},
        {"image": {"tag": "2.0.0"}, "module": "other.definitions"},
    ),
}


def staging(name: str) -> dict[str, Any]:
    """What staging sets, with entries where the chart has some."""
    values = charts.environments(name).get("staging", {})
    for background in BACKGROUNDS.get(name, ())[-1:]:
        values = coalesce(background, values)
    return values


def objects(name: str, values: dict[str, Any], release: str = "release") -> dict[Any, Any]:
    return {identity(item): item for item in charts.model(name).evaluate(values, Release(name=release))}


def test_two_releases_in_one_namespace_share_no_object(chart_name: str) -> None:
    one, other = (objects(chart_name, staging(chart_name), release) for release in ("blue", "green"))
    assert len(one) == len(other) > 0
    assert one.keys().isdisjoint(other)


@pytest.mark.parametrize("name", ENTRIES)
def test_an_override_of_one_entry_leaves_the_objects_of_the_others(name: str) -> None:
    key, entries, override = ENTRIES[name]
    before, after = (objects(name, {key: each}) for each in (entries, coalesce(entries, {"early": override})))
    of_others = [one for one in before if "-late" in one[3]]
    changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
    assert of_others
    assert changed
    assert all("-early" in one[3] for one in changed), changed


def test_an_override_of_one_exporter_leaves_the_settings_of_the_others() -> None:
    both = {"early": _OTLP, "late": _OTLP}
    before, after = (_exporters(each) for each in (both, coalesce(both, {"early": {"host": "other.example.com"}})))
    assert before.keys() == after.keys()
    assert {key for key in before if before[key] != after[key]} == {"otlp_grpc/early"}
    assert "otlp_grpc/late" in before


def _exporters(entries: dict[str, Any]) -> dict[str, Any]:
    [config] = [
        text
        for item in objects("otel-collector", {"exporters": entries}).values()
        for text in (item.get("data", {}).values() if item["kind"] == "ConfigMap" else ())
        if "exporters:" in text
    ]
    found: dict[str, Any] = yaml.safe_load(config)["exporters"]
    return found
