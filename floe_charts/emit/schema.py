"""values.schema.json: draft-07, closed, complete in itself, so that it works offline and on every Helm version."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from floe_charts.emit.safe_text import ANYTHING, UNPRINTABLE, anything, safe
from floe_charts.synth.model import ChartModel, SubchartModel
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import ValueField, Values, fields, plain, reserved_keys
from floe_charts.values.rules import Rule, rules_schema

DRAFT = "http://json-schema.org/draft-07/schema#"
_JSON = {"str": "string", "int": "integer", "number": "number", "bool": "boolean", "map": "object", "list": "array"}
#: Helm reads every number as a float64, so larger ones would not be what was written.
SAFE_INTEGER = 2**31 - 1


def schema_text(model: ChartModel) -> str:
    """The schema as the file holds it."""
    text = json.dumps(chart_schema(model), indent=2, ensure_ascii=False)
    return re.sub(f"[{UNPRINTABLE}]", lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


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


def whole_schema(model: ChartModel) -> dict[str, Any]:
    """What Helm checks in all when it installs: the chart's schema, and what its subcharts' own schemas require.

    The chart's file cannot say the latter: ``helm lint`` checks it against values without the subcharts' defaults.
    """
    schema = chart_schema(model)
    rules = [*schema.get("allOf", []), *rules_schema(map(_complete, model.subcharts))]
    return {**schema, **({"allOf": rules} if rules else {})}


def _complete(sub: SubchartModel) -> Rule:
    """What a subchart requires, while it is on."""
    needed = required_schema({key: item for key, item in chart_schema(sub.model).items() if key != "allOf"})
    return Rule({sub.condition: {"const": True}}, {sub.key: needed}, f"{sub.key} is deployed and needs these values")


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
    """The schema of a chart's values."""
    definitions: set[str] = set()
    root = object_schema(values_type, definitions, entry=False)
    root["properties"].setdefault(
        "global", {"type": ["object", "null"], "description": "Values shared with parent and subcharts."}
    )
    root["properties"].setdefault(
        "enabled", {"type": ["boolean", "null"], "description": "Read by a parent chart's condition."}
    )
    rules = rules_schema(values_type.rules)
    return {"$schema": DRAFT, **safe({**root, **_definitions(definitions)}), **({"allOf": rules} if rules else {})}


def _definitions(names: set[str]) -> dict[str, Any]:
    if not names:
        return {}
    from floe_charts.kubernetes.strict import inline_definitions

    found: dict[str, Any] = inline_definitions(names - {ANYTHING})
    found |= {ANYTHING: anything()} if ANYTHING in names else {}
    return {"definitions": dict(sorted(found.items()))}


def object_schema(model: type[Values], definitions: set[str], entry: bool) -> dict[str, Any]:
    """A closed object. In an ``entry`` of a map Helm fills in no defaults, so only mandatory keys are required there."""
    declared = fields(model)
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": model.model_config.get("extra") == "allow",
        "properties": {
            field.key: _property(field, definitions, entry, field.key in model.exactly_one or not model.nulls)
            for field in declared
        },
    }
    required = [field.key for field in declared if (field.mandatory if entry else field.required)]
    if model.exactly_one:
        schema["oneOf"] = [{"required": [key]} for key in model.exactly_one]
    if entry and model.rules:
        schema["allOf"] = rules_schema(model.rules)
    for name, taken in reserved_keys(model).items():
        names = schema["properties"][name].setdefault("propertyNames", {})
        names["not"] = {"enum": list(taken)}
    return {**schema, "required": required} if required else schema


def _property(field: ValueField, definitions: set[str], entry: bool, exclusive: bool = False) -> dict[str, Any]:
    schema = {**type_schema(field.type, definitions, entry), **field.bounds}
    if field.schema:
        schema = {"allOf": [schema, field.schema]} if "$ref" in schema else {**schema, **field.schema}
    if field.type.kind == "int":
        schema = {"minimum": -SAFE_INTEGER, "maximum": SAFE_INTEGER, **schema}
    if not field.required and not field.mandatory and not exclusive:
        schema = nullable(schema)
    described = {"description": field.description, **schema}
    if field.type.kind not in ("object",) and field.default is not None and not field.mandatory:
        described["default"] = plain(field.default)
    return described


def type_schema(kind: FieldType, definitions: set[str], entry: bool) -> dict[str, Any]:
    """The schema of a type without default and sentence."""
    if kind.kind == "struct":
        return _struct(kind, definitions)
    if kind.kind == "object" and kind.model:
        return object_schema(kind.model, definitions, entry)
    if kind.kind == "any":
        definitions.add(ANYTHING)
        return {"$ref": f"#/definitions/{ANYTHING}"}
    schema: dict[str, Any] = {"type": _JSON[kind.kind], **(kind.constraint.schema if kind.constraint else {})}
    if kind.choices:
        schema["enum"] = list(kind.choices)
    if kind.kind == "map" and kind.item:
        schema["additionalProperties"] = type_schema(kind.item, definitions, entry=True)
        schema |= {"propertyNames": dict(kind.key.schema)} if kind.key else {}
    if kind.kind == "list" and kind.item:
        schema["items"] = type_schema(kind.item, definitions, entry=True)
    return schema


def _struct(kind: FieldType, definitions: set[str]) -> dict[str, Any]:
    from floe_charts.kubernetes.definitions import definition_of
    from floe_charts.kubernetes.strict import definition_key

    name = definition_of(kind.struct) if kind.struct else None
    if not name:
        raise TypeError(f"{kind.struct} is no Kubernetes type")
    definitions.add(name)
    return {"$ref": f"#/definitions/{definition_key(name)}"}


def nullable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with null admitted: null means absent."""
    if "$ref" in schema or "allOf" in schema:
        return {"anyOf": [dict(schema), {"type": "null"}]}
    if "type" not in schema:
        return dict(schema)
    widened = {**schema, "type": [schema["type"], "null"]}
    return {**widened, "enum": [*schema["enum"], None]} if "enum" in schema else widened


def optional_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same schema with no key required: how a parent sees a subchart, whose own schema still checks the merged values.

    ``required_schema`` says what is taken out; items of lists, alternatives and definitions stay as they are.
    """
    kept = {key: item for key, item in schema.items() if key != "required" or not isinstance(item, list)}
    return {**kept, **_inside(schema, optional_schema)}


def required_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Which keys a schema requires, and nothing else of it."""
    found = {"required": schema["required"]} if isinstance(schema.get("required"), list) else {}
    return {**found, **_inside(schema, required_schema)}


def _inside(schema: Mapping[str, Any], change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """The parts of an object's schema that hold schemas of what lies in it, changed."""
    found: dict[str, Any] = {}
    if isinstance(schema.get("properties"), Mapping):
        found["properties"] = {name: change(item) for name, item in schema["properties"].items()}
    if isinstance(schema.get("additionalProperties"), Mapping):
        found["additionalProperties"] = change(schema["additionalProperties"])
    if "allOf" in schema:
        found["allOf"] = [change(item) for item in schema["allOf"]]
    return found
