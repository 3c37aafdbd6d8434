"""A schema as text: what fits on a line stays on it.

Each Kubernetes definition is one line of any length, and so is a subchart's part: its own file lays it out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from floe_charts.values.anything import UNPRINTABLE

_WIDTH = 110
#: A map with a longer one inside would hardly fit on a line: writing it only to measure it takes time.
_FEW = 3
#: Without ``indent`` json's encoder is the fast one.
_line = json.JSONEncoder(ensure_ascii=False).encode


def written_schema(schema: Mapping[str, Any], subcharts: Collection[str] = ()) -> str:
    """The text of a schema file; ``subcharts`` are the keys of subcharts' values.

    >>> print(written_schema({"type": "object", "definitions": {"A": {"type": "string"}}}), end="")
    {
      "type": "object",
      "definitions": {
        "A": {"type": "string"}
      }
    }
    """
    whole = {"definitions": schema.get("definitions", {}).keys(), "properties": subcharts}
    text = _map({key: _map_of(item, whole[key]) if key in whole else _text(item, 2) for key, item in schema.items()}, 0)
    return re.sub(f"[{UNPRINTABLE}]", lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _map_of(items: Mapping[str, Any], whole: Collection[str]) -> str:
    """A map at the root; the entries named ``whole`` are a line each."""
    return _map({key: _line(item) if key in whole else _text(item, 4) for key, item in items.items()}, 2)


def _text(item: Any, indent: int) -> str:
    if isinstance(item, dict):
        if not any(isinstance(entry, dict) and len(entry) > _FEW for entry in item.values()):
            line = _line(item)
            if indent + len(line) <= _WIDTH:
                return line
        return _map({key: _text(entry, indent + 2) for key, entry in item.items()}, indent)
    line = _line(item)
    if indent + len(line) <= _WIDTH or not isinstance(item, list):
        return line
    return _block("[]", [_text(entry, indent + 2) for entry in item], indent)


def _map(texts: Mapping[str, str], indent: int) -> str:
    return _block("{}", [f"{_line(key)}: {text}" for key, text in texts.items()], indent)


def _block(brackets: str, lines: list[str], indent: int) -> str:
    inner = f"\n{' ' * (indent + 2)}"
    return f"{brackets[0]}{inner}{f',{inner}'.join(lines)}\n{' ' * indent}{brackets[1]}"
