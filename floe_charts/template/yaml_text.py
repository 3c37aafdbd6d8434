"""Literals as YAML text that every YAML reader understands alike."""

from __future__ import annotations

import json
import re
from typing import Any

#: Plain text that YAML 1.1 and 1.2 both read as a string.
SAFE = re.compile(r"[A-Za-z_/.][A-Za-z0-9_./-]*(?:[ :=@,+][A-Za-z0-9_./=@-]+)*")
#: What the dash of an action takes away.
TRIMMED = (" ", "\t", "\r", "\n")
WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}


def plain_scalar(value: Any) -> str:
    """A constant on one line.

    >>> plain_scalar("true"), plain_scalar("web"), plain_scalar(3), plain_scalar(None)
    ('"true"', 'web', '3', 'null')
    """
    if not isinstance(value, str):
        return json.dumps(value)
    if SAFE.fullmatch(value) and value.lower().strip(".") not in WORDS and not _numeric(value):
        return value
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(quoted: str) -> str:
    """Characters YAML wants escaped although JSON does not."""
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ue000-\uf8ff]", lambda match: f"\\u{ord(match[0]):04x}", quoted)


def scalar(value: Any) -> str:
    """A constant on one line of a template: ``{{`` is escaped for the template engine."""
    return plain_scalar(value).replace("{{", '{{ "{{" }}')


def _numeric(text: str) -> bool:
    """Whether some YAML reader would take the text for a number."""
    return re.fullmatch(r"[-+.]?[0-9_.]+([eE][-+]?[0-9]+)?|[-+]?\.(inf|nan)|0[xob].*", text) is not None


def key(text: str) -> str:
    """A map key."""
    return scalar(text)
