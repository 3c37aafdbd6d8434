"""Stand-ins for numbers and text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from floe_charts.refs.condition import Condition
from floe_charts.refs.kinds import common_kind
from floe_charts.refs.misuse import carrying, guarded, may_be_unset, misused
from floe_charts.refs.ref import NOWHERE, Ref, as_text, node_of, registry_of
from floe_charts.refs.registry import Registry, number_marker, text_marker
from floe_charts.template.comparison import compared
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.paths import Present
from floe_charts.template.truth import negated


def _compare(function: str) -> Any:
    def compare(self: Any, other: Any) -> Condition:
        if other is None:
            return _compared_with_none(function, self)
        for one in (self, other):
            if isinstance(one, _Number) and may_be_unset(one):
                raise misused(one, "it may be unset", "compare fallback(value, 0), or ask is_set(value)")
        if isinstance(other, str) and not isinstance(other, Ref) and not other and may_be_unset(self):
            raise misused(self, "unset and empty are two things here and one in Helm", "ask is_set(value)")
        one, two = self.node, node_of(other)
        common_kind(one, two, "compared")
        return Condition.of(compared(function, one, two), registry_of(self, other))

    return compare


def _compared_with_none(function: str, ref: Any) -> Condition:
    """``== None`` asks whether the value is unset; a known number is there even when it is 0."""
    if function not in ("eq", "ne"):
        raise misused(ref, "None has no order", "ask is_set(value)")
    number = getattr(ref, "optional", False)
    there = Present(ref.node) if ref.registry else Literal(number or bool(ref.node.evaluate(NOWHERE)))
    return Condition.of(negated(there) if function == "eq" else there, ref.registry)


def _refuse(self: Any, *_: Any) -> NoReturn:
    raise misused(self, "it cannot be calculated with", "use raw(...) or declare a value that holds the result")


def _refuse_bits(self: Any, *_: Any) -> NoReturn:
    raise misused(self, "it is no condition", "put comparisons in parentheses: (a > 1) & (b > 2)")


#: Any, for the operators of Python's numbers have a signature each.
_no_arithmetic: Any = _refuse
_no_condition: Any = _refuse_bits


class Comparable(Ref):
    """Comparisons build conditions."""

    __eq__ = _compare("eq")
    __ne__ = _compare("ne")
    __lt__, __le__, __gt__, __ge__ = _compare("lt"), _compare("le"), _compare("gt"), _compare("ge")

    def __hash__(self) -> int:
        if carrying():
            return id(self)
        raise misused(self, "no set or dict can look it up", "compare it with each, and combine by |")


class _Number(Comparable):
    """Prints what it stands for, and cannot be calculated with."""

    def __format__(self, spec: str) -> str:
        _refuse_format(self, spec)
        return str(self)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _no_arithmetic
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __neg__ = __abs__ = __divmod__ = _no_arithmetic
    __xor__ = __invert__ = __lshift__ = __rshift__ = _no_arithmetic
    # Left out, `2 ** values.port` would count with the marker's number, and never end.
    __rpow__ = __rdivmod__ = __rxor__ = __rlshift__ = __rrshift__ = __pos__ = _no_arithmetic
    __round__ = __ceil__ = __floor__ = __trunc__ = _no_arithmetic
    __and__ = __or__ = __rand__ = __ror__ = _no_condition


def _refuse_format(ref: Any, spec: str) -> None:
    if spec:
        raise misused(ref, f"it cannot be formatted by {spec!r}", "pass it as it is, or use raw(...)")


def _payload(node: Expr, registry: Registry | None, marker: Callable[[int], Any]) -> Any:
    """What the stand-in is made of for Python: a marker, or the value once it is known."""
    return marker(registry.mark(node)) if registry else node.evaluate(NOWHERE)


class IntRef(_Number, int):
    """A whole number."""

    def __new__(cls, node: Expr, registry: Registry | None) -> IntRef:
        self = int.__new__(cls, _payload(node, registry, number_marker))
        self.node, self.registry = node, registry
        return self

    def __str__(self) -> str:
        return as_text(self) if self.registry else int.__repr__(self)


class FloatRef(_Number, float):
    """A fraction; travels as a number marker."""

    def __new__(cls, node: Expr, registry: Registry | None) -> FloatRef:
        self = float.__new__(cls, _payload(node, registry, number_marker))
        self.node, self.registry = node, registry
        return self

    def __str__(self) -> str:
        return as_text(self)


class StrRef(Comparable, str):
    """Text; survives f-strings and ``+``."""

    def __new__(cls, node: Expr, registry: Registry | None) -> StrRef:
        self = str.__new__(cls, _payload(node, registry, text_marker))
        self.node, self.registry = node, registry
        return self

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __str__(self) -> str:
        # not its bare text: that would have lost the guards below
        return as_text(self) if may_be_unset(self) else self

    def __format__(self, spec: str) -> str:
        _refuse_format(self, spec)
        return as_text(self) if may_be_unset(self) else str.__str__(self)


#: What computes with the number; its parts, such as ``real``, are the marker still.
_METHODS: dict[type, list[str]] = {
    base: [name for name in dir(base) if not name.startswith("_") and callable(getattr(base, name))]
    for base in (int, float)
}
for _stand_in, _base in ((IntRef, int), (FloatRef, float)):
    for _name in ("__int__", "__float__", *_METHODS[_base]):
        setattr(_stand_in, _name, guarded(_base, _name, "it is no number yet", "pass it as it is, or use raw(...)"))
_OR_WHOLE = "use an f-string, raw(...), or the whole value"
for _name in (name for name in dir(str) if not name.startswith("_")):
    setattr(StrRef, _name, guarded(str, _name, f".{_name}() would need it now", _OR_WHOLE))
for _name in ("__contains__", "__getitem__", "__mul__", "__rmul__", "__mod__"):
    setattr(StrRef, _name, guarded(str, _name, "its text is unknown", _OR_WHOLE))
