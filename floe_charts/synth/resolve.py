"""Markers back into template nodes: what cdk8s returned, or a piece of it written in Python, becomes a tree of nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from floe_charts.refs.carrier import NODE, is_struct
from floe_charts.refs.registry import DAMAGED, MARKER, Entry, Registry, UnknownMarker, read_number
from floe_charts.refs.stand_in import MisusedReference, Ref, describe
from floe_charts.template.expression import Expr, Literal, call
from floe_charts.template.nodes import Block, Conditional, Either, Node, Scalar, Value
from floe_charts.template.parts import Guard, Map, Part, Seq, Splice, item, pair
from floe_charts.template.paths import Path
from floe_charts.template.text import Concat


@dataclass(frozen=True)
class Hoist:
    """A carrier's marker on its way up: it replaces the container ``levels`` above."""

    node: Any
    levels: int


class Resolver:
    """Turns data with markers into nodes; errors name the place in the data."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def node(self, value: Any, where: str = "") -> Node:
        """The node for a value that stands on its own."""
        found = self.resolve(value, where)
        if isinstance(found, Part):
            return Seq((found,))
        if isinstance(found, Hoist):
            raise MisusedReference(
                f"{where}: a construct took {describe(found.node)} apart, so the value would be lost"
            )
        return found

    def resolve(self, value: Any, where: str) -> Any:
        """A Node, a Part, or a Hoist."""
        if isinstance(value, (Node, Part)):
            return value
        if isinstance(value, Expr):
            return as_node(value)
        if hasattr(value, NODE):
            return as_node(getattr(value, NODE))
        if isinstance(value, Ref):
            return as_node(value.node)
        if isinstance(value, str):
            return self._text(value, where)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._number(value, where)
        if isinstance(value, Mapping):
            return self._map(value, where)
        if isinstance(value, (list, tuple)):
            return self._list(value, where)
        return self._struct(value, where)

    def _text(self, text: str, where: str) -> Any:
        if not DAMAGED.search(text):
            return Block(text) if "\n" in text else Scalar(text)
        whole = MARKER.fullmatch(text)
        if whole:
            return self._entry(int(whole[1], 16), where)
        if DAMAGED.search(MARKER.sub("", text)):
            raise MisusedReference(
                f"{where}: a construct altered a reference inside {MARKER.sub('…', text)!r}; pass it unchanged"
            )
        return Value(self._concat(text, where))

    def _concat(self, text: str, where: str) -> Concat:
        parts: list[Expr] = []
        position = 0
        for match in MARKER.finditer(text):
            if match.start() > position:
                parts.append(Literal(text[position : match.start()]))
            parts.append(self._inline(int(match[1], 16), where))
            position = match.end()
        return Concat((*parts, *([Literal(text[position:])] if position < len(text) else [])))

    def _inline(self, number: int, where: str) -> Expr:
        node = self._find(number, where).node
        expr = node.expr if isinstance(node, Value) else node
        if not isinstance(expr, Expr) or expr.kind in ("map", "list"):
            raise MisusedReference(f"{where}: {describe(node)} is no text and cannot stand inside text; pass it whole")
        return inside_text(expr)

    def _find(self, number: int, where: str) -> Entry:
        try:
            return self.registry.find(number)
        except UnknownMarker as error:
            raise MisusedReference(f"{where}: {error}; pass it through the chart's own values") from None

    def _entry(self, number: int, where: str) -> Any:
        entry = self._find(number, where)
        return Hoist(entry.node, entry.levels) if entry.levels else as_node(entry.node)

    def _number(self, value: float, where: str) -> Any:
        try:
            number = read_number(int(value))
        except UnknownMarker as error:
            raise MisusedReference(f"{where}: {error}; give the construct the result as a value of its own") from None
        return Scalar(value) if number is None else self._entry(number, where)

    def _map(self, data: Mapping[str, Any], where: str) -> Any:
        parts: list[Part] = []
        for key, value in dict.items(data):  # type: ignore[arg-type]
            found = self._pairs(key, value, _place(where, key), alone=len(data) == 1)
            if isinstance(found, Hoist):
                return lift(found)
            parts += found
        return Map(tuple(sorted(parts, key=lambda part: not _fixed_splice(part))))

    def _pairs(self, key: Any, value: Any, where: str, alone: bool) -> list[Part] | Hoist:
        marker = MARKER.fullmatch(key) if isinstance(key, str) else None
        if marker and value == "":
            return self._spliced(int(marker[1], 16), where, alone)
        found = self.resolve(value, where)
        if isinstance(found, Hoist):
            return found
        name = self._concat(key, where) if isinstance(key, str) and DAMAGED.search(key) else key
        if isinstance(name, Concat) and len(name.parts) == 1:
            name = name.parts[0]
        return [pair(name, Seq((found,)) if isinstance(found, Part) else found)]

    def _spliced(self, number: int, where: str, alone: bool) -> list[Part]:
        node = as_node(self._find(number, where).node)
        if not isinstance(node, (Map, Conditional, Either)):
            raise MisusedReference(f"{where}: {describe(node)} is no map")
        parts = pairs_of(node)
        uncertain = any(isinstance(part, Splice) and not part.certain for part in parts)
        if uncertain and not alone:
            raise MisusedReference(
                f"{where}: a values map has other keys beside it, which could clash; use merged(...)"
            )
        return parts

    def _list(self, data: Any, where: str) -> Any:
        parts: list[Part] = []
        for index, value in enumerate(list.__iter__(data) if isinstance(data, list) else data):
            found = self.resolve(value, f"{where}[{index}]")
            if not isinstance(found, Hoist):
                parts += self._items(found)
            elif len(data) == 1 or found.levels > 1:
                return lift(found)
            else:
                parts += spread(lift(found))
        return Seq(tuple(parts))

    def _items(self, found: Any) -> list[Part]:
        if isinstance(found, Part):
            return [found]
        spliced = isinstance(found, Seq) and any(isinstance(part, Splice) for part in found.parts)
        return list(found.parts) if spliced else [item(found)]

    def _struct(self, value: Any, where: str) -> Any:
        if value is None or isinstance(value, bool):
            return Scalar(value)
        if is_struct(value):
            return self._fields(value, where)
        if type(value).__name__ in ("Quantity", "IntOrString"):
            return self.node(value.value, where)
        raise MisusedReference(f"{where}: {type(value).__name__} cannot stand in a manifest")

    def _fields(self, struct: Any, where: str) -> Any:
        from floe_charts.kubernetes.definitions import definition_of, property_name

        definition, parts = definition_of(type(struct)) or "", []
        for name, value in struct._values.items():
            found = self._pairs(property_name(definition, name), value, f"{where}.{name}", alone=True)
            if isinstance(found, Hoist):
                return lift(found)
            parts += found
        return Map(tuple(parts))


def lift(found: Hoist) -> Any:
    """One container further up."""
    return as_node(found.node) if found.levels <= 1 else Hoist(found.node, found.levels - 1)


def pairs_of(node: Node) -> list[Part]:
    """A whole map, perhaps one of two or there only if, as pairs of the map it stands in."""
    if isinstance(node, Conditional):
        return [Guard(node.condition, tuple(pairs_of(node.node)))]
    if isinstance(node, Either):
        return [Guard(node.condition, tuple(pairs_of(node.yes)), tuple(pairs_of(node.no)))]
    return list(node.parts) if isinstance(node, Map) else []


def spread(node: Node) -> list[Part]:
    """A whole list that stands among other items, as items of the same list."""
    if isinstance(node, Conditional):
        return [Guard(node.condition, tuple(spread(node.node)))]
    if isinstance(node, Either):
        return [Guard(node.condition, tuple(spread(node.yes)), tuple(spread(node.no)))]
    return list(node.parts) if isinstance(node, Seq) else [item(node)]


def as_node(value: Any) -> Any:
    """An expression as a node: a map or list passed whole, or a scalar."""
    if not isinstance(value, Expr):
        return value
    if value.kind == "map":
        return Map((Splice(value, _certain(value), _keys(value)),))
    if value.kind == "list":
        return Seq((Splice(value, certain=_certain(value)),))
    return Value(value)


def _place(where: str, key: Any) -> str:
    """A place one key further in; a marker as a key means nothing to a reader."""
    shown = MARKER.sub("…", str(key))
    return f"{where}.{shown}" if where else shown


def inside_text(expr: Expr) -> Expr:
    """An expression as part of a text: nil reads as empty, a fraction as JSON prints it (``printf`` would say 1e+07)."""
    if isinstance(expr, Path) and expr.optional:
        return replace(expr, optional=False, nullable=True)
    return call("toJson", expr, kind="str") if expr.kind in ("number", "bool") else expr


def _keys(value: Expr) -> tuple[str, ...]:
    """The keys a named template yields for sure."""
    from floe_charts.template.text import Include

    parts = getattr(value.define.body, "parts", ()) if isinstance(value, Include) else ()
    own = tuple(part.key for part in parts if hasattr(part, "key") and isinstance(part.key, str))
    return own + tuple(key for part in parts if isinstance(part, Splice) for key in part.keys)


def _certain(value: Expr) -> bool:
    from floe_charts.template.text import Include

    return isinstance(value, Include)


def _fixed_splice(part: Part) -> bool:
    """The YAML of a named template: it reads best before the keys added to it."""
    return isinstance(part, Splice) and part.certain
