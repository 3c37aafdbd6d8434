"""A schema without what it requires: a parent's part for a subchart, whose own schema asks for the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def optional_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same schema with no key required: how a parent sees a subchart.

    The subchart's own schema still checks the merged values. Items of lists, alternatives and definitions stay as they
    are.
    """
    kept = {key: item for key, item in schema.items() if key != "required" or not isinstance(item, list)}
    return {**kept, **inside(schema, optional_schema)}


def inside(schema: Mapping[str, Any], change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """The parts of an object's schema that hold schemas of what lies in it, changed."""
    found: dict[str, Any] = {}
    if isinstance(schema.get("properties"), Mapping):
        found["properties"] = {name: change(item) for name, item in schema["properties"].items()}
    if isinstance(schema.get("additionalProperties"), Mapping):
        found["additionalProperties"] = change(schema["additionalProperties"])
    if "allOf" in schema:
        found["allOf"] = [change(item) for item in schema["allOf"]]
    return found
