"""Objects an installer adds: rendered as they are, in both readings, and refused when they are none."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.charts.floe_jobs import FloeJobs
from floe_charts.emit.schema import chart_schema
from floe_charts.helm import SchemaRefused
from floe_charts.testing import model_of
from floe_charts.testing.random import ValuesGenerator
from floe_charts.testing.readings import compare, concrete, render
from tests.support import charts

RULE: dict[str, Any] = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "PrometheusRule",
    "metadata": {"name": "late", "labels": {"team": "data"}},
    "spec": {"groups": [{"name": "jobs", "rules": [{"expr": "up == 0", "for": "10m", "text": "{{ $labels.job }}"}]}]},
}
CONFIG: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "ConfigMap",
    "metadata": {"name": "notes"},
    "data": {"a.txt": "one\ntwo\n", "number": "0123"},
}


def rendered(**objects: Any) -> list[dict[str, Any]]:
    """What Helm renders beside the chart's own objects."""
    own = charts.in_process("floe-jobs").render({}).objects
    found = charts.in_process("floe-jobs").render({"extraObjects": objects}).objects
    return [item for item in found if item not in own]


def test_they_come_out_as_they_went_in() -> None:
    assert sorted(rendered(rule=RULE, config=CONFIG), key=str) == sorted([RULE, CONFIG], key=str)


def test_plain_objects_come_out_the_same() -> None:
    values = {"extraObjects": {"rule": RULE, "config": CONFIG}}
    assert list(compare(concrete(FloeJobs, values), render(FloeJobs, values))) == []


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"apiVersion": None}, "apiVersion"),
        ({"kind": "configMap"}, "kind"),
        ({"metadata": {}}, "name"),
        ({"metadata": {"name": "a", "annotations": {"on": True}}}, "annotations"),
        ({"data": {"a": "\x01"}}, "data"),
    ],
)
def test_what_is_no_object_is_refused(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(SchemaRefused, match=where):
        rendered(config={**CONFIG, **wrong})


def test_plain_objects_need_a_name_too() -> None:
    with pytest.raises(ValueError, match=r"extraObjects\.config: .*metadata\.name"):
        concrete(FloeJobs, {"extraObjects": {"config": {**CONFIG, "metadata": {}}}})


def test_random_values_name_only_kinds_nobody_knows() -> None:
    from floe_charts.kubernetes import is_known

    model = model_of(FloeJobs)
    generator = ValuesGenerator(chart_schema(model), model.merged({}))
    drawn = [item for seed in range(200) for item in (generator.generate(seed).get("extraObjects") or {}).values()]
    assert len(drawn) > 20
    assert not any(is_known(item) for item in drawn)
