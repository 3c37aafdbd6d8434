"""Nodes passed whole: an expression as a node, a map or list as parts of the one it stands in."""

from __future__ import annotations

from typing import Any

from floe_charts.refs.misuse import MisusedReference, describe
from floe_charts.template.expression import Expr
from floe_charts.template.nodes import Conditional, Either, Node, Value
from floe_charts.template.parts import Guard, Map, Pair, Part, Seq, Splice, item
from floe_charts.template.text import Include
from floe_charts.template.truth import printable


def as_node(value: Any) -> Any:
    """An expression as a node: a map or list passed whole, or a scalar."""
    if not isinstance(value, Expr):
        return value
    certain = isinstance(value, Include)
    if value.kind == "map":
        return Map((Splice(value, certain, _keys(value)),))
    if value.kind == "list":
        return Seq((Splice(value, certain),))
    return Value(printable(value))


def pairs_of(node: Node) -> list[Part]:
    """A whole map, perhaps one of two or there only if, as pairs of the map it stands in.

    Raises MisusedReference for what is no map.
    """
    if isinstance(node, Conditional):
        return [Guard(node.condition, tuple(pairs_of(node.node)))]
    if isinstance(node, Either):
        return [Guard(node.condition, tuple(pairs_of(node.yes)), tuple(pairs_of(node.no)))]
    if not isinstance(node, Map):
        raise MisusedReference(f"{describe(node)} is no map, so it has no keys to put beside others")
    return list(node.parts)


def keys_of(node: Node) -> list[str]:
    """The keys a map is written with, those under a condition included."""
    keys: list[str] = []
    for part in node.parts if isinstance(node, Map) else ():
        keys += [part.key] if isinstance(part, Pair) and isinstance(part.key, str) else []
        for inner in (*getattr(part, "parts", ()), *getattr(part, "otherwise", ())):
            keys += keys_of(Map((inner,)))
        keys += part.keys if isinstance(part, Splice) else ()
    return keys


def spread(node: Node) -> list[Part]:
    """A whole list that stands among other items, as items of the same list."""
    if isinstance(node, Conditional):
        return [Guard(node.condition, tuple(spread(node.node)))]
    if isinstance(node, Either):
        return [Guard(node.condition, tuple(spread(node.yes)), tuple(spread(node.no)))]
    return list(node.parts) if isinstance(node, Seq) else [item(node)]


def _keys(value: Expr) -> tuple[str, ...]:
    """The keys a named template yields for sure."""
    parts = getattr(value.define.body, "parts", ()) if isinstance(value, Include) else ()
    own = tuple(part.key for part in parts if isinstance(part, Pair) and isinstance(part.key, str))
    return own + tuple(key for part in parts if isinstance(part, Splice) for key in part.keys)
