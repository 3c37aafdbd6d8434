"""Whether two sets of conditions can hold at once, decided by a truth table over what they compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from floe_charts.template.call import Call
from floe_charts.template.expression import TOP, Expr
from floe_charts.template.literal import Literal
from floe_charts.template.paths import Present

#: A comparison with a constant is (what, constant); anything else is its own text.
Atom = tuple[str, str]
_MOST = 12


def both_possible(first: Sequence[Expr], second: Sequence[Expr]) -> bool:
    """Whether some values make all conditions true; past 12 different comparisons, unknown counts as no."""
    conditions = [*first, *second]
    atoms = sorted({atom for condition in conditions for atom in _atoms(condition)})
    if len(atoms) > _MOST:
        return False
    tables = (dict(zip(atoms, row, strict=True)) for row in product((True, False), repeat=len(atoms)))
    return any(_consistent(table) and all(_holds(item, table) for item in conditions) for table in tables)


def _consistent(table: Mapping[Atom, bool]) -> bool:
    """One value cannot equal two constants."""
    equal = [what for (what, constant), holds in table.items() if holds and constant]
    return len(equal) == len(set(equal))


def _atoms(expr: Expr) -> Iterator[Atom]:
    if isinstance(expr, Call) and expr.function in ("and", "or", "not"):
        yield from (atom for operand in expr.args for atom in _atoms(operand))
    elif not isinstance(expr, Literal):
        yield _atom(expr)


def _atom(expr: Expr) -> Atom:
    compared = isinstance(expr, Call) and expr.function in ("eq", "ne") and len(expr.args) == 2
    if compared and isinstance(expr, Call) and isinstance(expr.args[1], Literal):
        return expr.args[0].truth(TOP), expr.args[1].text(TOP)
    if compared and isinstance(expr, Call):
        return " ".join(arg.operand(TOP) for arg in expr.args), "same"
    if isinstance(expr, Call) and expr.function in _OPPOSITE:
        return Call(_OPPOSITE[expr.function], expr.args).text(TOP), ""
    return (expr.path if isinstance(expr, Present) and not expr.by_nil() else expr).truth(TOP), ""


#: ``lt`` and ``le`` are told by the comparison they deny.
_OPPOSITE = {"lt": "ge", "le": "gt"}


def _holds(expr: Expr, table: Mapping[Atom, bool]) -> bool:
    if isinstance(expr, Literal):
        return bool(expr.value)
    if isinstance(expr, Call) and expr.function in ("and", "or"):
        return {"and": all, "or": any}[expr.function](_holds(operand, table) for operand in expr.args)
    if isinstance(expr, Call) and expr.function == "not":
        return not _holds(expr.args[0], table)
    denied = isinstance(expr, Call) and expr.function in ("ne", *_OPPOSITE)
    return table[_atom(expr)] is not denied
