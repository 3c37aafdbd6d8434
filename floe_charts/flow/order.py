"""Kubernetes' customary order of keys: cdk8s sorts them by the alphabet, people do not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from floe_charts.flow.key_ranks import FREE, RANKS, RANKS_UNDER
from floe_charts.template.nodes import Conditional, Either, Node
from floe_charts.template.parts import Collection, Each, EachOf, Guard, Item, Map, Pair, Part, Splice


def ordered(node: Node, under: str = "") -> Any:
    """The same node with its keys in customary order, at every depth; ``under`` is the key it stands under."""
    if isinstance(node, Map):
        ranks = RANKS_UNDER.get(under, RANKS)
        inside = (_inside(part, under) for part in node.parts)
        return node.holding(tuple(sorted(inside, key=lambda part: _rank(part, ranks))))
    if isinstance(node, Collection):
        return node.holding(tuple(_inside(part, under) for part in node.parts))
    if isinstance(node, Conditional):
        return replace(node, node=ordered(node.node, under))
    if isinstance(node, Either):
        return replace(node, yes=ordered(node.yes, under), no=ordered(node.no, under))
    return node


def _inside(part: Part, under: str) -> Part:
    if isinstance(part, Pair):
        return part if part.key in FREE else _holding(part, ordered(part.node, str(part.key)))
    if isinstance(part, Item):
        return _holding(part, ordered(part.node, under))
    if isinstance(part, Guard):
        yes, no = (tuple(_inside(inner, under) for inner in inners) for inners in (part.parts, part.otherwise))
        return replace(part, parts=yes, otherwise=no)
    if isinstance(part, (Each, EachOf)):
        return replace(part, parts=tuple(_inside(inner, under) for inner in part.parts))
    return part


def _holding(part: Pair | Item, node: Node) -> Part:
    return part if node is part.node else replace(part, node=node)


def _rank(part: Part, ranks: dict[str, int]) -> tuple[int, str]:
    """A named template first, then keys by custom, the rest by the alphabet, and values passed whole."""
    if isinstance(part, Pair) and isinstance(part.key, str):
        return ranks.get(part.key, len(ranks)), part.key
    if isinstance(part, Guard) and part.parts:
        return _rank(part.parts[0], ranks)
    if isinstance(part, Splice):
        return -1 if part.certain else len(ranks) + 1, "~"
    return len(ranks), "~"
