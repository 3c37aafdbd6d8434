"""A schema as text: what fits on a line stays on it.

Each Kubernetes definition is one line of any length. A subchart's part, which its own file lays out, has wide lines:
as narrow ones it would be half as large again, and as a single one no diff of it could be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from floe_charts.values.anything import UNPRINTABLE

_WIDTH = 110
_SUBCHART_WIDTH = 1500
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
    text = _map({key: _at_root(key, item, subcharts) for key, item in schema.items()}, 0)
    return re.sub(f"[{UNPRINTABLE}]", lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _at_root(key: str, item: Any, subcharts: Collection[str]) -> str:
    if key == "definitions":
        return _map({name: _line(definition) for name, definition in item.items()}, 2)
    if key == "properties":
        widths = {name: _SUBCHART_WIDTH if name in subcharts else _WIDTH for name in item}
        return _map({name: _text(value, 4, widths[name]) for name, value in item.items()}, 2)
    return _text(item, 2)


def _text(item: Any, indent: int, width: int = _WIDTH) -> str:
    if isinstance(item, dict):
        if width > _WIDTH or not any(isinstance(entry, dict) and len(entry) > _FEW for entry in item.values()):
            line = _line(item)
            if indent + len(line) <= width:
                return line
        return _map({key: _text(entry, indent + 2, width) for key, entry in item.items()}, indent)
    line = _line(item)
    if indent + len(line) <= width or not isinstance(item, list):
        return line
    return _block("[]", [_text(entry, indent + 2, width) for entry in item], indent)


def _map(texts: Mapping[str, str], indent: int) -> str:
    return _block("{}", [f"{_line(key)}: {text}" for key, text in texts.items()], indent)


def _block(brackets: str, lines: list[str], indent: int) -> str:
    inner = f"\n{' ' * (indent + 2)}"
    return f"{brackets[0]}{inner}{f',{inner}'.join(lines)}\n{' ' * indent}{brackets[1]}"
