"""The schema of a class of values: closed objects, each key with its type, bounds, default and sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.emit.safe_text import ANYTHING
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import ValueField, Values, fields, plain, reserved_keys
from floe_charts.values.rules import rules_schema

_JSON = {"str": "string", "int": "integer", "number": "number", "bool": "boolean", "map": "object", "list": "array"}
#: Helm reads every number as a float64, so larger ones would not be what was written.
SAFE_INTEGER = 2**31 - 1


def object_schema(model: type[Values], definitions: set[str], entry: bool) -> dict[str, Any]:
    """A closed object; ``definitions`` gathers the Kubernetes types it refers to.

    In an ``entry`` of a map Helm fills in no defaults, so only mandatory keys are required there.
    """
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
