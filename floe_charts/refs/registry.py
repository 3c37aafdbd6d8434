"""Markers: how a template node travels through cdk8s, and back.

A marker is text between two private-use characters, or a number near 7 000 000 000 000 000 that carries a check:
``text  U+E000 <id in hex> <canary> U+E001``, ``number  7e15 + id * 4096 + check(id)``. A number a construct computed
with no longer carries its check, and text that was lowered, split or escaped no longer its canary: such a marker is
found out instead of being taken for another value.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
import string
from dataclasses import dataclass
from typing import Any

from floe_charts.refs.variables import Variables

_IDS = itertools.count(1)
_BASE = 7_000_000_000_000_000
_SPAN = 4096
#: Above it a number is a marker, whole or computed with: half of one is still above it, and manifests hold none.
_LARGE = 3_400_000_000_000_000
#: What an f-string's text may meet in Python, which cannot know that it holds a reference: a change of letters, a cut
#: at some separator, an escape, one letter or digit for another. A word that nobody writes is left where all but
#: letters is taken away.
_CANARY = f"~fLoErEf_-. /:,='\"{string.ascii_letters}{string.digits}"
MARKER = re.compile(f"\ue000([0-9a-f]+){re.escape(_CANARY)}\ue001")
DAMAGED = re.compile("[\ue000\ue001]")
#: A marker that Python wrote in another way: escaped as in JSON or a URL, or its number in digits, of which a unit may
#: follow, as in 10Gi or 250m.
_ESCAPED = re.compile(r"\\u[eE]00[01]|%EE%80%8[01]|(?i:floeref)")
_DIGITS = {
    10: re.compile(r"(?<!\d)7000\d{12}(?!\d)"),
    16: re.compile(r"(?<![0-9a-f])18de[0-9a-f]{10}(?![0-9a-f])"),
    8: re.compile(r"(?<![0-7])30[67][0-7]{15}(?![0-7])"),
    2: re.compile(r"(?<![01])1100011011110[01]{40}(?![01])"),
}
#: The shortest of them; a search for each in every text would be the slowest part of large charts.
_LONG_NUMBER = re.compile("[0-9a-f]{14}")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


@dataclass(frozen=True)
class Entry:
    """What a marker stands for; ``levels`` says how many containers around the marker it replaces."""

    node: Any
    levels: int = 0


class UnknownMarker(LookupError):
    """The marker belongs to another chart, or was altered on the way."""


class Registry:
    """All markers of one chart."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self._entries: dict[int, Entry] = {}
        self.variables = Variables()
        #: Template text that the chart's author wrote himself.
        self.raw_texts: list[str] = []

    def mark(self, node: Any, levels: int = 0) -> int:
        """A new marker's number."""
        number = next(_IDS)
        self._entries[number] = Entry(node, levels)
        return number

    def nodes(self) -> list[Any]:
        """Everything that was ever marked: what the chart's code took, used or not."""
        return [entry.node for entry in self._entries.values()]

    def find(self, number: int) -> Entry:
        """What the marker stands for; raises UnknownMarker when it is none of this chart's."""
        if number not in self._entries:
            raise UnknownMarker(f"a reference from another chart's values reached {self.owner}")
        return self._entries[number]

    def rewritten(self, text: str) -> bool:
        """Whether Python made other text of a marker: ``json.dumps``, ``%d``, ``repr``, ``hex``, base64."""
        return bool(_ESCAPED.search(text)) or self._in_digits(text) or _in_base64(text)

    def _in_digits(self, text: str) -> bool:
        if not _LONG_NUMBER.search(text):
            return False
        written = (int(digits, base) for base, pattern in _DIGITS.items() for digits in pattern.findall(text))
        return any(map(self._holds, written))

    def _holds(self, value: int) -> bool:
        try:
            return read_number(value) in self._entries
        except UnknownMarker:
            return False


def _in_base64(text: str) -> bool:
    if not _BASE64.fullmatch(text):
        return False
    try:
        return bool(DAMAGED.search(base64.b64decode(text).decode(errors="ignore")))
    except binascii.Error:
        return False


def text_marker(number: int) -> str:
    """The marker inside text."""
    return f"\ue000{number:x}{_CANARY}\ue001"


def map_marker(number: int) -> dict[str, str]:
    """The marker where a construct wants a map; cdk8s-plus drops a map whose values are all empty."""
    return {text_marker(number): text_marker(number)}


def number_marker(number: int) -> int:
    """The marker where a construct wants a number."""
    return _BASE + number * _SPAN + _check(number)


def read_number(value: int) -> int | None:
    """The marker's number, None for an ordinary number; raises UnknownMarker for a damaged marker."""
    if abs(value) < _LARGE:
        return None
    number, check = divmod(value - _BASE, _SPAN)
    if number < 0 or check != _check(number):
        raise UnknownMarker("a construct computed with a reference, so the number is no longer the value")
    return number


def _check(number: int) -> int:
    return (number * 2_654_435_761) % _SPAN
