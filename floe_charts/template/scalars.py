"""Leaves: constants, expressions and blocks of text. Each prints itself and evaluates itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from floe_charts.template.concat import AsText, Concat
from floe_charts.template.context import Context
from floe_charts.template.expression import Dot, Env, Expr
from floe_charts.template.node import Always, Node
from floe_charts.template.paths import Path, Present
from floe_charts.template.yaml_text import TRIMMED, key, scalar


@dataclass(frozen=True)
class Scalar(Node):
    """A constant."""

    value: Any

    def inline(self, env: Env) -> str:
        return scalar(self.value)

    def evaluate(self, context: Context) -> Any:
        return self.value


@dataclass(frozen=True)
class Value(Node):
    """A scalar expression: quoted when text, through ``int64`` when a whole number, ``toJson`` when a fraction.

    What may be of any type goes through ``toJson`` too, which YAML reads: a text "yes" stays one, a map a map.

    A name with something constant behind it ("{{ fullname }}-web") needs no quotes;
    a bare one does, for it may be "on" or "null".
    """

    expr: Expr

    def inline(self, env: Env) -> str:
        expr = self.expr
        if isinstance(expr, Concat) and expr.plain:
            return expr.bare(env)
        if isinstance(expr, Concat) and expr.quotable():
            return f'"{expr.bare(env)}"'
        text = expr.printed(env)
        if expr.kind == "str":
            text += " | quote"
        if expr.kind in ("number", "any"):
            text += " | toJson"
        return f"{{{{ {text} }}}}"

    def present(self) -> Expr | Always:
        source = self.expr.source if isinstance(self.expr, AsText) else self.expr
        return Present(source) if isinstance(source, Path) and source.optional else True

    def evaluate(self, context: Context) -> Any:
        return self.expr.evaluate(context)

    def expressions(self) -> Iterator[Expr]:
        return self.expr.walk()


@dataclass(frozen=True)
class Block(Node):
    """Constant text of several lines, as a ``|`` block."""

    text: str

    def inline(self, env: Env) -> str | None:
        return None if self._blockable() else scalar(self.text)

    def head(self) -> str:
        return " |"

    def _blockable(self) -> bool:
        """Whether a block keeps the text: an action after it trims the blanks at its end."""
        ends = self.text.endswith("\n") and not self.text[:-1].endswith(TRIMMED)
        clean = ends and not self.text.startswith((" ", "\n"))
        return clean and all(ch.isprintable() or ch == "\n" for ch in self.text)

    def lines(self, env: Env, indent: int) -> list[str]:
        pad = " " * indent
        return [(pad + line if line else "") for line in self.text.replace("{{", '{{ "{{" }}').splitlines()]

    def evaluate(self, context: Context) -> str:
        return self.text


def quoted_key(name: str | Expr, env: Env) -> str:
    """A map key, constant or computed."""
    if isinstance(name, str):
        return key(name)
    return Value(name).inline(env)


def dotted(expr: Expr) -> Dot:
    """The same value, spelt ``.`` inside its ``with``."""
    return Dot(expr, expr.kind, expr.plain)
