"""A schema as text: what the chart declares laid out to be read, each Kubernetes definition on a line of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from floe_charts.emit.safe_text import UNPRINTABLE

_DEFINITIONS = "definitions"


def written_schema(schema: Mapping[str, Any]) -> str:
    """The text of a schema file.

    >>> print(written_schema({"type": "object", "definitions": {"A": {"type": "string"}}}), end="")
    {
      "type": "object",
      "definitions": {
        "A": {"type": "string"}
      }
    }
    """
    entries = ",\n".join(f"  {_line(key)}: {_entry(key, item)}" for key, item in schema.items())
    return re.sub(f"[{UNPRINTABLE}]", lambda match: f"\\u{ord(match[0]):04x}", f"{{\n{entries}\n}}\n")


def _entry(key: str, item: Any) -> str:
    if key != _DEFINITIONS:
        return json.dumps(item, indent=2, ensure_ascii=False).replace("\n", "\n  ")
    lines = ",\n".join(f"    {_line(name)}: {_line(definition)}" for name, definition in item.items())
    return f"{{\n{lines}\n  }}"


def _line(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False)
