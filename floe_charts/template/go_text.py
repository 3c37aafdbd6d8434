"""Values as Go prints them: to JSON, and inside text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def go_json(value: Any) -> str:
    """Go's ``json.Marshal``: sorted keys, no spaces, ``<>&`` and line separators escaped."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{go_json(key)}:{go_json(value[key])}" for key in sorted(value, key=str.encode)) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(go_json, value)) + "]"
    if isinstance(value, str):
        return re.sub(
            "[<>&\u2028\u2029]",
            lambda match: f"\\u{ord(match[0]):04x}",
            json.dumps(str.__str__(value), ensure_ascii=False),
        )
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value)
    return json.dumps(value)


def go_text(value: Any) -> str:
    """What Go prints for a value inside text: ``true``, not ``True``.

    >>> go_text(True), go_text(3), go_text("a")
    ('true', '3', 'a')
    """
    return value if isinstance(value, str) else go_json(value)


def _number(value: float) -> str:
    """A number as Go prints a float64: an exponent only below 1e-6 and from 1e21 on, of as few digits as can be."""
    if value == 0 or 1e-6 <= abs(value) < 1e21:
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    digits, _, exponent = repr(float(value)).partition("e")
    return f"{digits}e{int(exponent):+d}"
