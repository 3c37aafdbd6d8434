"""Markers back into template nodes: what cdk8s returned, or a piece of it written in Python, as a tree of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from floe_charts.flow.clashes import is_open, parts_within, refuse_equal_keys
from floe_charts.flow.markers import Hoist, Markers
from floe_charts.flow.objects import refuse_nulls
from floe_charts.flow.whole import as_node, pairs_of, spread
from floe_charts.refs import contents
from floe_charts.refs.carrier import NODE, is_struct
from floe_charts.refs.registry import DAMAGED, MARKER, Registry
from floe_charts.refs.stand_in import MisusedReference, Ref, describe
from floe_charts.refs.union import union_value
from floe_charts.template.expression import Expr
from floe_charts.template.nodes import Conditional, Either, Node, Scalar
from floe_charts.template.parts import Map, Part, Seq, Splice, item, pair
from floe_charts.template.text import Concat
from floe_charts.template.written import Written


class Resolver:
    """Turns data with markers, which stands where some conditions hold, into nodes; errors name the place in it."""

    def __init__(self, registry: Registry, holds: tuple[Expr, ...] = ()) -> None:
        self.markers = Markers(registry, holds)

    def node(self, value: Any, where: str = "") -> Node:
        """The node for a value that stands on its own."""
        found: Node | Part | Hoist = self.resolve(value, where)
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
        refuse_nulls(value)
        if hasattr(value, NODE):
            return as_node(getattr(value, NODE))
        if isinstance(value, Ref):
            return as_node(value.node)
        if isinstance(value, str):
            return self.markers.text(value, where)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.markers.number(value, where)
        if isinstance(value, Mapping):
            return self._map(value, where)
        if isinstance(value, (list, tuple)):
            return self._list(value, where)
        return self._struct(value, where)

    def _map(self, data: Mapping[str, Any], where: str) -> Any:
        """A map that was passed whole as it is; one written key by key stays when it turns out empty, as in Python."""
        pairs = [(key, value) for key, value in contents.pairs_of(data) if value is not None]
        if len(pairs) == 1 and _one_text(*pairs[0]) and isinstance(whole := self._whole_map(pairs[0][0], where), Node):
            return whole.holding(_fixed_first(whole.parts)) if isinstance(whole, Map) else whole
        parts: list[Part] = []
        for key, value in pairs:
            found = self._pairs(key, value, _place(where, key), alone=len(pairs) == 1)
            if not isinstance(found, list):
                return found.lift() if isinstance(found, Hoist) else found
            parts += found
        refuse_equal_keys(parts, where)
        return Written(_fixed_first(parts))

    def _pairs(self, key: Any, value: Any, where: str, alone: bool) -> list[Part] | Hoist | Part:
        whole = self._whole_map(key, where) if _one_text(key, value) else None
        if whole:
            return whole if isinstance(whole, Part) else self._spliced(whole, where, alone)
        found = self.resolve(value, where)
        if isinstance(found, Hoist):
            return found
        self.markers.refuse_rewritten(MARKER.sub("", str(key)), where)
        name = self.markers.concat(key, where) if isinstance(key, str) and DAMAGED.search(key) else key
        if isinstance(name, Concat) and len(name.parts) == 1:
            name = name.parts[0]
        return [pair(name, Seq((found,)) if isinstance(found, Part) else found)]

    def _whole_map(self, key: str, where: str) -> Node | Part | None:
        """The map, or the loop over maps, that a marker stands for; None for a text under its own name."""
        marker = MARKER.fullmatch(key)
        node = as_node(self.markers.find(int(marker[1], 16), where).node) if marker else None
        return node if isinstance(node, (Map, Conditional, Either, Part)) else None

    def _spliced(self, node: Node, where: str, alone: bool) -> list[Part]:
        parts = pairs_of(node)
        if not alone and any(map(is_open, parts_within(node))):
            raise MisusedReference(
                f"{where}: a values map has other keys beside it, which could clash; use merged(...)"
            )
        return parts

    def _list(self, data: Any, where: str) -> Any:
        parts: list[Part] = []
        for index, value in enumerate(contents.items_of(data)):
            if value is None:
                continue
            found = self.resolve(value, f"{where}[{index}]")
            if not isinstance(found, Hoist):
                parts += self._items(found, value)
            elif list.__len__(data) == 1 or found.levels > 1:
                return found.lift()
            else:
                parts += spread(found.lift())
        return Seq(tuple(parts))

    def _items(self, found: Any, value: Any) -> list[Part]:
        """A marker among the items stands for items; a list in the list is one item."""
        if isinstance(found, Part):
            return [found]
        spliced = isinstance(found, Seq) and not isinstance(value, (list, tuple))
        return list(found.parts) if spliced else [item(found)]

    def _struct(self, value: Any, where: str) -> Any:
        if value is None or isinstance(value, bool):
            return Scalar(value)
        if is_struct(value):
            return self._fields(value, where)
        if type(value).__name__ in ("Quantity", "IntOrString"):
            return self.node(union_value(value), where)
        raise MisusedReference(f"{where}: {type(value).__name__} cannot stand in a manifest")

    def _fields(self, struct: Any, where: str) -> Any:
        from floe_charts.kubernetes.definitions import definition_of, property_name

        definition = definition_of(type(struct)) or ""
        parts: list[Part] = []
        for name, value in struct._values.items():
            found = self._pairs(property_name(definition, name), value, f"{where}.{name}", alone=True)
            if not isinstance(found, list):
                return found.lift() if isinstance(found, Hoist) else found
            parts += found
        return Written(tuple(parts))


def _one_text(key: Any, value: Any) -> bool:
    """Whether both are one text; a reference would build a condition of ``==``."""
    return isinstance(key, str) and isinstance(value, str) and str.__eq__(key, value)


def _place(where: str, key: Any) -> str:
    """A place one key further in; a marker as a key means nothing to a reader."""
    shown = MARKER.sub("…", str(key))
    return f"{where}.{shown}" if where else shown


def _fixed_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The YAML of a named template reads best before the keys added to it."""
    return tuple(sorted(parts, key=lambda part: not (isinstance(part, Splice) and part.certain)))
