"""What Helm checks in all when it installs a chart, as one schema: what random values are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.emit.required_keys import inside
from floe_charts.emit.schema import chart_schema
from floe_charts.synth.model import ChartModel, SubchartModel
from floe_charts.values.rules import Rule, rules_schema


def whole_schema(model: ChartModel) -> dict[str, Any]:
    """The chart's schema, and what its subcharts' own schemas require, which the chart's file cannot say."""
    schema = chart_schema(model)
    rules = [*schema.get("allOf", []), *rules_schema(map(_complete, model.subcharts))]
    return {**schema, **({"allOf": rules} if rules else {})}


def _complete(sub: SubchartModel) -> Rule:
    """What a subchart requires, while it is on."""
    needed = _required({key: item for key, item in chart_schema(sub.model).items() if key != "allOf"})
    return Rule({sub.condition: {"const": True}}, {sub.key: needed}, f"{sub.key} is deployed and needs these values")


def _required(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Which keys a schema requires, and nothing else of it."""
    found = {"required": schema["required"]} if isinstance(schema.get("required"), list) else {}
    return {**found, **inside(schema, _required)}
