"""A stand-in for a value of any type: passed on as it is, or asked whether it is there, and nothing else."""

from __future__ import annotations

from typing import Any, NoReturn

from floe_charts.refs.misuse import carrying, misused
from floe_charts.refs.scalars import StrRef


def _refuse_text(self: AnyRef, *_: Any) -> NoReturn:
    raise misused(
        self, "its type is unknown, and it cannot stand inside text", "use json_text(...), or declare it as text"
    )


#: Any, for each of the methods has a signature of its own.
_no_text: Any = _refuse_text


def _not_compared(name: str) -> Any:
    def compare(self: AnyRef, other: Any) -> Any:
        if carrying():
            return getattr(str, name)(self, other)
        raise misused(
            self, "its type is unknown, and it cannot be compared", "use is_set(...), or declare it with one type"
        )

    return compare


class AnyRef(StrRef):
    """It travels as text, for a construct that takes any type takes that; Go compares and joins one type only."""

    __str__ = __format__ = __add__ = __radd__ = _no_text
    __eq__, __ne__ = _not_compared("__eq__"), _not_compared("__ne__")
    __lt__, __le__ = _not_compared("__lt__"), _not_compared("__le__")
    __gt__, __ge__ = _not_compared("__gt__"), _not_compared("__ge__")

    def __hash__(self) -> int:
        return str.__hash__(self)
