"""From a template node to something a construct takes: plain Python types that carry the node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.refs.carrier import UNIONS, carrier, fill, is_struct, remembering, struct_of
from floe_charts.refs.contents import items_of, pairs_of
from floe_charts.refs.declared import EntryMap, StructList
from floe_charts.refs.misuse import guarded
from floe_charts.refs.registry import Registry, map_marker, number_marker, text_marker
from floe_charts.refs.stand_in import Condition, stand_in
from floe_charts.template.expression import Expr
from floe_charts.template.parts import Part


# Python's own types take no attributes; these take the node with them.
class _Text(str):
    """Text that stands for a node."""


class _Number(int):
    """A number that stands for a node."""


class _Map(dict[str, Any]):
    """A map that stands for a node."""


class _List(list[Any]):
    """A list whose one element carries a node: nobody but the carrying libraries may look at it."""

    node: Any


for _name in ("__iter__", "__len__", "__getitem__", "__contains__", "__reversed__", "index", "count", "copy"):
    setattr(_List, _name, guarded(list, _name, "its items are unknown", "pass it whole, or join lists by items(...)"))
for _name in ("__setitem__", "__delitem__", "__iadd__", "append", "extend", "insert", "pop", "remove", "clear"):
    setattr(_List, _name, guarded(list, _name, "it cannot be changed", "join lists by items(...)"))


def _list_of(element: Any, node: Any) -> _List:
    made = _List([element])
    made.node = node
    return made


def lifted(node: Any, like: Any, registry: Registry) -> Any:
    """A stand-in for ``node`` of the same Python type as ``like``, so that a construct takes it."""
    if isinstance(node, Expr):
        return stand_in(node, registry)
    if is_struct(like):
        return carrier(struct_of(like), node, registry)
    if isinstance(like, (list, tuple)):
        return _opaque_list(node, like, registry)
    if isinstance(like, Mapping):
        return remembering(_opaque_map(node, like, registry), node, registry)
    if type(like).__name__ in UNIONS:
        return remembering(type(like).from_string(text_marker(registry.mark(node))), node, registry)
    if isinstance(like, (int, float)) and not isinstance(like, (bool, Condition)):
        return remembering(_Number(number_marker(registry.mark(node))), node, registry)
    return opaque_text(node, registry)


def opaque_text(node: Any, registry: Registry) -> str:
    """Text that stands for a node."""
    return remembering(_Text(text_marker(registry.mark(node))), node, registry)


def _opaque_list(node: Any, like: Any, registry: Registry) -> list[Any]:
    """A list whose one element carries a node: loop items, or the list as a whole."""
    example = next(items_of(like), "") if isinstance(like, list) else ""
    if isinstance(node, Part) and isinstance(example, (list, tuple)):
        return _list_of(_list_of(text_marker(registry.mark(node, 1)), node), node)
    if isinstance(node, Part):
        return _list_of(lifted(node, example, registry), node)
    whole = fill(struct_of(example), node, registry, 2) if is_struct(example) else text_marker(registry.mark(node, 1))
    return remembering(_list_of(whole, node), node, registry)


def _opaque_map(node: Any, like: Mapping[str, Any], registry: Registry) -> _Map:
    """A map whose one key is the marker, and its value too: as Kubernetes' quantity where such are wanted."""
    example: Any = next(iter(pairs_of(like)), ("", ""))[1]
    marker = map_marker(registry.mark(node))
    if type(example).__name__ not in UNIONS:
        return _Map(marker)
    return _Map({key: type(example).from_string(text) for key, text in marker.items()})


def same_type(node: Expr, like: Any, registry: Any) -> Any:
    """A stand-in for an expression, of the type of another stand-in."""
    if is_struct(like):
        return carrier(struct_of(like), node, registry)
    if isinstance(like, StructList):
        return StructList(node, registry, like.item)
    if isinstance(like, EntryMap):
        return EntryMap(node, registry, like.item, like.plain_keys)
    return stand_in(node, registry)
