"""Which values files an older schema admitted and a newer one does not: what breaks an installer's upgrade."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_ALL = {"null", "boolean", "object", "array", "number", "integer", "string"}
_FLOORS = ("minimum", "minLength", "minItems", "minProperties")
_CEILINGS = ("maximum", "maxLength", "maxItems", "maxProperties")


def narrowed(old: Schema, new: Schema) -> dict[str, str]:
    """Path of a value to what is narrower about it; empty where every older values file still fits.

    Compared are keys, types, choices, bounds, and whether text has a form at all. Whether one pattern admits less than
    another nobody can tell, and rules between values are not looked at.

    >>> narrowed({"properties": {"a": {}, "b": {"type": "string"}}}, {"properties": {"b": {"type": "integer"}}})
    {'a': 'there is no such value any more', 'b': 'is no longer string'}
    """
    found: dict[str, str] = {}
    for path, what in _Comparison(old, new).of(old, new, ""):
        found.setdefault(path, what)
    return found


class _Comparison:
    def __init__(self, old: Schema, new: Schema) -> None:
        self._roots = (old, new)
        self._seen: set[tuple[str, str]] = set()

    def of(self, old: Any, new: Any, path: str) -> Iterator[tuple[str, str]]:
        """What is narrower at a path and below it."""
        references = [side.get("$ref", "") if isinstance(side, Mapping) else "" for side in (old, new)]
        if all(references):  # a definition of Kubernetes: once is enough, and some contain themselves
            if (references[0], references[1]) in self._seen:
                return
            self._seen.add((references[0], references[1]))
        old, new = (_resolved(side, root) for side, root in zip((old, new), self._roots, strict=True))
        yield from ((path, what) for what in _here(old, new))
        if "<name>" in path or "[]" in path:  # elsewhere values.yaml states what is required
            for key in [one for one in new.get("required", []) if one not in old.get("required", [])]:
                yield f"{path}.{key}", "has to be stated now"
        yield from self._keys(old, new, path)
        if "items" in new and isinstance(old.get("items", {}), Mapping):
            yield from self.of(old.get("items", {}), new["items"], f"{path}[]")

    def _keys(self, old: Schema, new: Schema, path: str) -> Iterator[tuple[str, str]]:
        others, known = new.get("additionalProperties", True), new.get("properties", {})
        for key in [key for key, schema in known.items() if schema is False and _takes(old, key)]:
            yield f"{path}.{key}".lstrip("."), "is the chart's own now"
        for key, schema in old.get("properties", {}).items():
            below = f"{path}.{key}".lstrip(".")
            if schema is False or known.get(key) is False:
                continue  # nobody could set it, or it was told above
            if key in known:
                yield from self.of(schema, known[key], below)
            elif isinstance(others, Mapping):
                yield from self.of(schema, others, below)
            else:
                yield below, "there is no such value any more"
        if _takes_others(old):
            yield from self._entries(old, new, others, path)

    def _entries(self, old: Schema, new: Schema, others: Any, path: str) -> Iterator[tuple[str, str]]:
        if others is False:
            if "object" in _types(old) and "object" in _types(new):
                yield path, "takes no keys of your own any more"
            return
        if "propertyNames" in new and "propertyNames" not in old:
            yield path, "takes only keys of a certain form now"
        if isinstance(others, Mapping):
            before = old.get("additionalProperties", {})
            yield from self.of({} if before is True else before, others, f"{path}.<name>".lstrip("."))


def _takes_others(schema: Schema) -> bool:
    """Whether keys may be there that the schema does not name."""
    return schema.get("additionalProperties", "properties" not in schema) is not False


def _takes(schema: Schema, key: str) -> bool:
    if "object" not in _types(schema):
        return False
    return schema.get("properties", {}).get(key, _takes_others(schema)) is not False


def _resolved(schema: Any, root: Schema) -> Schema:
    """The schema a local reference stands for; true and everything unknown admit all."""
    while isinstance(schema, Mapping) and str(schema.get("$ref", "")).startswith("#/"):
        target: Any = root
        for step in schema["$ref"][2:].split("/"):
            target = target.get(step.replace("~1", "/").replace("~0", "~"), {})
        schema = target
    return schema if isinstance(schema, Mapping) else {}


def _here(old: Schema, new: Schema) -> Iterator[str]:
    lost = _types(old) - _types(new)
    if lost:
        yield f"is no longer {' or '.join(sorted(lost - {'integer'} or lost))}"
    if "enum" in new and (gone := [one for one in old.get("enum", []) if one not in new["enum"]]):
        yield f"{', '.join(map(json.dumps, gone))} is no choice any more"
    elif "enum" in new and "enum" not in old:
        yield f"is only one of {', '.join(map(json.dumps, new['enum']))} now"
    if _formed(new) and not _formed(old) and "enum" not in old and "string" in _types(old) & _types(new):
        yield "takes only text of a certain form now"
    for bounds, sign in ((_FLOORS, 1), (_CEILINGS, -1)):
        for name in bounds:
            if name in new and (name not in old or sign * new[name] > sign * old[name]):
                yield f"{name} is {new[name]} now, {f'it was {old[name]}' if name in old else 'there was none'}"


def _formed(schema: Schema) -> bool:
    """Whether it says what a text looks like: a long pattern stands under an ``if``."""
    return "pattern" in schema or "pattern" in schema.get("then", {})


def _types(schema: Schema) -> set[str]:
    named = schema.get("type")
    if named is None:
        branches = schema.get("anyOf") or schema.get("oneOf") or []
        return set().union(*(_types(branch) for branch in branches)) if branches else _ALL
    found = {named} if isinstance(named, str) else set(named)
    return found | {"integer"} if "number" in found else found
