"""The schema of a class of values: closed objects, each key with its type, bounds, default and sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.emit.helm_messages import LONG
from floe_charts.values.anything import ANYTHING, FREE
from floe_charts.values.constraint import Constraint
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import REQUIRED, ValueField, Values, fields, plain, reserved_keys
from floe_charts.values.rules import rules_schema

_JSON = {"str": "string", "int": "integer", "number": "number", "bool": "boolean", "map": "object", "list": "array"}
#: The fields of Kubernetes that a whole number goes into are int32 (replicas, ports, seconds of a probe, backoffLimit,
#: ...), and those of int64 (user ids, deadlines, grace periods) need no more.
INT32 = 2**31 - 1


def object_schema(model: type[Values], definitions: set[str], owner: Values | None) -> dict[str, Any]:
    """A closed object; ``definitions`` gathers the Kubernetes types it refers to, ``owner`` is the object's default.

    An entry of a map has none: Helm fills in no defaults, so only mandatory keys are required there.
    """
    declared = fields(model)
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": model.model_config.get("extra") == "allow",
        "properties": {
            field.key: _property(field, definitions, owner, field.key in model.exactly_one or not model.nulls)
            for field in declared
        },
    }
    required = [field.key for field in declared if (field.required if owner else field.mandatory)]
    if model.exactly_one:
        schema["oneOf"] = [{"required": [key]} for key in model.exactly_one]
    if not owner and model.rules:
        schema["allOf"] = rules_schema(model.rules)
    for name, taken in reserved_keys(model).items():
        names = schema["properties"][name].setdefault("propertyNames", {})
        names["not"] = {"enum": list(taken)}
    return {**schema, "required": required} if required else schema


def _property(
    field: ValueField, definitions: set[str], owner: Values | None, exclusive: bool = False
) -> dict[str, Any]:
    default = field.default_in(owner)
    below = default if owner else None
    schema = {**type_schema(field.type, definitions, below), **field.bounds}
    if field.schema:
        schema = {"allOf": [schema, field.schema]} if "$ref" in schema else {**schema, **field.schema}
    if field.type.kind == "int":
        schema = {"minimum": -INT32, "maximum": INT32, **schema}
    if field.nullable and not exclusive:
        schema = nullable(schema)
    described = {"description": field.description, **schema}
    if field.type.kind != "object" and default is not None and default is not REQUIRED:
        described["default"] = plain(default)
    return described


def type_schema(kind: FieldType, definitions: set[str], owner: Values | None) -> dict[str, Any]:
    """The schema of a type without default and sentence; ``owner`` is the default of an object (see above)."""
    if kind.kind == "struct":
        return _struct(kind, definitions)
    if kind.kind == "object" and kind.model:
        return object_schema(kind.model, definitions, owner)
    if kind.kind == "any":
        definitions.add(ANYTHING)
        return dict(FREE)
    schema: dict[str, Any] = {"type": _JSON[kind.kind], **(_keywords(kind.constraint) if kind.constraint else {})}
    if kind.choices:
        schema["enum"] = list(kind.choices)
    if kind.kind == "map" and kind.item:
        schema["additionalProperties"] = type_schema(kind.item, definitions, owner=None)
        schema |= {"propertyNames": dict(kind.key.schema)} if kind.key else {}
    if kind.kind == "list" and kind.item:
        schema["items"] = type_schema(kind.item, definitions, owner=None)
    return schema


def _keywords(constraint: Constraint) -> dict[str, Any]:
    """The keywords of a kind of text; beside a pattern that nobody reads to its end, what it says."""
    long = len(constraint.schema.get("pattern", "")) > LONG
    return {**constraint.schema, **({"$comment": constraint.words} if long else {})}


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
