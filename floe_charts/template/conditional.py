"""Nodes under a condition: a value that may be missing, and one of two values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.logic import every
from floe_charts.template.node import Always, Node


@dataclass(frozen=True)
class Conditional(Node):
    """A value that is there only if a condition holds; its key or dash goes with it."""

    condition: Expr
    node: Node

    def inline(self, env: Env) -> str | None:
        return self.node.inline(env)

    def head(self) -> str:
        return self.node.head()

    def lines(self, env: Env, indent: int) -> list[str]:
        return self.node.lines(env, indent)

    def present(self) -> Expr | Always:
        inner = self.node.present()
        if inner is True or inner == self.condition:
            return self.condition
        return every(self.condition, inner)

    def evaluate(self, context: Context) -> Any:
        return self.node.evaluate(context)

    def expressions(self) -> Iterator[Expr]:
        yield from self.condition.walk()
        yield from self.node.expressions()


@dataclass(frozen=True)
class Either(Node):
    """One value or another; whoever holds it prints ``if … else …`` around key and value."""

    condition: Expr
    yes: Node
    no: Node

    def evaluate(self, context: Context) -> Any:
        return (self.yes if self.condition.evaluate(context) else self.no).evaluate(context)
