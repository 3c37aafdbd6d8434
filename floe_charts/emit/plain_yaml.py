"""Plain data as block YAML that every reader understands alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from floe_charts.template.yaml_text import plain_scalar


def block(value: Any, indent: int = 0) -> list[str]:
    """A map or list as lines; see ``pair`` for what stands on a key's own line.

    >>> block({"a": {"b": [1, "yes"]}})
    ['a:', '  b:', '    - 1', '    - "yes"']
    """
    pad = " " * indent
    if isinstance(value, Mapping):
        return [line for key, item in value.items() for line in pair(key, item, indent)]
    lines: list[str] = []
    for item in value:
        inner = [flow(item)] if is_flat(item) else block(item, 2)
        lines += [f"{pad}- {inner[0].strip() if is_flat(item) else inner[0][2:]}", *(pad + line for line in inner[1:])]
    return lines


def pair(key: str, value: Any, indent: int = 0) -> list[str]:
    """``key: value`` as lines."""
    start = f"{' ' * indent}{plain_scalar(key)}:"
    if is_flat(value):
        return [f"{start} {flow(value)}"]
    if isinstance(value, str):
        return [f"{start} |", *(f"{' ' * (indent + 2)}{line}" if line else "" for line in value.splitlines())]
    return [start, *block(value, indent + 2)]


def is_flat(value: Any) -> bool:
    """Whether the value stands on the key's own line."""
    if isinstance(value, str):
        clean = value.endswith("\n") and not value.endswith("\n\n") and value.isprintable() is False and value[0] not in " \n"
        return not (clean and "\n" in value[:-1])
    return not isinstance(value, (Mapping, list, tuple)) or not value


def flow(value: Any) -> str:
    """A scalar or an empty collection."""
    if isinstance(value, (Mapping, list, tuple)):
        return json.dumps(value)
    return plain_scalar(value)
