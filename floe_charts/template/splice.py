"""All of a map or list at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.node import Always
from floe_charts.template.part import Part, block
from floe_charts.template.paths import Present
from floe_charts.template.wide import broken


@dataclass(frozen=True)
class Splice(Part):
    """All of a map or list: a value passed whole, or the YAML of a named template."""

    expr: Expr
    #: A named template always yields something; a value may be empty.
    certain: bool = False
    #: Keys a named template yields, for finding duplicates.
    keys: tuple[str, ...] = ()

    @staticmethod
    def yaml(indent: int, text: str) -> str:
        """The line that prints YAML text at an indent; without one, no line break of the template is in its way."""
        return f"{' ' * indent}{{{{- {text} | nindent {indent} }}}}" if indent else f"{{{{ {text} }}}}"

    def lines(self, env: Env, indent: int) -> list[str]:
        if self.certain:
            trim = " | trim" if self.expr.kind == "list" else ""  # a loop starts with a line break of its own
            return broken(self.yaml(indent, self.expr.text(env) + trim))
        return block("with", self.expr, [self.yaml(indent, "toYaml .")], env, indent)

    def items(self, context: Context) -> Iterator[Any]:
        value = self.expr.evaluate(context)
        return iter(value.items() if isinstance(value, dict) else value or ())

    def present(self) -> Expr | Always:
        return True if self.certain else Present(self.expr)

    def expressions(self) -> Iterator[Expr]:
        return self.expr.walk()
