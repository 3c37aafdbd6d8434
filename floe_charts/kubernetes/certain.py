"""A quick look whether data surely fits a strict schema.

The defaults of Kubernetes types are checked whenever charts are loaded, and nearly all fit. jsonschema, which takes
longer to import than all these checks take here, keeps the last word: what this module does not know, it denies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from floe_charts.name_patterns import matches

Schema = Mapping[str, Any]

#: Numbers with a fraction are left to jsonschema, for which 1.0 is an integer.
_NAMES = {dict: "object", list: "array", str: "string", int: "integer", bool: "boolean", type(None): "null"}
_SILENT = {"$schema", "$comment", "description", "format", "definitions", "then"}


class _Unknown(Exception):
    """A keyword or a type that this module does not know."""


def surely_fits(schema: Schema, value: Any) -> bool:
    """Whether the data fits; False may also mean that this cannot tell. ``schema`` holds the definitions it refers to.

    >>> surely_fits({"properties": {"a": {"type": "string"}}, "additionalProperties": False}, {"a": "b"})
    True
    """
    try:
        return _fits(schema, value, schema.get("definitions", {}))
    except _Unknown:
        return False


def _fits(schema: Any, value: Any, definitions: Schema) -> bool:
    if isinstance(schema, bool):
        return schema
    if "$ref" in schema:  # draft-07 ignores what stands beside it
        return _fits(definitions[schema["$ref"].removeprefix("#/definitions/")], value, definitions)
    if type(value) not in _NAMES:
        raise _Unknown
    return all(key in _SILENT or _holds(key, schema, value, definitions) for key in schema)


def _holds(key: str, schema: Schema, value: Any, definitions: Schema) -> bool:
    """Whether one keyword holds."""
    rule = schema[key]
    if key == "type":
        names = [rule] if isinstance(rule, str) else rule
        return _NAMES[type(value)] in names or (type(value) is int and "number" in names)
    if key in ("allOf", "anyOf"):
        return (all if key == "allOf" else any)(_fits(part, value, definitions) for part in rule)
    if key == "oneOf":
        return sum(_fits(part, value, definitions) for part in rule) == 1
    if key == "if" and "else" not in schema:
        return not _fits(rule, value, definitions) or _fits(schema.get("then", True), value, definitions)
    if key == "not":
        return not _fits(rule, value, definitions)
    if key in ("enum", "const"):
        return _is_one_of(value, rule if key == "enum" else [rule])
    return _bounded(key, rule, value) if key in _BOUNDS else _inside(key, schema, value, definitions)


def _is_one_of(value: Any, choices: list[Any]) -> bool:
    return any(type(value) is type(choice) and value == choice for choice in choices)


#: The type a keyword is about, and what it asks.
_BOUNDS: Mapping[str, tuple[type, Callable[[Any, Any], bool]]] = {
    "pattern": (str, lambda value, rule: matches(rule, value)),
    "minLength": (str, lambda value, rule: len(value) >= rule),
    "maxLength": (str, lambda value, rule: len(value) <= rule),
    "minimum": (int, lambda value, rule: value >= rule),
    "maximum": (int, lambda value, rule: value <= rule),
    "required": (dict, lambda value, rule: all(name in value for name in rule)),
    "maxProperties": (dict, lambda value, rule: len(value) <= rule),
    "minProperties": (dict, lambda value, rule: len(value) >= rule),
    "minItems": (list, lambda value, rule: len(value) >= rule),
    "maxItems": (list, lambda value, rule: len(value) <= rule),
    "uniqueItems": (list, lambda value, rule: True),
}


def _bounded(key: str, rule: Any, value: Any) -> bool:
    kind, holds = _BOUNDS[key]
    if key == "uniqueItems" and type(value) is list and len(value) > 1:
        raise _Unknown
    return type(value) is not kind or holds(value, rule)


def _inside(key: str, schema: Schema, value: Any, definitions: Schema) -> bool:
    """The keywords about entries."""
    rule = schema[key]
    if key == "items" and not isinstance(rule, list):
        return type(value) is not list or all(_fits(rule, item, definitions) for item in value)
    if key == "propertyNames":
        return type(value) is not dict or all(_fits(rule, name, definitions) for name in value)
    if key == "properties":
        shared = value.keys() & rule.keys() if type(value) is dict else ()
        return all(_fits(rule[name], value[name], definitions) for name in shared)
    if key == "additionalProperties" and "patternProperties" not in schema:
        more = value.keys() - schema.get("properties", {}).keys() if type(value) is dict else ()
        return all(_fits(rule, value[name], definitions) for name in more)
    raise _Unknown
