"""The parts maps and lists are made of, and the collections themselves; each sort has a module of its own."""

from __future__ import annotations

from floe_charts.template.collection import Collection, Map, Seq, sole_splice
from floe_charts.template.conditional import Either
from floe_charts.template.expression import Expr
from floe_charts.template.guard import Guard
from floe_charts.template.loops import Each, EachOf, Layered
from floe_charts.template.node import Node
from floe_charts.template.pairs import Item, Pair
from floe_charts.template.part import Part
from floe_charts.template.splice import Splice


def pair(key: str | int | Expr, node: Node) -> Part:
    """``key: value``, in either of two forms where the value is one of two; a manifest's keys are text."""
    if isinstance(node, Either):
        return Guard(node.condition, (pair(key, node.yes),), (pair(key, node.no),))
    return Pair(str(key) if isinstance(key, int) else key, node)


def item(node: Node) -> Part:
    """``- value``, in either of two forms where the value is one of two."""
    if isinstance(node, Either):
        return Guard(node.condition, (item(node.yes),), (item(node.no),))
    return Item(node)


__all__ = [
    "Collection",
    "Each",
    "EachOf",
    "Guard",
    "Item",
    "Layered",
    "Map",
    "Pair",
    "Part",
    "Seq",
    "Splice",
    "item",
    "pair",
    "sole_splice",
]
