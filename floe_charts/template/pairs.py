"""One pair of a map, one item of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from floe_charts.template.collection import sole_splice, unguarded
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.logic import conjuncts, follows
from floe_charts.template.node import Always, MayBeEmpty, Node
from floe_charts.template.part import Part, block
from floe_charts.template.paths import Present
from floe_charts.template.scalars import Value, dotted, quoted_key


@dataclass(frozen=True)
class Pair(Part):
    """``key: value``; the whole pair is left out when the value has nothing to print."""

    key: str | Expr
    node: Node
    #: Whether it is known already that the value has something to print.
    sure: bool = False

    def lines(self, env: Env, indent: int) -> list[str]:
        condition = self.present()
        if condition is True or self.sure:
            return self.written(env, indent)
        if self.dottable():
            return block("with", condition, self.dotted_lines(env, indent), env, indent)
        return block("if", condition, Pair(self.key, unguarded(self.node, condition)).written(env, indent), env, indent)

    def dottable(self) -> bool:
        """Whether the value alone decides over the pair, so that ``with`` can guard it and ``.`` print it."""
        condition = self.present()
        alone = isinstance(self.node, Value) or sole_splice(self.node) is not None
        return alone and isinstance(condition, Present) and not condition.by_nil()

    def shared_condition(self) -> Expr | None:
        condition = self.present()
        return None if condition is True or self.dottable() else condition

    def dotted_lines(self, env: Env, indent: int) -> list[str]:
        """The pair inside its ``with``."""
        splice = sole_splice(self.node)
        if splice:
            return [f"{' ' * indent}{quoted_key(self.key, env.inside())}:", splice.yaml(indent + 2, "toYaml .")]
        assert isinstance(self.node, Value)
        return Pair(self.key, Value(dotted(self.node.expr))).written(env.inside(), indent)

    def written(self, env: Env, indent: int) -> list[str]:
        start = f"{' ' * indent}{quoted_key(self.key, env)}:"
        inline = self.node.inline(env)
        if inline is not None:
            return [f"{start} {inline}"]
        splice = sole_splice(self.node)
        if splice:  # the guard around the pair says that there is something
            return [start, splice.yaml(indent + 2, f"toYaml {splice.expr.operand(env)}")]
        return [start + self.node.head(), *self.node.lines(env, indent + 2)]

    def under(self, condition: Expr) -> tuple[Part, ...]:
        return (self.given(conjuncts(condition)),)

    def given(self, known: Iterable[Expr]) -> Pair:
        """The same pair where these conditions hold."""
        asked = self.present()
        return replace(self, sure=True) if asked is not True and follows(asked, known) else self

    def items(self, context: Context) -> Iterator[tuple[str, Any]]:
        condition = self.present()
        if condition is True or condition.evaluate(context):
            yield self.key if isinstance(self.key, str) else self.key.evaluate(context), self.node.evaluate(context)

    def present(self) -> Expr | Always:
        try:
            return self.node.present()
        except MayBeEmpty as error:
            raise error.below(self.key) from None

    def expressions(self) -> Iterator[Expr]:
        if isinstance(self.key, Expr):
            yield from self.key.walk()
        yield from self.node.expressions()


@dataclass(frozen=True)
class Item(Part):
    """``- value``."""

    node: Node

    def lines(self, env: Env, indent: int) -> list[str]:
        condition = self.node.present()
        written = self._written(env, indent)
        return written if condition is True else block("if", condition, written, env, indent)

    def _written(self, env: Env, indent: int) -> list[str]:
        pad = " " * indent
        inline = self.node.inline(env)
        if inline is not None:
            return [f"{pad}- {inline}"]
        if self.node.head():
            return [f"{pad}-{self.node.head()}", *self.node.lines(env, indent + 2)]
        first, *rest = self.node.lines(env, indent + 2)
        if first.lstrip().startswith("{{-"):  # an action cannot share the dash's line
            return [f"{pad}-", first, *rest]
        return [f"{pad}- {first.lstrip()}", *rest]

    def items(self, context: Context) -> Iterator[Any]:
        condition = self.node.present()
        if condition is True or condition.evaluate(context):
            yield self.node.evaluate(context)

    def present(self) -> Expr | Always:
        return self.node.present()

    def expressions(self) -> Iterator[Expr]:
        return self.node.expressions()
