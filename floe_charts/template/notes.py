"""NOTES.txt from nodes: constant lines, lines with values in them, and lines under a condition."""

from __future__ import annotations

from collections.abc import Sequence

from floe_charts.template.expression import TOP, Expr
from floe_charts.template.nodes import Block, Conditional, Node, Scalar, Value
from floe_charts.template.text import bare, escape


def notes_text(lines: Sequence[Node]) -> str:
    """The template text of NOTES.txt."""
    return "\n".join(text for line in lines for text in _written(line)) + "\n"


def _written(line: Node) -> list[str]:
    if isinstance(line, Conditional):
        return [f"{{{{- if {line.condition.truth(TOP)} }}}}", *_written(line.node), "{{- end }}"]
    if isinstance(line, Value):
        return [_bare(line.expr)]
    return (
        [escape(str(line.value if isinstance(line, Scalar) else line.text))]
        if isinstance(line, (Scalar, Block))
        else []
    )


def _bare(expr: Expr) -> str:
    return bare(expr, TOP)
