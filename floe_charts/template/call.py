"""Functions of Helm applied to expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Kind, parenthesise
from floe_charts.template.functions import FUNCTIONS, SHORT_CIRCUIT, first_that_decides
from floe_charts.template.literal import Literal

#: Functions Helm users read best at the end of a pipe.
PIPED = {
    "quote",
    "int64",
    "float64",
    "toYaml",
    "toJson",
    "sha256sum",
    "trunc",
    "trimSuffix",
    "trimPrefix",
    "nindent",
    "fromYaml",
    "default",
    "lower",
    "upper",
    "replace",
    "join",
    "sortAlpha",
}
#: Functions that ask for the truth of their arguments only.
_LOGICAL = {"and", "or", "not"}


@dataclass(frozen=True)
class Call(Expr):
    """A function applied to arguments, printed as a pipe where that reads better."""

    function: str
    args: tuple[Expr, ...]
    kind: Kind = "any"
    plain: bool = False

    def operands(self) -> Sequence[Expr]:
        return self.args

    def text(self, env: Env) -> str:
        if self.function in PIPED and self.args:
            *first, last = self.args
            return f"{last.text(env)} | {self._words(first, env)}"
        return self._words(self.args, env)

    def _words(self, args: Sequence[Expr], env: Env) -> str:
        logical = self.function in _LOGICAL
        words = (parenthesise(arg.truth(env)) if logical else arg.operand(env) for arg in args)
        return " ".join([self.function, *words])

    def evaluate(self, context: Context) -> Any:
        values = (arg.evaluate(context) for arg in self.args)
        if self.function in SHORT_CIRCUIT:  # a later operand may stand on what an earlier one has checked
            return first_that_decides(values, SHORT_CIRCUIT[self.function])
        return FUNCTIONS[self.function](*values)


def call(function: str, *args: Any, kind: Kind = "any", plain: bool = False) -> Call:
    """A call whose plain Python arguments become literals."""
    return Call(function, tuple(arg if isinstance(arg, Expr) else Literal(arg) for arg in args), kind, plain)
