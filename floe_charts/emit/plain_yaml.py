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
        first, *rest = _item(item)
        lines += [f"{pad}- {first}", *(pad + line if line else "" for line in rest)]
    return lines


def _item(value: Any) -> list[str]:
    """What follows the dash, and the lines below it."""
    if is_flat(value):
        return [flow(value)]
    if isinstance(value, str):
        return ["|", *_indented(value, 2)]
    first, *rest = block(value, 2)
    return [first[2:], *rest]


def _indented(text: str, indent: int) -> list[str]:
    """The lines of a ``|`` block; an empty one gets no blanks."""
    return [" " * indent + line if line else "" for line in text.removesuffix("\n").split("\n")]


def pair(key: str, value: Any, indent: int = 0) -> list[str]:
    """``key: value`` as lines."""
    start = f"{' ' * indent}{plain_scalar(key)}:"
    if is_flat(value):
        return [f"{start} {flow(value)}"]
    if isinstance(value, str):
        return [f"{start} |", *_indented(value, indent + 2)]
    return [start, *block(value, indent + 2)]


def is_flat(value: Any) -> bool:
    """Whether the value stands on the key's own line."""
    if isinstance(value, str):
        return not ("\n" in value[:-1] and blockable(value))
    return not isinstance(value, (Mapping, list, tuple)) or not value


def blockable(text: str) -> bool:
    """Whether a ``|`` block says exactly this text: one line break at its end, and nothing YAML escapes or trims."""
    framed = text.endswith("\n") and not text.endswith("\n\n") and not text.startswith((" ", "\n"))
    return framed and all(char.isprintable() or char == "\n" for char in text)


def flow(value: Any) -> str:
    """A scalar or an empty collection."""
    if isinstance(value, (Mapping, list, tuple)):
        return json.dumps(value)
    return plain_scalar(value)
