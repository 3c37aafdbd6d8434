"""Conditions once: what a block has checked is not checked again in it; neighbours with one condition share one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from floe_charts.template.expression import Expr
from floe_charts.template.logic import conjuncts, every
from floe_charts.template.nodes import Conditional, Either, Node, Value
from floe_charts.template.parts import Collection, Each, EachOf, Guard, Item, Pair, Part, Seq
from floe_charts.template.paths import Path, Present

Given = tuple[Expr, ...]


def simplified(node: Any, given: Given = ()) -> Any:
    """The same node without the checks that ``given`` conditions make needless."""
    if isinstance(node, Collection):
        return node.holding(tuple(_joined(part for inner in node.parts for part in _part(inner, given))))
    if isinstance(node, Conditional):
        inner = simplified(node.node, assuming(given, node.condition))
        open_ = _open(node.condition, given)
        return replace(node, condition=open_, node=inner) if open_ else inner
    if isinstance(node, Either):
        return _either(node, given)
    if isinstance(node, Value) and isinstance(node.expr, Path) and node.expr.nullable and Present(node.expr) in given:
        return replace(node, expr=replace(node.expr, nullable=False))
    return node


def _either(node: Either, given: Given) -> Node:
    yes: Node = simplified(node.yes, assuming(given, node.condition))
    open_ = _open(node.condition, given)
    return replace(node, condition=open_, yes=yes, no=simplified(node.no, given)) if open_ else yes


def assuming(given: Given, condition: Expr) -> Given:
    """The conditions that hold inside a block: all parts of an ``and``."""
    return (*given, *conjuncts(condition))


def _open(condition: Expr, given: Given) -> Expr | None:
    """What is left to check of a condition; None where it holds anyway."""
    left = [part for part in conjuncts(condition) if part not in given]
    return every(*left) if left else None


def _part(part: Part, given: Given) -> Iterator[Part]:
    if isinstance(part, Pair) and (guard := _sole_guard(part.node)):
        yield from _guard(Guard(guard.condition, (replace(part, node=Seq(guard.parts)),)), given)
    elif isinstance(part, (Pair, Item)):
        node = simplified(part.node, given)
        kept = part if node is part.node else replace(part, node=node)
        yield kept.given(given) if given and isinstance(kept, Pair) else kept
    elif isinstance(part, Guard):
        yield from _guard(part, given)
    elif isinstance(part, (Each, EachOf)):
        yield replace(part, parts=tuple(_joined(inner for one in part.parts for inner in _part(one, given))))
    else:
        yield part


def _sole_guard(node: Node) -> Guard | None:
    """The condition of a list that has nothing else in it: the key above the list hangs on it as well."""
    only = node.parts[0] if isinstance(node, Seq) and len(node.parts) == 1 else None
    if isinstance(only, Item) and isinstance(only.node, Conditional):
        return Guard(only.node.condition, (replace(only, node=only.node.node),))
    return only if isinstance(only, Guard) and not only.otherwise else None


def _guard(guard: Guard, given: Given) -> Iterator[Part]:
    inside = assuming(given, guard.condition)
    parts = tuple(_joined(inner for one in guard.parts for inner in _part(one, inside)))
    open_ = _open(guard.condition, given)
    if open_ is None:
        yield from parts
        return
    otherwise = tuple(inner for one in guard.otherwise for inner in _part(one, given))
    yield replace(guard, condition=open_, parts=parts, otherwise=otherwise)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbouring guards with one condition and no alternative as one guard."""
    for condition, group in itertools.groupby(parts, key=_condition):
        together = list(group)
        if condition is None or len(together) == 1:
            yield from together
        else:
            yield Guard(condition, tuple(inner for one in together if isinstance(one, Guard) for inner in one.parts))


def _condition(part: Part) -> Expr | None:
    return part.condition if isinstance(part, Guard) and not part.otherwise else None
