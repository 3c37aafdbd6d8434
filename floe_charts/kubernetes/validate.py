"""Validate a rendered object as the API server would: strict types and the server's own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

from floe_charts.kubernetes.definitions import DEFAULT_VERSION, kind_definition
from floe_charts.kubernetes.groups import META
from floe_charts.kubernetes.strict import strict_schema

Validator = Callable[[Any], list[str]]

_LONGEST = 240
"""Characters of a library's message to keep: it may quote a whole pod template."""


def is_known(obj: Mapping[str, Any], version: str = DEFAULT_VERSION) -> bool:
    """Whether the object's apiVersion and kind are among the vendored kinds."""
    return _definition_of(obj, version) is not None


def object_errors(obj: Mapping[str, Any], version: str = DEFAULT_VERSION) -> list[str]:
    """What the API server would refuse, one line each, as "spec.replicas: -1 is less than the minimum of 0".

    Of a kind that is not vendored (ask `is_known`) only the metadata can be wrong.
    """
    name = _definition_of(obj, version)
    return _validator(name, version)(obj) if name else _metadata_errors(obj, version)


def _metadata_errors(obj: Mapping[str, Any], version: str) -> list[str]:
    found = _validator(f"{META}.ObjectMeta", version)(obj.get("metadata"))
    return [f"metadata.{line}" for line in found]


def _definition_of(obj: Mapping[str, Any], version: str) -> str | None:
    return kind_definition(str(obj.get("apiVersion")), str(obj.get("kind")), version)


@cache
def _validator(name: str, version: str) -> Validator:
    # Property tests validate several 100,000 objects; the Rust library makes that minutes instead of hours.
    build = _fast if find_spec("jsonschema_rs") else _portable
    return build(strict_schema(name, version))


def _fast(schema: dict[str, Any]) -> Validator:
    import jsonschema_rs

    validator = jsonschema_rs.Draft7Validator(schema)

    def errors(obj: Any) -> list[str]:
        if validator.is_valid(obj):
            return []
        return _lines(schema, ((e.instance_path, e.schema_path, e.message) for e in validator.iter_errors(obj)))

    return errors


def _portable(schema: dict[str, Any]) -> Validator:
    import jsonschema

    validator = jsonschema.Draft7Validator(schema)

    def errors(obj: Any) -> list[str]:
        found = validator.iter_errors(obj)
        return _lines(schema, ((e.absolute_path, e.absolute_schema_path, e.message) for e in found))

    return errors


def _lines(
    schema: Mapping[str, Any], errors: Iterable[tuple[Iterable[str | int], Iterable[str | int], str]]
) -> list[str]:
    lines = (f"{_dotted(where)}: {_sentence(schema, rule) or _short(text)}" for where, rule, text in errors)
    return list(dict.fromkeys(lines))


def _dotted(path: Iterable[str | int]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".") or "object"


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"


def _sentence(schema: Mapping[str, Any], path: Iterable[str | int]) -> str | None:
    """The `$comment` of the rule that was broken: clearer than "not valid under any of the given schemas"."""
    comments = (node.get("$comment") for node in _nodes(schema, path) if isinstance(node, Mapping))
    return next((comment for comment in comments if isinstance(comment, str)), None)


def _nodes(schema: Mapping[str, Any], path: Iterable[str | int]) -> Iterator[Any]:
    node: Any = schema
    for part in path:
        yield node
        if isinstance(node, Mapping) and "$ref" in node:
            node = schema["definitions"][node["$ref"].rpartition("/")[2]]
            yield node
        if part != "$ref":
            node = node[int(part)] if isinstance(node, list) else node.get(part, {})
