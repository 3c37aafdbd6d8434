"""Parts that are there only if a condition holds, or others in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from floe_charts.template.call import call
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.logic import conjuncts, every, follows, some
from floe_charts.template.node import Always, condition_of
from floe_charts.template.pairs import Pair
from floe_charts.template.part import Part, block, lines_of


@dataclass(frozen=True)
class Guard(Part):
    """Parts that are there only if a condition holds."""

    condition: Expr
    parts: tuple[Part, ...]
    otherwise: tuple[Part, ...] = ()

    def lines(self, env: Env, indent: int) -> list[str]:
        word, body = self._chosen(env, indent)
        if not self.otherwise:
            return block(word, self.condition, body, env, indent)
        other = lines_of(self.otherwise, env, indent)
        start, end = f"{' ' * indent}{{{{- ", f"{' ' * indent}{{{{- end }}}}"
        if word == "if" and len(self.otherwise) == 1 and other[0].startswith(f"{start}if ") and other[-1] == end:
            other = [f"{start}else if {other[0].removeprefix(f'{start}if ')}", *other[1:-1]]
        else:
            other = [f"{start}else }}}}", *other]
        return block(word, self.condition, [*body, *other], env, indent)

    def _chosen(self, env: Env, indent: int) -> tuple[str, list[str]]:
        """``with`` where the condition is about the very value that is printed, else ``if``."""
        only = self.parts[0] if len(self.parts) == 1 else None
        if isinstance(only, Pair) and only.present() == self.condition:
            return ("with", only.dotted_lines(env, indent)) if only.dottable() else ("if", only.written(env, indent))
        return "if", lines_of(self.parts, env, indent)

    def under(self, condition: Expr) -> tuple[Part, ...]:
        return self.parts if follows(self.condition, conjuncts(condition)) and not self.otherwise else (self,)

    def items(self, context: Context) -> Iterator[Any]:
        chosen = self.parts if self.condition.evaluate(context) else self.otherwise
        return (item for part in chosen for item in part.items(context))

    def present(self) -> Expr | Always:
        inner = condition_of([part.present() for part in self.parts])
        here = self.condition if inner is True else every(self.condition, inner)
        if not self.otherwise:
            return here
        other = condition_of([part.present() for part in self.otherwise])
        if other is True and here == self.condition:
            return True
        there = call("not", self.condition, kind="bool")
        return some(here, there if other is True else every(there, other))

    def expressions(self) -> Iterator[Expr]:
        yield from self.condition.walk()
        for part in (*self.parts, *self.otherwise):
            yield from part.expressions()
