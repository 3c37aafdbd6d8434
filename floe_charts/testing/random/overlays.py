"""Change values at a path, and write them as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from floe_charts.testing.random.shapes import Path


def put(values: Any, path: Path, value: Any) -> Any:
    """A copy of ``values`` with ``value`` at ``path``; missing maps are made."""
    if not path:
        return value
    if isinstance(values, list) and isinstance(path[0], int):
        return [*values[: path[0]], put(values[path[0]], path[1:], value), *values[path[0] + 1 :]]
    below = values if isinstance(values, Mapping) else {}
    return {**below, path[0]: put(below.get(path[0], {}), path[1:], value)}


def drop(values: Any, path: Path) -> Any:
    """A copy of ``values`` without what stands at ``path``, or at the deepest part of it that exists."""
    head, rest = path[0], path[1:]
    if isinstance(values, list) and not (isinstance(head, int) and head < len(values)):
        return values  # an earlier drop shortened the list
    below = values[head]
    if rest and (rest[0] in below if isinstance(below, Mapping) else isinstance(below, list)):
        return put(values, (head,), drop(below, rest))
    if isinstance(values, list):
        return [item for index, item in enumerate(values) if index != head]
    return {key: value for key, value in values.items() if key != head}


def over(defaults: Mapping[str, Any], overlay: Mapping[str, Any], *, keep_nulls: bool) -> dict[str, Any]:
    """What ``coalesce`` makes of them, only to be looked at: it shares its parts with the arguments."""
    merged = dict(defaults)
    for key, item in overlay.items():
        if item is None and (key in defaults or not keep_nulls):
            merged.pop(key, None)
        elif isinstance(item, dict):
            below = defaults.get(key)
            merged[key] = over(below if isinstance(below, dict) else {}, item, keep_nulls=keep_nulls)
        else:
            merged[key] = item
    return merged


def yaml_text(values: Mapping[str, Any]) -> str:
    """``values`` as a YAML file that reads back the same in every YAML parser.

    Plain dumpers are a hazard: PyYAML writes the string ``1e3`` bare and Helm reads a number; JSON writes
    emoji as surrogate pairs, which Go refuses. So: JSON, with each character past ASCII as a YAML escape.
    """
    text = json.dumps(values, ensure_ascii=False)
    return re.sub(r"[^\x20-\x7e]", lambda match: f"\\U{ord(match[0]):08X}", text) + "\n"
