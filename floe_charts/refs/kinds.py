"""Whether two expressions are of one kind: Go compares no text with a number, and prints one as the other."""

from __future__ import annotations

from floe_charts.refs.misuse import MisusedReference, describe
from floe_charts.template.expression import Expr, Kind
from floe_charts.template.literal import Literal

_SAID = {
    "str": "text",
    "int": "a whole number",
    "number": "a number",
    "bool": "true or false",
    "map": "a map",
    "list": "a list",
}
_NUMBERS = {"int", "number"}


def common_kind(first: Expr, second: Expr, what: str) -> Kind:
    """The kind both have; a whole number beside a fraction is a number.

    Raises MisusedReference for two kinds, and for a constant beyond the 64 bits of Go's whole numbers.
    """
    for one in (first, second):
        if isinstance(one, Literal) and one.kind == "int" and not -(2**63) <= one.value < 2**63:
            raise MisusedReference(f"{one.value} is beyond 64 bits, so it cannot be {what}; write it as text")
    kinds = {first.kind, second.kind}
    if not kinds <= _SAID.keys():
        return "any"
    if len(kinds) == 1:
        return first.kind
    if kinds == _NUMBERS:
        return "number"
    raise MisusedReference(
        f"{describe(first)} is {_SAID[first.kind]} and {describe(second)} {_SAID[second.kind]},"
        f" so they cannot be {what}; make them one kind"
    )
