"""NOTES.txt from nodes: constant lines, lines with values in them, and lines under a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from floe_charts.template.call import Call
from floe_charts.template.expression import TOP, Expr
from floe_charts.template.logic import conjuncts, every
from floe_charts.template.nodes import Block, Conditional, Node, Scalar, Value
from floe_charts.template.text import bare, escape

#: What has to hold for a line, the outermost first, and the line.
Line = tuple[tuple[Expr, ...], Node]


def notes_text(lines: Sequence[Node]) -> str:
    """The template text of NOTES.txt."""
    return "\n".join(_block([_line(line) for line in lines])) + "\n"


def _line(node: Node, known: tuple[Expr, ...] = ()) -> Line:
    if isinstance(node, Conditional):
        return _line(node.node, (*known, *(asked for asked in conjuncts(node.condition) if asked not in known)))
    return known, node


def _block(lines: Sequence[Line]) -> Iterator[str]:
    """Lines that begin with one condition share its ``if``."""
    for first, group in groupby(lines, key=lambda line: line[0][:1]):
        inside = list(group)
        if not first:
            yield from (text for _, node in inside for text in _written(node))
            continue
        asked = _common([conditions for conditions, _ in inside])
        yield f"{{{{- if {every(*asked).truth(TOP)} }}}}"
        yield from _block([(conditions[len(asked) :], node) for conditions, node in inside])
        yield "{{- end }}"


def _common(conditions: Sequence[tuple[Expr, ...]]) -> tuple[Expr, ...]:
    """The conditions that all of them begin with."""
    same = takewhile(lambda row: all(one == row[0] for one in row), zip(*conditions, strict=False))
    return tuple(row[0] for row in same)


def _written(line: Node) -> list[str]:
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
    return [f"{{{{- if {condition.truth(TOP)} }}}}", *_expression(yes), "{{- else }}", *_expression(no), "{{- end }}"]
