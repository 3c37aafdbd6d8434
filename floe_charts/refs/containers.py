"""Stand-ins for maps and lists."""

from __future__ import annotations

from typing import Any, NoReturn

from floe_charts.refs.misuse import carrying, describe, guarded, misused
from floe_charts.refs.ref import NOWHERE, Ref
from floe_charts.refs.registry import Registry, map_marker, text_marker
from floe_charts.template.expression import Expr


def _refuse_entries(self: Any, *_: Any) -> NoReturn:
    raise misused(self, "its entries are unknown", "use ForEach(...), each(...) or entries(...)")


class _Whole(Ref):
    """What is passed whole or not at all: it has no text."""

    def __str__(self) -> str:
        raise misused(self, "it cannot stand inside text", "use json_text(...), or pass it whole")

    def __format__(self, spec: str) -> str:
        return str(self)

    def __eq__(self, other: object) -> Any:
        if carrying():
            return super().__eq__(other)
        raise misused(self, "it cannot be compared", "use is_set(...), or compare a value inside it")

    __ne__ = __eq__
    __hash__ = None  # type: ignore[assignment]  # as for Python's own

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {describe(self.node)}>"


class MapRef(_Whole, dict[Any, Any]):
    """A map; one marker key stands for all of it."""

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry
        dict.__init__(self, map_marker(registry.mark(node)) if registry else node.evaluate(NOWHERE))

    def items(self) -> Any:
        """The one marker, for the libraries that carry it; an author gets an error."""
        if carrying():
            return super().items()
        raise misused(self, "its entries are unknown", "use ForEach(...), each(...) or entries(...)")

    keys = values = get = _refuse_entries

    def __getitem__(self, key: Any) -> Any:
        raise misused(self, "its entries are unknown", "declare the key as a value of its own")

    def __contains__(self, key: Any) -> bool:
        raise misused(self, "its keys are unknown", "declare the key as a value of its own")

    def __or__(self, other: Any) -> Any:
        raise misused(self, "it cannot be merged by Python", "use merged(...)")

    __ror__ = __or__


class ListRef(_Whole, list[Any]):
    """A list; one marker item stands for all of it."""

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry
        list.__init__(self, [text_marker(registry.mark(node))] if registry else node.evaluate(NOWHERE))

    def __add__(self, other: Any) -> Any:
        raise misused(self, "it cannot be joined by Python", "use items(...)")

    __radd__ = __add__


for _name in ("__contains__", "__getitem__", "__mul__", "__rmul__", "__reversed__", "index", "count", "copy"):
    setattr(ListRef, _name, guarded(list, _name, "its items are unknown", "pass it whole, or use each(...)"))
#: Whoever reads the value next would see the change too.
for _name in ("__setitem__", "__delitem__", "__iadd__", "__imul__", "append", "extend", "insert", "pop", "remove"):
    setattr(ListRef, _name, guarded(list, _name, "it cannot be changed", "use items(...) to join lists"))
for _name in ("clear", "sort", "reverse"):
    setattr(ListRef, _name, guarded(list, _name, "it cannot be changed", "use items(...) or raw(...)"))
for _name in ("__setitem__", "__delitem__", "__ior__", "setdefault", "update", "pop", "popitem", "clear"):
    setattr(MapRef, _name, guarded(dict, _name, "it cannot be changed", "use merged(...) or without(...)"))
for _name in ("__reversed__", "copy"):
    setattr(MapRef, _name, guarded(dict, _name, "its entries are unknown", "pass it whole, or use entries(...)"))
