"""The values.yaml of a chart merges the same on each Helm version and holds no credential.

Helm changed what null in a values file means three times, and YAML 1.1 reads the keys `on`, `y` or `no` as
booleans.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from floe_charts.check.finding import Finding
from floe_charts.check.plaintext import is_literal, looks_secret
from floe_charts.values.constraint import ObjectName, OptionalSecretKey, SecretKey

RULE = "values"

BOOLEAN_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false"})
_NAMES = {get_args(kind)[1].schema["pattern"] for kind in (ObjectName, SecretKey, OptionalSecretKey)}
_KEY_MAPS = {"keys", "keyNames"}  # these hold the names of keys in an existing Secret


def check_values(
    values: Mapping[Any, Any], *, where: str = "values.yaml", schema: Mapping[str, Any] = {}
) -> list[Finding]:
    """Look at parsed values; `where` names the file in the findings, `schema` is the chart's, to tell names by."""
    found = _node(values, "", "", schema)
    return [Finding(f"{where} {path}".rstrip(), what, todo, RULE) for path, what, todo in found]


def _node(node: Any, path: str, parent: str, schema: Any) -> Iterator[tuple[str, str, str]]:
    if node is None:
        yield path, "is null", "write an empty value of its type, or leave the key out"
    elif isinstance(node, Mapping):
        for key, value in node.items():
            below = f"{path}.{key}".lstrip(".")
            yield from ((below, what, todo) for what, todo in _key(key))
            inner = _below(schema, key)
            if _holds_secret(key, value, parent) and not _is_name(inner):
                yield below, "holds a credential", "leave it empty and take it from a Secret"
            yield from _node(value, below, str(key), inner)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _node(value, f"{path}[{index}]", parent, _below(schema, "", "items"))


def _below(schema: Any, key: Any, entries: str = "additionalProperties") -> Any:
    """The schema of what lies under a key; empty where it says nothing."""
    found = schema.get("properties", {}).get(key) if isinstance(schema, Mapping) else None
    return found if found is not None else schema.get(entries, {}) if isinstance(schema, Mapping) else {}


def _is_name(schema: Any) -> bool:
    """Whether the value is declared as an object's name, or as a key in one: no credential."""
    return isinstance(schema, Mapping) and schema.get("pattern") in _NAMES


def _key(key: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(key, str):
        yield f"the key {key!r} is no text", "rename it; YAML 1.1 reads on, off, yes, no, y and n as booleans"
    elif key.lower() in BOOLEAN_WORDS:
        yield f"YAML 1.1 reads the key {key!r} as a boolean", "rename it"


def _holds_secret(key: Any, value: Any, parent: str) -> bool:
    return isinstance(value, (str, int)) and parent not in _KEY_MAPS and looks_secret(str(key)) and is_literal(value)
