"""Template text the compiler does not look into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Kind


@dataclass(frozen=True)
class Raw(Expr):
    """An escape hatch: template text the compiler does not understand, with a Python reading of it."""

    source: str
    reading: Callable[[Context], Any]
    kind: Kind = "str"

    def text(self, env: Env) -> str:
        return self.source

    def evaluate(self, context: Context) -> Any:
        return self.reading(context)
