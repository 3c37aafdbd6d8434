"""Rules between the properties of one object, said in draft-07.

A property that is null counts as absent, so the same rules serve values files, where null unsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

Schema = Mapping[str, Any]
Rules = Mapping[str, Schema]
"""What must hold, as a sentence an error can show, and how draft-07 says it."""

_NULL = {"type": "null"}


def given(name: str, value: Schema | None = None) -> Schema:
    """`name` is there, and fits `value` when given."""
    wanted: Schema = {"not": _NULL} if value is None else {"not": _NULL, **value}
    return {"required": [name], "properties": {name: wanted}}


def filled(name: str) -> Schema:
    """`name` is there and, as a string, list or map, not empty."""
    return given(name, {"minLength": 1, "minItems": 1, "minProperties": 1})


def empty(*names: str) -> Schema:
    """Each of `names` is absent, null or empty."""
    nothing = {"maxLength": 0, "maxItems": 0, "maxProperties": 0}
    return {"properties": dict.fromkeys(names, nothing)}


def absent(*names: str) -> Schema:
    """Each of `names` is absent or null."""
    return {"properties": dict.fromkeys(names, _NULL)}


def equals(name: str, *values: object) -> Schema:
    """`name` is there and one of `values`."""
    return {"required": [name], "properties": {name: {"enum": list(values)}}}


def exactly_one(names: Iterable[str]) -> Schema:
    """One of `names` is given and no other."""
    return {"oneOf": [given(name) for name in names]}


def at_least_one(names: Iterable[str]) -> Schema:
    """One or more of `names` are given and not empty."""
    return {"anyOf": [filled(name) for name in names]}


def at_most_one(names: Iterable[str]) -> Schema:
    """No two of `names` are given."""
    pairs = [{"allOf": [given(one), given(other)]} for one, other in combinations(names, 2)]
    return {"not": pairs[0] if len(pairs) == 1 else {"anyOf": pairs}}


def when(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    """`then` holds where `condition` does; `otherwise`, when given, elsewhere."""
    return {"if": condition, "then": then, **({"else": otherwise} if otherwise else {})}


def inside(path: str, rule: Schema) -> Schema:
    """`rule` for what lies at the dotted `path`, as far as it exists."""
    for name in reversed(path.split(".")):
        rule = {"properties": {name: rule}}
    return rule
