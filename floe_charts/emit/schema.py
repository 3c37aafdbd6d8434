"""values.schema.json: draft-07, closed, complete in itself, so that it works offline and on every Helm version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.emit.helm_messages import worded
from floe_charts.emit.required_keys import optional_schema
from floe_charts.emit.safe_text import anything, safe
from floe_charts.emit.schema_text import written_schema
from floe_charts.emit.type_schema import object_schema
from floe_charts.synth.model import ChartModel
from floe_charts.values.anything import ANYTHING
from floe_charts.values.model import Values
from floe_charts.values.rules import Rule, rules_schema

DRAFT = "http://json-schema.org/draft-07/schema#"
#: Points in time, by definition.
_TIMES = {name: f"#/definitions/{name}" for name in ("Time", "MicroTime")}


def schema_text(model: ChartModel) -> str:
    """The schema as the file holds it."""
    return written_schema(worded(chart_schema(model)), [sub.key for sub in model.subcharts])


def chart_schema(model: ChartModel) -> dict[str, Any]:
    """The schema of a chart: its own values, and a subchart's under the subchart's key."""
    schema = values_schema(model.values_type)
    for sub in model.subcharts:
        below = chart_schema(sub.model)
        schema.setdefault("definitions", {}).update(below.get("definitions", {}))
        declared = schema["properties"].get(sub.key, {})
        schema["properties"][sub.key] = _subchart(below, declared, sub.model.info.description)
    rules = rules_schema(chart_rules(model))
    return {**schema, **({"allOf": rules} if rules else {})}


def _subchart(below: dict[str, Any], declared: Mapping[str, Any], description: str) -> dict[str, Any]:
    """A subchart's schema under its key; its rules are stated at the root, where ``global`` is."""
    part = optional_schema({key: item for key, item in below.items() if key not in ("$schema", "definitions", "allOf")})
    shown: dict[str, Any] = {**part, "description": declared.get("description", description)}
    switch = declared.get("properties", {}).get("enabled")
    if switch:
        shown["properties"] = {**part["properties"], "enabled": switch}
    return {**shown, "required": ["enabled"]} if "enabled" in declared.get("required", ()) else shown


def chart_rules(model: ChartModel) -> tuple[Rule, ...]:
    """The rules of a chart and, under their keys, of its subcharts."""
    below = (rule.within(sub.key, sub.condition) for sub in model.subcharts for rule in chart_rules(sub.model))
    return (*model.values_type.rules, *below)


def values_schema(values_type: type[Values]) -> dict[str, Any]:
    """The schema of a chart's values, but for its rules: those of subcharts stand beside them."""
    definitions: set[str] = set()
    root = object_schema(values_type, definitions, values_type())
    root["properties"].setdefault(
        "global", {"type": ["object", "null"], "description": "Values shared with parent and subcharts."}
    )
    root["properties"].setdefault(
        "enabled", {"type": ["boolean", "null"], "description": "Read by a parent chart's condition."}
    )
    return {"$schema": DRAFT, **safe({**root, **_definitions(definitions)})}


def _definitions(names: set[str]) -> dict[str, Any]:
    if not names:
        return {}
    from floe_charts.kubernetes.strict import inline_definitions

    found = {name: _stated(item) for name, item in inline_definitions(names - {ANYTHING}).items() if name not in _TIMES}
    found |= {ANYTHING: anything()} if ANYTHING in names else {}
    return {"definitions": dict(sorted(found.items()))}


def _stated(definition: dict[str, Any]) -> dict[str, Any]:
    """A definition without its points in time: the API server writes them, and cdk8s wants a date, not its text."""
    properties = definition.get("properties", {})
    kept = {key: item for key, item in properties.items() if item.get("$ref") not in _TIMES.values()}
    return definition if len(kept) == len(properties) else {**definition, "properties": kept}
