"""The characters Helm carries unharmed, as keywords of every text in a schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from floe_charts.emit.subschemas import with_subschemas
from floe_charts.values.anything import FREE, KEY, TEXT

_NUMBER = 2**53 - 1


def anything() -> dict[str, Any]:
    """The schema of a value of any type.

    Helm reads numbers as float64, so the exact ones only; its versions disagree on a null inside a map, so none.
    """
    types = ["object", "array", "string", "number", "boolean"]
    bounds = {"minimum": -_NUMBER, "maximum": _NUMBER}
    return {
        "type": types,
        **TEXT,
        **bounds,
        "propertyNames": KEY,
        "additionalProperties": FREE,
        "items": FREE,
    }


def safe(schema: Any) -> Any:
    """The schema with every string and every key of a free map kept to safe characters."""
    if not isinstance(schema, Mapping):
        return schema
    return {**with_subschemas(schema, safe), **_text(schema), **_keys(schema)}


def _text(schema: Mapping[str, Any]) -> dict[str, Any]:
    kinds = schema.get("type", ())
    if "string" not in ([kinds] if isinstance(kinds, str) else kinds) or "enum" in schema:
        return {}
    pattern = schema.get("pattern")
    if pattern is None:
        return TEXT
    return {"allOf": [*schema.get("allOf", ()), TEXT]} if pattern != TEXT["pattern"] and _is_open(pattern) else {}


def _keys(schema: Mapping[str, Any]) -> dict[str, Any]:
    free = isinstance(schema.get("additionalProperties"), Mapping)
    names = schema.get("propertyNames")
    if not free or (names and ("enum" in names or not _is_open(names.get("pattern", "")))):
        return {}
    return {"propertyNames": {"allOf": [names, KEY]} if names else KEY}


def _is_open(pattern: str) -> bool:
    """Whether the pattern names what it excludes, or nothing: then control characters pass."""
    bare = re.sub(r"\\.", "", pattern)
    outside = re.sub(r"\[[^\]]*\]", "", bare)
    return not pattern or "[^" in bare or "." in outside
