"""Stand-ins: objects that pass for an int, str, list or dict in a construct and stand for a value known only at install time.

In the concrete reading the same classes carry the real value; expressions over them fold to constants at once.
A stand-in refuses to guess: whatever Python would have to decide now raises with the value's path and what to write instead.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any, NoReturn

from floe_charts.refs.registry import Registry, number_marker, text_marker
from floe_charts.template.context import Context
from floe_charts.template.expression import Call, Expr, Literal, call

NOWHERE = Context(values={})


class MisusedReference(TypeError):
    """A reference was used where Python would need its value now."""


def refuse(self: Any, what: str, instead: str) -> NoReturn:
    """Raise with the value's path."""
    raise MisusedReference(f"{describe(self.node)} is only known at install time, so {what}; {instead}")


def describe(node: Any) -> str:
    """The path of a value, or the expression."""
    from floe_charts.template.expression import TOP
    from floe_charts.template.paths import Path

    if isinstance(node, Path):
        return str(node)
    node = getattr(node, "expr", node)
    return node.text(TOP) if isinstance(node, Expr) else type(node).__name__


class Ref:
    """What all stand-ins share: the node they stand for and the chart they belong to (None once the value is known)."""

    node: Expr
    registry: Registry | None

    def __bool__(self) -> bool:
        refuse(self, "Python cannot branch on it", "use When(...), only_if(...) or choose(...)")

    def __iter__(self) -> Any:
        if carrying():
            return super().__iter__()  # type: ignore[misc]
        refuse(self, "it cannot be iterated or unpacked", "use ForEach(...), each(...) or merged(...)")

    def __len__(self) -> int:
        if carrying():
            return super().__len__()  # type: ignore[misc,no-any-return]
        refuse(self, "it has no length yet", "compare the value itself")


#: The libraries that carry stand-ins to the construct: they may look inside a container to check and copy it.
CARRIERS = {"typeguard", "jsii", "cdk8s", "cdk8s_plus_27", "constructs", "attr", "cattr", "cattrs"}


def carrying() -> bool:
    """Whether the code that called the caller is one of the carrying libraries, and not a chart's author."""
    return sys._getframe(2).f_globals.get("__name__", "").split(".")[0] in CARRIERS


def _compare(function: str) -> Callable[[Any, Any], Condition]:
    def compare(self: Any, other: Any) -> Condition:
        return Condition.of(call(function, self.node, node_of(other), kind="bool"), registry_of(self, other))

    return compare


def _no_arithmetic(self: Any, *_: Any) -> NoReturn:
    refuse(self, "it cannot be calculated with", "use raw(...) or declare a value that holds the result")


class Comparable(Ref):
    """Comparisons build conditions."""

    __eq__ = _compare("eq")  # type: ignore[assignment]
    __ne__ = _compare("ne")  # type: ignore[assignment]
    __lt__, __le__, __gt__, __ge__ = _compare("lt"), _compare("le"), _compare("gt"), _compare("ge")

    def __hash__(self) -> int:
        return id(self)


class _Arithmetic:
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _no_arithmetic
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __neg__ = __abs__ = __divmod__ = _no_arithmetic
    __and__ = __or__ = __xor__ = __invert__ = __lshift__ = __rshift__ = _no_arithmetic
    # Left out, `2 ** values.port` would count with the marker's number, and never end.
    __rpow__ = __rdivmod__ = __rand__ = __ror__ = __rxor__ = __rlshift__ = __rrshift__ = __pos__ = _no_arithmetic
    __round__ = __ceil__ = __floor__ = __trunc__ = _no_arithmetic


class IntRef(Comparable, _Arithmetic, int):  # type: ignore[misc]
    """A whole number."""

    def __new__(cls, node: Expr, registry: Registry | None) -> IntRef:
        payload = number_marker(registry.mark(node)) if registry else node.evaluate(NOWHERE)
        self = int.__new__(cls, payload)
        self.node, self.registry = node, registry
        return self

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __str__(self) -> str:
        return as_text(self) if self.registry else int.__repr__(self)


class FloatRef(Comparable, _Arithmetic, float):  # type: ignore[misc]
    """A fraction; travels as a number marker."""

    def __new__(cls, node: Expr, registry: Registry | None) -> FloatRef:
        payload = number_marker(registry.mark(node)) if registry else node.evaluate(NOWHERE)
        self = float.__new__(cls, payload)
        self.node, self.registry = node, registry
        return self

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __str__(self) -> str:
        return as_text(self)


class StrRef(Comparable, str):  # type: ignore[misc]
    """Text; survives f-strings and ``+``."""

    def __new__(cls, node: Expr, registry: Registry | None) -> StrRef:
        payload = text_marker(registry.mark(node)) if registry else node.evaluate(NOWHERE)
        self = str.__new__(cls, payload)
        self.node, self.registry = node, registry
        return self

    def __hash__(self) -> int:
        return str.__hash__(self)


def _guarded(base: type, name: str, what: str, instead: str) -> Callable[..., Any]:
    """A method that only the carrying libraries may use: an author would get the marker's text, not the value's."""
    real = getattr(base, name)

    def method(self: Any, *args: Any, **named: Any) -> Any:
        if carrying():
            return real(self, *args, **named)
        refuse(self, what, instead)

    return method


_OR_WHOLE = "use text functions of floe_charts.flow, or the whole value"
for _name in (name for name in dir(str) if not name.startswith("_")):
    setattr(StrRef, _name, _guarded(str, _name, f".{_name}() would need it now", _OR_WHOLE))
for _name in ("__contains__", "__getitem__", "__mul__", "__rmul__", "__mod__"):
    setattr(StrRef, _name, _guarded(str, _name, "its text is unknown", _OR_WHOLE))


