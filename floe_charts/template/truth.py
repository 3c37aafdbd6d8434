"""Truths as Go templates see them: real booleans, and opposites."""

from __future__ import annotations

from floe_charts.template.call import Call, call
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.paths import Path

#: Functions that give a real boolean; ``and`` and ``or`` give an operand, a text for one.
_BOOLEAN = {"eq", "ne", "lt", "le", "gt", "ge", "not", "contains", "has", "hasKey"}
_OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}


def boolean(node: Expr) -> Expr:
    """A real boolean, as ``ternary`` and ``toString`` need it; other truths go through ``not (not …)``."""
    if isinstance(node, Call):
        certain = node.function in _BOOLEAN
    else:
        certain = isinstance(node, (Path, Literal)) and node.kind == "bool" and not getattr(node, "optional", False)
    return node if certain else call("not", call("not", node), kind="bool")


def negated(node: Expr) -> Expr:
    """The opposite condition, in the form a person would write."""
    if isinstance(node, Call) and node.function in _OPPOSITE:
        return Call(_OPPOSITE[node.function], node.args, "bool")
    if isinstance(node, Call) and node.function == "not":
        return node.args[0]
    return call("not", node, kind="bool")
