"""Resolve ``$ref`` and fold ``allOf``, so that a place is one flat set of keywords."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from floe_charts.testing.random.exclusive import exclusive
from floe_charts.testing.random.merging import merge
from floe_charts.testing.random.shapes import TYPES, Schema


class Flattener:
    """Reads schemas of one document."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root

    def resolve(self, ref: str) -> Schema:
        target: Any = self.root
        if not ref.startswith("#"):
            raise ValueError(f"$ref {ref}: points outside the document; inline it under definitions")
        for part in filter(None, ref[1:].split("/")):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        found: Schema = target
        return found

    def flat(self, schema: Schema) -> dict[str, Any]:
        """``schema`` with ``$ref`` resolved, ``allOf`` folded in, alternatives and conditions set aside."""
        while isinstance(schema, Mapping) and "$ref" in schema:
            schema = self.resolve(schema["$ref"])
        if isinstance(schema, bool):
            return {"_any": [], "_if": [], "_checks": [], **({} if schema else {"type": []})}
        apart = ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "const")
        out: dict[str, Any] = {key: value for key, value in schema.items() if key not in apart}
        out["_any"] = [schema["anyOf"]] if "anyOf" in schema else []
        out["_any"] += [exclusive(schema["oneOf"])] if "oneOf" in schema else []
        out["_if"] = [schema] if "if" in schema else []
        out["_checks"] = [{"not": schema["not"]}] if "not" in schema else []
        if "const" in schema:
            out["enum"] = [schema["const"]]
        if isinstance(out.get("type"), str):
            out["type"] = [out["type"]]
        for part in schema.get("allOf", ()):
            out = merge(out, self.flat(part))
        return out


def schema_without(schema: Schema, keys: Sequence[str]) -> Schema:
    return schema if isinstance(schema, bool) else {k: v for k, v in schema.items() if k not in keys}


def guess_types(flat: Mapping[str, Any]) -> Sequence[str]:
    """The type a schema without ``type`` means by the keywords it uses."""
    signs = {
        "object": (
            "properties",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
        ),
        "array": ("items", "contains", "minItems", "maxItems"),
        "string": ("pattern", "minLength", "maxLength", "format"),
        "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    }
    found = [name for name, keywords in signs.items() if any(key in flat for key in keywords)]
    return found or (["object"] if flat.get("required") else TYPES)
