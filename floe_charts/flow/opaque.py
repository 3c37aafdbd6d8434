"""From a template node to something a construct takes: plain Python types that carry the node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.refs.carrier import NODE, carrier, fill, is_struct
from floe_charts.refs.contents import items_of
from floe_charts.refs.registry import Registry, number_marker, text_marker
from floe_charts.refs.stand_in import Condition, stand_in
from floe_charts.refs.view import EntryMap, StructList
from floe_charts.template.expression import Expr
from floe_charts.template.parts import Part


class Opaque(dict):  # type: ignore[type-arg]
    """A map that stands for a node built in Python."""

    def __init__(self, node: Any, registry: Registry) -> None:
        super().__init__({text_marker(registry.mark(node)): ""})
        self._floe_registry = registry
        setattr(self, NODE, node)


class OpaqueText(str):
    """Text that stands for a node built in Python."""

    _floe_registry: Registry

    def __new__(cls, node: Any, registry: Registry) -> OpaqueText:
        self = str.__new__(cls, text_marker(registry.mark(node)))
        self._floe_registry = registry
        setattr(self, NODE, node)
        return self


class OpaqueNumber(int):
    """A number that stands for a node built in Python."""

    _floe_registry: Registry

    def __new__(cls, node: Any, registry: Registry) -> OpaqueNumber:
        self = int.__new__(cls, number_marker(registry.mark(node)))
        self._floe_registry = registry
        setattr(self, NODE, node)
        return self


class OpaqueList(list):  # type: ignore[type-arg]
    """A list whose one element carries a node: loop items, or the list as a whole."""

    def __init__(self, node: Any, like: Any, registry: Registry) -> None:
        example = next(items_of(like), "") if isinstance(like, list) else ""
        if isinstance(node, Part):
            super().__init__([lifted(node, example, registry)])
            return
        whole = fill(type(example), node, registry, 2) if is_struct(example) else text_marker(registry.mark(node, 1))
        super().__init__([whole])
        self._floe_registry = registry
        setattr(self, NODE, node)


def lifted(node: Any, like: Any, registry: Registry) -> Any:
    """A stand-in for ``node`` of the same Python type as ``like``, so that a construct takes it."""
    if isinstance(node, Expr):
        return stand_in(node, registry)
    if is_struct(like):
        return carrier(type(like), node, registry)
    if isinstance(like, (list, tuple)):
        return OpaqueList(node, like, registry)
    if isinstance(like, Mapping):
        return Opaque(node, registry)
    if isinstance(like, (int, float)) and not isinstance(like, (bool, Condition)):
        return OpaqueNumber(node, registry)
    return OpaqueText(node, registry)


def same_type(node: Expr, like: Any, registry: Any) -> Any:
    """A stand-in for an expression, of the type of another stand-in."""
    if is_struct(like):
        return carrier(type(like), node, registry)
    if isinstance(like, StructList):
        return StructList(node, registry, like.item)
    if isinstance(like, EntryMap):
        return EntryMap(node, registry, like.item, like.plain_keys)
    return stand_in(node, registry)