def _refuse_entries(self: Any, *_: Any) -> NoReturn:
    refuse(self, "its entries are unknown", "use ForEach(...), each(...) or entries(...)")


class MapRef(Ref, dict):  # type: ignore[type-arg]
    """A map; one marker key stands for all of it."""

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry
        dict.__init__(self, {text_marker(registry.mark(node)): ""} if registry else node.evaluate(NOWHERE))

    def items(self) -> Any:
        """The one marker, for the libraries that carry it; an author gets an error."""
        if carrying():
            return super().items()
        refuse(self, "its entries are unknown", "use ForEach(...), each(...) or entries(...)")

    keys = values = get = _refuse_entries  # type: ignore[assignment]

    def __getitem__(self, key: Any) -> Any:
        refuse(self, "its entries are unknown", "declare the key as a value of its own")

    def __contains__(self, key: Any) -> bool:
        refuse(self, "its keys are unknown", "use has_key(...)")

    def __or__(self, other: Any) -> Any:
        refuse(self, "it cannot be merged by Python", "use merged(...)")

    __ror__ = __or__


class ListRef(Ref, list):  # type: ignore[type-arg]
    """A list; one marker item stands for all of it."""

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry
        list.__init__(self, [text_marker(registry.mark(node))] if registry else node.evaluate(NOWHERE))

    def __add__(self, other: Any) -> Any:
        refuse(self, "it cannot be joined by Python", "use items(...)")

    __radd__ = __add__


for _name in ("__contains__", "__getitem__", "__mul__", "__rmul__", "index", "count", "copy"):
    setattr(ListRef, _name, _guarded(list, _name, "its items are unknown", "pass it whole, or use each(...)"))


def _no_text(self: Any, *_: Any) -> NoReturn:
    refuse(self, "it cannot stand inside text", "use json_text(...), or pass it whole")


def _shown(self: Any) -> str:
    return f"<{type(self).__name__} {describe(self.node)}>"


for _type in (MapRef, ListRef):
    _type.__str__ = _type.__format__ = _no_text  # type: ignore[method-assign]
    _type.__repr__ = _shown  # type: ignore[method-assign]


class Condition(Ref):
    """Something that is true or false at install time; combine with ``&``, ``|`` and ``~``."""

    def __new__(cls, node: Expr, registry: Registry | None) -> Condition:
        return object.__new__(_telling(describe(node)))

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry

    @classmethod
    def of(cls, node: Expr, registry: Registry | None) -> Condition:
        """A condition, decided at once when everything in it is known."""
        return cls(node if registry else Literal(bool(node.evaluate(NOWHERE))), registry)

    def __and__(self, other: Any) -> Condition:
        return Condition.of(call("and", self.node, node_of(other), kind="bool"), registry_of(self, other))

    def __or__(self, other: Any) -> Condition:
        return Condition.of(call("or", self.node, node_of(other), kind="bool"), registry_of(self, other))

    __rand__, __ror__ = __and__, __or__

    def __str__(self) -> str:
        return as_text(self)

    def __invert__(self) -> Condition:
        return Condition.of(negated(self.node), registry_of(self))

    def __repr__(self) -> str:
        return (
            f"condition {describe(self.node)} (a bool argument takes no reference: use build({{type}}, {{field}}=...))"
        )


@cache
def _telling(what: str) -> type[Condition]:
    """Jsii refuses a stand-in for a bool and names its class, and nothing else: so the name says what to do."""
    advice = f"{what}, which is only known at install time: write build({{type}}, {{field}}=...)"
    return type(advice, (Condition,), {"__module__": "builtins"})


def as_text(ref: Ref) -> str:
    """The number or truth as text, as a manifest's env or annotations want it."""
    from floe_charts.template.text import AsText

    sure = ref.node if ref.node.kind != "bool" else boolean(ref.node)
    text = AsText(sure)
    return text_marker(ref.registry.mark(text)) if ref.registry else text.evaluate(NOWHERE)


_BOOLEAN = ("eq", "ne", "lt", "le", "gt", "ge", "not", "contains", "has", "hasKey")


def boolean(node: Expr) -> Expr:
    """A real boolean: ``and`` and ``or`` give an operand, a text for one; those go through ``not (not …)``."""
    from floe_charts.template.paths import Path

    certain = isinstance(node, Call) and node.function in _BOOLEAN
    return node if certain or isinstance(node, (Path, Literal)) else call("not", call("not", node), kind="bool")


_OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}


def negated(node: Expr) -> Expr:
    """The opposite condition, in the form a person would write."""
    if isinstance(node, Call) and node.function in _OPPOSITE:
        return Call(_OPPOSITE[node.function], node.args, "bool")
    if isinstance(node, Call) and node.function == "not":
        return node.args[0]
    return call("not", node, kind="bool")


def node_of(value: Any) -> Expr:
    """The expression behind a stand-in, or a literal; text with markers becomes its parts."""
    if isinstance(value, Ref):
        return value.node
    return value if isinstance(value, Expr) else Literal(value)


def registry_of(*values: Any) -> Registry | None:
    """The chart the stand-ins belong to; raises when they belong to two."""
    found = {id(value.registry): value.registry for value in values if isinstance(value, Ref) and value.registry}
    if len(found) > 1:
        owners = " and ".join(registry.owner for registry in found.values())
        raise MisusedReference(
            f"one expression uses values of {owners}; pass the value through the parent chart's own values"
        )
    return next(iter(found.values()), None)


def stand_in(node: Expr, registry: Registry | None) -> Any:
    """The stand-in that fits the expression's kind."""
    fitting: dict[str, Any] = {"int": IntRef, "number": FloatRef, "bool": Condition.of, "map": MapRef, "list": ListRef}
    return fitting.get(node.kind, StrRef)(node, registry)
