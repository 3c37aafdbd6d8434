"""Two schemas at once, as ``allOf`` means it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from floe_charts.testing.random.shapes import TYPES

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_LISTS = ("_any", "_if", "_checks")


def merge(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any]:
    """Both flat schemas at once (``allOf``); children stay raw and are merged when they are compiled."""
    out: dict[str, Any] = {**b, **a}
    out |= {key: max(a[key], b[key]) for key in LOWER if key in a and key in b}
    out |= {key: min(a[key], b[key]) for key in UPPER if key in a and key in b}
    out |= {key: [*a[key], *b[key]] for key in _LISTS}
    out["_checks"] += [
        {key: b[key]} for key in ("pattern", "multipleOf", "format", "contains") if key in a and key in b
    ]
    if "type" in a and "type" in b:
        out["type"] = [t for t in TYPES if _admits(a["type"], t) and _admits(b["type"], t)]
        if "integer" in out["type"] and "number" in out["type"]:
            out["type"].remove("integer")
    if "enum" in a and "enum" in b:
        texts = [json.dumps(value, sort_keys=True) for value in b["enum"]]
        out["enum"] = [value for value in a["enum"] if json.dumps(value, sort_keys=True) in texts]
    out["required"] = list(dict.fromkeys([*a.get("required", ()), *b.get("required", ())]))
    for key in ("items", "propertyNames", "additionalProperties"):
        if key in a and key in b:
            out[key] = _both(a[key], b[key])
    names = dict.fromkeys([*a.get("properties", ()), *b.get("properties", ())])
    if names:
        out["properties"] = {name: _both(_side(a, name), _side(b, name)) for name in names}
    if "patternProperties" in a and "patternProperties" in b:
        out["patternProperties"] = {**b["patternProperties"], **a["patternProperties"]}
    return out


def _admits(types: Sequence[str], name: str) -> bool:
    return name in types or (name == "integer" and "number" in types)


def _side(flat: Mapping[str, Any], name: str) -> Any:
    if name in flat.get("properties", ()):
        return flat["properties"][name]
    for pattern, schema in flat.get("patternProperties", {}).items():
        if re.search(pattern, name):
            return schema
    return flat.get("additionalProperties", True)


def _both(a: Any, b: Any) -> Any:
    if a is False or b is False:
        return False
    return b if a is True else a if b is True else {"allOf": [a, b]}
