"""Maps and lists."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import Any, TypeVar

from floe_charts.template.conditional import Conditional
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.logic import conjuncts, follows
from floe_charts.template.node import Always, MayBeEmpty, Node, condition_of
from floe_charts.template.part import Part, block, lines_of
from floe_charts.template.splice import Splice

C = TypeVar("C", bound="Collection")


@dataclass(frozen=True)
class Collection(Node):
    """A map or a list."""

    parts: tuple[Part, ...]

    def holding(self: C, parts: tuple[Part, ...]) -> C:
        """With other parts; itself where they are the same, for most of a tree never changes and copies take time."""
        same = len(parts) == len(self.parts) and all(map(is_, parts, self.parts))
        return self if same else replace(self, parts=parts)

    def lines(self, env: Env, indent: int) -> list[str]:
        groups = itertools.groupby(self.parts, key=lambda part: part.shared_condition())
        return [line for condition, parts in groups for line in _group(condition, list(parts), env, indent)]

    def present(self) -> Expr | Always:
        return condition_of([*_conditions(self.parts)]) if self.parts else True

    def expressions(self) -> Iterator[Expr]:
        return (expr for part in self.parts for expr in part.expressions())


def _conditions(parts: Sequence[Part]) -> Iterator[Expr | Always]:
    """When each part is there; one that cannot say does no harm beside one that always is."""
    uncertain: MayBeEmpty | None = None
    for part in parts:
        try:
            condition = part.present()
        except MayBeEmpty as error:
            uncertain = error
            continue
        yield condition
        if condition is True:
            return
    if uncertain:
        raise uncertain


class Map(Collection):
    """A YAML map."""

    def inline(self, env: Env) -> str | None:
        return None if self.parts else "{}"

    def evaluate(self, context: Context) -> dict[str, Any]:
        return dict(pair for part in self.parts for pair in part.items(context))


class Seq(Collection):
    """A YAML list."""

    def inline(self, env: Env) -> str | None:
        return None if self.parts else "[]"

    def evaluate(self, context: Context) -> list[Any]:
        return [item for part in self.parts for item in part.items(context)]


def _group(condition: Expr | None, parts: Sequence[Part], env: Env, indent: int) -> list[str]:
    if condition is None or len(parts) == 1:
        return lines_of(parts, env, indent)
    written = [line for part in parts for line in part.written(env, indent)]
    return block("if", condition, written, env, indent)


def unguarded(node: Node, condition: Expr) -> Node:
    """The node without the questions that the condition has just answered."""
    if isinstance(node, Conditional) and follows(node.condition, conjuncts(condition)):
        return unguarded(node.node, condition)
    if isinstance(node, Collection):
        return type(node)(tuple(inner for part in node.parts for inner in part.under(condition)))
    return node


def sole_splice(node: Node) -> Splice | None:
    """The splice, where the node is nothing but a values map or list passed whole."""
    only = node.parts[0] if isinstance(node, Collection) and len(node.parts) == 1 else None
    return only if isinstance(only, Splice) and not only.certain else None
