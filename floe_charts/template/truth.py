"""Truths as Go templates see them: real booleans, and opposites."""

from __future__ import annotations

from dataclasses import dataclass

from floe_charts.template.call import Call, call
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Kind, parenthesise
from floe_charts.template.functions import truthy
from floe_charts.template.literal import Literal
from floe_charts.template.paths import Path, Present

#: Functions that give a real boolean; ``and`` and ``or`` give an operand, a text for one.
_BOOLEAN = {"eq", "ne", "lt", "le", "gt", "ge", "not", "contains", "has", "hasKey"}
_OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}


@dataclass(frozen=True)
class Filled(Expr):
    """A truth as a real boolean; an ``if`` needs none and prints it bare."""

    asked: Expr
    kind: Kind = "bool"

    def operands(self) -> tuple[Expr, ...]:
        return (self.asked,)

    def text(self, env: Env) -> str:
        return f"not (empty {parenthesise(self.truth(env))})"

    def truth(self, env: Env) -> str:
        return self.asked.truth(env)

    def evaluate(self, context: Context) -> bool:
        return truthy(self.asked.evaluate(context))


def boolean(node: Expr) -> Expr:
    """A real boolean, as ``ternary`` and ``toString`` need it."""
    return node if _certain(node) else Filled(node)


def printable(node: Expr) -> Expr:
    """The expression where it is printed: ``and`` and ``or`` give an operand; a value prints as it is."""
    return boolean(node) if node.kind == "bool" and not isinstance(node, Path) else node


def _certain(node: Expr) -> bool:
    if isinstance(node, Call) and node.function == "ternary":
        return all(map(_certain, node.args[:2]))
    if isinstance(node, Call):
        return node.function in _BOOLEAN
    if isinstance(node, (Path, Literal)):
        return node.kind == "bool" and not getattr(node, "optional", False)
    return isinstance(node, Filled) or (isinstance(node, Present) and node.by_nil())


def negated(node: Expr) -> Expr:
    """The opposite condition, in the form a person would write."""
    if isinstance(node, Call) and node.function in _OPPOSITE:
        return Call(_OPPOSITE[node.function], node.args, "bool")
    if isinstance(node, Call) and node.function == "not":
        return node.args[0]
    return call("not", node, kind="bool")
