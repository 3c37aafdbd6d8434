"""What two readings of a chart have otherwise: the object, and the places in it."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

HELM, PLAIN = "rendered by Helm", "built with known values"


@dataclass(frozen=True)
class _Word:
    """Said in place of a value."""

    said: str

    def __repr__(self) -> str:
        return self.said


#: Null is a value; this is none.
ABSENT: Any = _Word("absent")
THERE: Any = _Word("there")


@dataclass(frozen=True, repr=False)
class Difference:
    """One object that another reading has otherwise than the evaluated tree; None where one of them lacks it."""

    identity: tuple[str, str]
    evaluated: Any
    other: Any
    #: Which reading the other is.
    reading: str = HELM

    def __repr__(self) -> str:
        """The first place that differs, on one line: all that pytest shows of a list."""
        (first, *more) = self.places()
        path, evaluated, other = first
        found = f"{path}: {reprlib.repr(evaluated)}, {self.reading} {reprlib.repr(other)}"
        return f"<{self._named()}: {found}{f', and {len(more)} more' if more else ''}>"

    def __str__(self) -> str:
        """Every place that differs, with both values."""
        lines = [f"{self._named()}, evaluated and {self.reading}:"]
        for path, evaluated, other in self.places():
            lines += [f"  {path}", f"    - {evaluated!r}", f"    + {other!r}"]
        return "\n".join(lines)

    def places(self) -> list[tuple[str, Any, Any]]:
        """Where they differ, as ``.spec.replicas``, and what each has there."""
        if self.evaluated is None or self.other is None:
            evaluated, other = (ABSENT if one is None else THERE for one in (self.evaluated, self.other))
            return [("the object", evaluated, other)]
        return list(_places(self.evaluated, self.other, "")) or [("the object", self.evaluated, self.other)]

    def _named(self) -> str:
        return "/".join(self.identity)


def _places(one: Any, other: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in sorted({*one, *other}, key=str):
            yield from _places(one.get(key, ABSENT), other.get(key, ABSENT), f"{path}.{key}")
    elif isinstance(one, list) and isinstance(other, list):
        for index, (left, right) in enumerate(zip_longest(one, other, fillvalue=ABSENT)):
            yield from _places(left, right, f"{path}[{index}]")
    elif one is ABSENT or other is ABSENT or one != other:
        yield path or ".", one, other
