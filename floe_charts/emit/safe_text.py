"""The characters Helm carries unharmed, as draft-07 keywords.

Go's ``toYaml`` reads its own JSON back as YAML. U+007F to U+009F, U+FFFE and U+FFFF break that: a whole map
prints as nothing, or U+0085 becomes a blank. U+2028 and U+2029 break the lines of a document in a ConfigMap.
The other control characters are refused with them, for no manifest means them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from floe_charts.emit.subschemas import with_subschemas
from floe_charts.values.anything import FREE

#: Not writable as they are in a JSON file a person reads.
UNPRINTABLE = "\u2028\u2029\ufffe\uffff"
_BEYOND = rf"\x7f-\x9f{UNPRINTABLE}"
#: Text of any lines, tabs included.
TEXT: dict[str, Any] = {"pattern": rf"^[^\x00-\x08\x0b\x0c\x0e-\x1f{_BEYOND}]*$"}
#: A key of a free map: one line; YAML bounds keys at 1024 characters, escapes counted.
KEY: dict[str, Any] = {"pattern": rf"^[^\x00-\x1f{_BEYOND}]+$", "maxLength": 253}
_NUMBER = 2**53 - 1


def anything() -> dict[str, Any]:
    """The schema of a value of any type.

    Helm reads numbers as float64, so the exact ones only; its versions disagree on a null inside a map, so none.
    """
    inner = FREE
    types = ["object", "array", "string", "number", "boolean"]
    bounds = {"minimum": -_NUMBER, "maximum": _NUMBER}
    return {
        "type": types,
        **TEXT,
        **bounds,
        "propertyNames": KEY,
        "additionalProperties": inner,
        "items": inner,
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
