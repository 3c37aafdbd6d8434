"""The words the package shares: a schema, a path into values, a way into a schema, JSON types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any] | bool
#: Keys and indexes into values.
Path = tuple[str | int, ...]
#: Steps into a schema, through properties, entries and alternatives.
Focus = tuple[tuple[str, Any], ...]

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
#: Where no default stands; None is a value.
MISSING: Any = object()


def type_of(value: Any) -> str:
    """The JSON type of ``value``; a whole number is an ``integer``."""
    if isinstance(value, Mapping):
        return "object"
    names = {
        type(None): "null",
        bool: "boolean",
        int: "integer",
        float: "number",
        str: "string",
        list: "array",
    }
    return names[type(value)]


def dotted(path: Path) -> str:
    """``path`` as people write it: ``jobs.nightly.args[0]``."""
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return text.removeprefix(".") or "(root)"
