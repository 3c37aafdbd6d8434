"""Schemas inside a schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_LISTS = ("allOf", "anyOf", "oneOf")
_MAPS = ("properties", "definitions")
_SINGLE = ("items", "additionalProperties")


def with_subschemas(schema: Mapping[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """The schema with each schema right inside it changed; conditions and rules of names stay as they are.

    >>> with_subschemas({"properties": {"a": {"type": "string"}}}, lambda inner: {**inner, "minLength": 1})
    {'properties': {'a': {'type': 'string', 'minLength': 1}}}
    """
    result = dict(schema)
    for key in result.keys() & {*_SINGLE}:
        result[key] = change(schema[key])
    for key in result.keys() & {*_LISTS}:
        result[key] = [change(item) for item in schema[key]]
    for key in result.keys() & {*_MAPS}:
        result[key] = {name: change(item) for name, item in schema[key].items()}
    return result
