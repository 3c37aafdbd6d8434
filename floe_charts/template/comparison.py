"""Comparisons as Helm takes them: both sides of one type, and neither nil."""

from __future__ import annotations

from dataclasses import replace

from floe_charts.template.call import Call, call
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.paths import Path
from floe_charts.template.truth import boolean


def compared(function: str, left: Expr, right: Expr) -> Call:
    """``eq``, ``lt`` and their kin."""
    if "number" in (left.kind, right.kind):
        return call(function, _fraction(left), _fraction(right), kind="bool")
    return call(function, _comparable(left), _comparable(right), kind="bool")


def _fraction(node: Expr) -> Expr:
    """A fraction: ``--set`` and constants give whole numbers too, which Go does not compare with fractions."""
    if isinstance(node, Literal):
        return Literal(float(node.value))
    return call("float64", node, kind="number")


def _comparable(node: Expr) -> Expr:
    if node.kind == "bool":
        return boolean(node)
    return replace(node, optional=False, nullable=True) if isinstance(node, Path) and node.optional else node
