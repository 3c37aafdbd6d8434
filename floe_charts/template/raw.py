"""Template text the compiler does not look into, but for where its dot points."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import TOP, Env, Expr, Kind

_QUOTED = r'"(?:[^"\\]|\\.)*"|`[^`]*`'
_BUILT_IN = r"(?<![\w$.)])\.(?=(?:Values|Release|Chart|Capabilities|Files|Template)\b)"
_DOT = r"(?<![^\s(])\.(?![^\s)])"
_FROM_ROOT = re.compile(f"{_QUOTED}|({_BUILT_IN})|({_DOT})")


@dataclass(frozen=True)
class Raw(Expr):
    """An escape hatch: template text the compiler does not understand, with a Python reading of it.

    Its dot is the chart's root wherever the text comes to stand: a loop or a named template gives the dot another
    meaning, of which whoever wrote the text knows nothing.
    """

    source: str
    reading: Callable[[Context], Any]
    kind: Kind = "str"

    def text(self, env: Env) -> str:
        def rooted(found: re.Match[str]) -> str:
            if found[1]:
                return env.member("")
            return env.root if found[2] else found[0]

        return self.source if env.root == TOP.root else _FROM_ROOT.sub(rooted, self.source)

    def evaluate(self, context: Context) -> Any:
        return self.reading(context)
