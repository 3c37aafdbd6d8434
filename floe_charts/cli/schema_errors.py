"""What a schema refuses, in the words of somebody who writes values files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from floe_charts.suggestion import suggestion

# jsonschema's Error, whose types admit an unset or boolean schema everywhere.
Error = Any

_NAMES = {
    "integer": "an integer",
    "number": "a number",
    "string": "text",
    "boolean": "true or false",
    "object": "a map",
    "array": "a list",
}


@dataclass(frozen=True, order=True)
class Problem:
    """One refusal: the path of keys to the value, and what to say about it."""

    path: tuple[str | int, ...]
    what: str

    def __str__(self) -> str:
        return f"{dotted(self.path)}: {self.what}"


def problems(schema: Mapping[str, Any], values: Mapping[str, Any]) -> list[Problem]:
    """Every refusal, ordered by path; empty when the values fit."""
    errors = _validator()(schema).iter_errors(values)
    found = {problem for error in errors for problem in _problems(error, schema)}
    return sorted(found, key=lambda problem: ([str(key) for key in problem.path], problem.what))


@cache
def _validator() -> Any:
    """The validator of draft-07, but a key that may not be there is named: jsonschema tells its object's path."""
    from jsonschema import Draft7Validator, ValidationError, validators

    extend: Any = validators.extend
    every: Any = Draft7Validator.VALIDATORS["properties"]

    def properties(validator: Any, declared: Mapping[str, Any], instance: Any, schema: Any) -> Iterator[Error]:
        yield from every(
            validator, {key: item for key, item in declared.items() if item is not False}, instance, schema
        )
        for key in instance if isinstance(instance, Mapping) else ():
            if declared.get(key) is False:
                yield ValidationError("", "properties", [key], instance=instance[key], schema=False)

    return extend(Draft7Validator, {"properties": properties})


def dotted(path: Iterable[str | int]) -> str:
    """A path as people write it.

    >>> dotted(("web", "ports", 0, "name"))
    'web.ports[0].name'
    """
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return text.removeprefix(".") or "the values"


def _problems(error: Error, root: Mapping[str, Any]) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    if error.validator in ("anyOf", "oneOf") and error.context:
        for inner in _nearest(error):
            yield from _problems(inner, root)
    elif error.validator == "oneOf" and (keys := _exclusive(error)):
        given = [key for key in keys if key in error.instance]
        yield Problem(path, f"expected exactly one of {', '.join(keys)}, found {' and '.join(given)}; keep one")
    elif error.validator == "additionalProperties" and error.validator_value is False:
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                yield Problem((*path, str(key)), f"there is no such value; {_instead(str(key), known)}")
    elif error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield Problem((*path, key), "expected a value, found none; state it, or do not set it to null")
    elif error.schema is False:
        yield Problem(path, f"expected nothing, found {_shown(error.instance)}; remove it: the key is the chart's own")
    elif "propertyNames" in error.absolute_schema_path:
        yield Problem((*path, str(error.instance)), f"expected as the name: {_expected(error)}")
    else:
        yield Problem(path, f"expected {_expected(error)}, found {_shown(error.instance)}{_because(error, root)}")


def _exclusive(error: Error) -> list[str]:
    """The keys of which exactly one may be given; empty for another choice."""
    required = [branch.get("required", []) if isinstance(branch, Mapping) else [] for branch in error.validator_value]
    return [key for [key] in required] if all(len(keys) == 1 for keys in required) else []


def _instead(key: str, known: list[str]) -> str:
    return suggestion(key, known) if known else "remove it"


def _nearest(error: Error) -> list[Error]:
    """The errors of the branch that was meant: not the one for null, else the one that got deepest."""
    branches: dict[Any, list[Error]] = {}
    for inner in error.context or []:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    meant = [found for found in branches.values() if found[0].schema != {"type": "null"}] or list(branches.values())
    return max(meant, key=lambda found: (max(len(inner.path) for inner in found), -len(found)))


def _expected(error: Error) -> str:
    limit, schema = error.validator_value, error.schema
    if error.validator == "type":
        kinds = [limit] if isinstance(limit, str) else [kind for kind in limit if kind != "null"]
        return " or ".join(_NAMES.get(kind, kind) for kind in kinds)
    if comment := schema.get("$comment"):
        return str(comment)
    words: dict[str, Callable[[], str]] = {
        "enum": lambda: "one of " + ", ".join(_json(item) for item in limit if item is not None),
        "const": lambda: _json(limit),
        "minimum": lambda: f"{limit} or more",
        "maximum": lambda: f"{limit} or less",
        "minLength": lambda: f"text of {limit} characters or more",
        "maxLength": lambda: f"text of {limit} characters or less",
        "minItems": lambda: f"a list of {limit} entries or more",
        "maxItems": lambda: f"a list of {limit} entries or less",
        "minProperties": lambda: f"a map of {limit} entries or more",
        "maxProperties": lambda: f"a map of {limit} entries or less",
        "uniqueItems": lambda: "entries that differ",
        "pattern": lambda: _words(limit),
        "not": lambda: _anything_but(limit),
    }
    return words[error.validator]() if error.validator in words else f"{error.validator}: {_json(limit)}"


def _anything_but(refused: Mapping[str, Any]) -> str:
    """What a schema under ``not`` refuses; one of several keys has no short words of its own."""
    words: dict[str, Callable[[Any], str]] = {
        "const": _json,
        "enum": lambda items: " or ".join(map(_json, items)),
        "pattern": lambda pattern: f"text that matches {pattern}",
    }
    [key, *others] = refused or ("",)
    return "anything but " + (
        words[key](refused[key]) if key in words and not others else f"what fits {_json(refused)}"
    )


def _words(pattern: str) -> str:
    """A pattern in words, where the kind of text has a name."""
    from floe_charts.kubernetes import patterns
    from floe_charts.values import constraint

    kinds = [getattr(kind, "__metadata__", (kind,))[0] for kind in vars(constraint).values()]
    named = {kind.schema.get("pattern"): kind.words for kind in kinds if isinstance(kind, constraint.Constraint)}
    limits = (patterns.QUANTITY, patterns.QUANTITY_NOT_NEGATIVE, patterns.QUANTITY_POSITIVE)
    named |= {limit["pattern"]: "a quantity such as 500m, 2 or 1Gi" for limit in limits}
    return named.get(pattern) or f"text that matches {pattern}"


def _because(error: Error, root: Mapping[str, Any]) -> str:
    """The reason of a rule between values, which stands beside its ``then``."""
    steps = list(error.absolute_schema_path)
    if len(steps) > 2 and steps[0] == "allOf" and isinstance(steps[1], int):
        reason = root["allOf"][steps[1]].get("description")
        return f"; {reason}" if reason else ""
    return ""


def _shown(found: Any) -> str:
    if isinstance(found, bool) or found is None:
        return _json(found)
    if isinstance(found, Mapping):
        return "a map" if found else "an empty map"
    if isinstance(found, list):
        return "a list" if found else "an empty list"
    return f"the text {_json(found)}" if isinstance(found, str) else _json(found)


def _json(item: Any) -> str:
    text = json.dumps(item, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"
