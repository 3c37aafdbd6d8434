"""What a ``oneOf`` forbids in each of its alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from floe_charts.testing.random.shapes import Schema

_NULL: Schema = {"type": "null"}
_NOTES = ("$comment", "description", "title")


def exclusive(options: Sequence[Schema]) -> list[Schema]:
    """The alternatives, each without the keys whose mere presence would make another one true as well.

    Without this, of ``{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}`` the first would offer ``b``.
    """
    enough = [_enough(option) for option in options]
    out: list[Schema] = []
    for index, option in enumerate(options):
        gone = {key: rule for at, names in enumerate(enough) if at != index for key, rule in names.items()}
        out.append({"allOf": [option, {"properties": gone}]} if gone else option)
    return out


def _enough(option: Schema) -> dict[str, Schema]:
    """The keys of which each alone makes ``option`` true, with what they may hold without doing so."""
    if isinstance(option, bool):
        return {}
    words = {key: value for key, value in option.items() if key not in _NOTES}
    if set(words) == {"anyOf"}:
        return {key: rule for part in words["anyOf"] for key, rule in _enough(part).items()}
    required = words.pop("required", ())
    properties: Mapping[str, Any] = words.pop("properties", {})
    if words or len(required) != 1 or set(properties) - set(required):
        return {}
    value = properties.get(required[0], True)
    if value in (True, {}):
        return {required[0]: False}
    return {required[0]: _NULL} if value == {"not": _NULL} else {}
