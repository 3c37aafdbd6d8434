"""Ask a JSON Schema validator, the fastest one installed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from floe_charts.testing.random.shapes import Path


class Checker(Protocol):
    """What the two validators have in common."""

    def is_valid(self, instance: Any) -> bool: ...

    def iter_errors(self, instance: Any) -> Iterable[Any]: ...


def checker(schema: Any, *, root: Mapping[str, Any] | None = None) -> Checker:
    """A draft-07 validator for ``schema``; ``root`` supplies the definitions its local ``$ref`` name."""
    body: dict[str, Any] = {"$schema": "http://json-schema.org/draft-07/schema#", "allOf": [schema]}
    if root is not None and '"$ref"' in json.dumps(schema):
        body |= {key: root[key] for key in ("definitions", "$defs") if key in root}
    try:
        import jsonschema_rs

        return jsonschema_rs.Draft7Validator(schema if root is None else body)
    except ImportError:  # it is much faster, and no must
        import jsonschema

        return jsonschema.Draft7Validator(schema if root is None else body)


def error_paths(validator: Checker, instance: Any) -> list[tuple[Path, str]]:
    """Where ``instance`` breaks the schema, and why; sorted, as validators differ in the order they look."""
    found = []
    for error in validator.iter_errors(instance):
        path = getattr(error, "instance_path", None)
        found.append((tuple(error.absolute_path if path is None else path), str(error.message)))
    return sorted(found, key=lambda error: [str(key) for key in error[0]])
