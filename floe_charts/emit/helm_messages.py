"""The same schema, written so that Helm says something short about what it refuses, and names the right place.

Helm prints the whole pattern that a text does not match; that of a cron line has 7,600 characters. Of a ``not`` it says
that 'not' failed. And 4.3 names a path that is not there for a key which ``propertyNames`` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from floe_charts.emit.subschemas import with_subschemas

#: Characters of a pattern that nobody reads to its end.
LONG = 300


def worded(schema: Any) -> Any:
    """The schema with long patterns and a refused text in words, and reserved names as properties that are refused.

    >>> worded({"propertyNames": {"not": {"enum": ["HOME"]}}})
    {'properties': {'HOME': False}}
    """
    if not isinstance(schema, Mapping):
        return schema
    return _reserved(_refused_text(_pattern(with_subschemas(schema, worded))))


def _refused_text(schema: dict[str, Any]) -> dict[str, Any]:
    refused = schema.get("not")
    if not isinstance(refused, Mapping) or refused.keys() != {"const"} or not isinstance(refused["const"], str):
        return schema
    words = f"anything but {refused['const']}"
    said = {"if": dict(refused), "then": {"$comment": words, "pattern": _no_text(words)}}
    rest = {key: item for key, item in schema.items() if key != "not"}
    return {**rest, "allOf": [*rest.get("allOf", ()), said]} if "if" in rest else {**rest, **said}


def _pattern(schema: dict[str, Any]) -> dict[str, Any]:
    pattern, words = schema.get("pattern", ""), schema.get("$comment")
    if not isinstance(pattern, str) or len(pattern) <= LONG or not words or "if" in schema:
        return schema
    rest = {key: item for key, item in schema.items() if key not in ("pattern", "$comment")}
    return {**rest, "if": {"not": {"pattern": pattern}}, "then": {"$comment": words, "pattern": _no_text(words)}}


def _no_text(words: str) -> str:
    """Words as a pattern that no text matches, the words themselves included: nothing comes before the start."""
    text = words.replace(" (", ": ").replace(")", ",")
    return re.sub(r"[][{}.*+?|\\$^]", "", text) + "^"


def _reserved(schema: dict[str, Any]) -> dict[str, Any]:
    names = schema.get("propertyNames")
    taken, others = _taken(names) if isinstance(names, Mapping) else ([], {})
    if not taken:
        return schema
    changed = {"properties": {**dict.fromkeys(taken, False), **schema.get("properties", {})}, "propertyNames": others}
    return {key: item for key, item in {**schema, **changed}.items() if key != "propertyNames" or others}


def _taken(names: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The names that a schema of names refuses one by one, and what else it says."""
    refused, others = names.get("not"), dict(names)
    taken: list[str] = []
    if isinstance(refused, Mapping) and refused.keys() == {"enum"}:
        taken = others.pop("not")["enum"]
    if "allOf" in names:
        parts = [_taken(part) for part in names["allOf"]]
        taken = [*taken, *(name for found, _ in parts for name in found)]
        others["allOf"] = [part for _, part in parts if part]
    return taken, others
