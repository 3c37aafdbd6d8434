"""Template text the compiler does not look into: an escape hatch, and a refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context, Refused
from floe_charts.template.expression import Env, Expr, Kind


@dataclass(frozen=True)
class Fail(Expr):
    """Refuse the values with a message (``fail``)."""

    message: Expr
    kind: Kind = "str"

    def operands(self) -> Sequence[Expr]:
        return (self.message,)

    def text(self, env: Env) -> str:
        return f"fail {self.message.operand(env)}"

    def evaluate(self, context: Context) -> Any:
        raise Refused(self.message.evaluate(context))


@dataclass(frozen=True)
class Raw(Expr):
    """An escape hatch: template text the compiler does not understand, with an optional Python reading of it."""

    source: str
    reading: Callable[[Context], Any] | None = None
    kind: Kind = "str"

    def text(self, env: Env) -> str:
        return self.source

    def evaluate(self, context: Context) -> Any:
        if self.reading is None:
            raise LookupError(
                f"raw expression {{{{ {self.source} }}}} has no Python reading; give raw(..., reading=function)"
            )
        return self.reading(context)
