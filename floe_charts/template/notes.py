"""NOTES.txt from nodes: constant lines, lines with values in them, and lines under a condition."""

from __future__ import annotations

from collections.abc import Sequence

from floe_charts.template.call import Call
from floe_charts.template.expression import TOP, Expr
from floe_charts.template.nodes import Block, Conditional, Node, Scalar, Value
from floe_charts.template.text import bare, escape
from floe_charts.template.truth import negated


def notes_text(lines: Sequence[Node]) -> str:
    """The template text of NOTES.txt."""
    return "\n".join(text for line in lines for text in _written(line)) + "\n"


def _written(line: Node) -> list[str]:
    if isinstance(line, Conditional):
        return [f"{{{{- if {line.condition.truth(TOP)} }}}}", *_written(line.node), "{{- end }}"]
    if isinstance(line, Value):
        return _expression(line.expr)
    return (
        [escape(str(line.value if isinstance(line, Scalar) else line.text))]
        if isinstance(line, (Scalar, Block))
        else []
    )


def _expression(expr: Expr) -> list[str]:
    """An expression as lines; one of two texts reads best as ``if … else``."""
    if not (isinstance(expr, Call) and expr.function == "ternary"):
        return [bare(expr, TOP)]
    yes, no, condition = expr.args
    asked = negated(negated(condition))  # a ternary wants a real boolean, an if takes any truth
    return [f"{{{{- if {asked.truth(TOP)} }}}}", *_expression(yes), "{{- else }}", *_expression(no), "{{- end }}"]
