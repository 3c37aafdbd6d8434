"""Conditions joined: an ``and`` in an ``and`` says nothing more than one ``and`` of all."""

from __future__ import annotations

from collections.abc import Iterable

from floe_charts.template.call import Call
from floe_charts.template.expression import Expr


def every(*conditions: Expr) -> Expr:
    """True where all of them are."""
    return _call("and", _flat("and", conditions))


def some(*conditions: Expr) -> Expr:
    """True where one of them is; one that holds only where another does says nothing more."""
    kept: list[Expr] = []
    for one in _flat("or", conditions):
        if not any(follows(other, conjuncts(one)) for other in kept):
            kept = [*(other for other in kept if not follows(one, conjuncts(other))), one]
    return _call("or", kept)


def conjuncts(condition: Expr) -> tuple[Expr, ...]:
    """The conditions that an ``and`` joins; any other condition is its own."""
    return _operands("and", condition)


def follows(condition: Expr, known: Iterable[Expr]) -> bool:
    """Whether a condition holds wherever the known ones do."""
    sure = list(known)
    return all(part in sure for part in conjuncts(condition))


def _flat(function: str, conditions: tuple[Expr, ...]) -> list[Expr]:
    flat: list[Expr] = []
    for condition in conditions:
        flat += (operand for operand in _operands(function, condition) if operand not in flat)
    return flat


def _call(function: str, operands: list[Expr]) -> Expr:
    return Call(function, tuple(operands), "bool") if len(operands) > 1 else operands[0]


def _operands(function: str, condition: Expr) -> tuple[Expr, ...]:
    return condition.args if isinstance(condition, Call) and condition.function == function else (condition,)
