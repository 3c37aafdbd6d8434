"""Markers: how a template node travels through cdk8s, and back.

A marker is text between two private-use characters, or a number near 7 000 000 000 000 000 that carries a check:
``text  U+E000 <id in hex> U+E001``, ``number  7e15 + id * 4096 + check(id)``. A number a construct computed with no
longer carries its check, so it is found out instead of being taken for another value.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Any

_IDS = itertools.count(1)
_BASE = 7_000_000_000_000_000
_SPAN = 4096
#: No manifest holds such a number; half or ten times a marker is still above it.
_LARGE = 10**15
MARKER = re.compile("\ue000([0-9a-f]+)\ue001")
DAMAGED = re.compile("[\ue000\ue001]")


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
        self._seen: set[int] = set()

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
        self._seen.add(number)
        return self._entries[number]


def text_marker(number: int) -> str:
    """The marker inside text."""
    return f"\ue000{number:x}\ue001"


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
