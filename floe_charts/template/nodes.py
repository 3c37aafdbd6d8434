"""YAML nodes of a template: maps and lists made of parts, and leaves. Each prints itself and evaluates itself.

A *part* yields pairs (inside a map) or items (inside a list): a fixed one, a guarded one, one per entry of a values map, or all
of a values map or list. ``present`` says under which condition a part yields anything, so that a key is never left with nothing
under it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from typing import Literal as Choose

from floe_charts.template.context import Context
from floe_charts.template.expression import Dot, Env, Expr, Literal, call
from floe_charts.template.paths import Path, Present
from floe_charts.template.text import AsText, Concat, Include
from floe_charts.template.yaml_text import key, scalar

Always = Choose[True]


class Node(ABC):
    """A YAML value."""

    @abstractmethod
    def evaluate(self, context: Context) -> Any:
        """The object Helm's output would hold."""

    def inline(self, env: Env) -> str | None:
        """The text on the key's own line, None when the node needs lines below it."""
        return None

    def lines(self, env: Env, indent: int) -> list[str]:
        """The lines below the key."""
        return [" " * indent + (self.inline(env) or "")]

    def present(self) -> Expr | Always:
        """The condition under which there is anything to print."""
        return True

    def expressions(self) -> Iterator[Expr]:
        """Every expression in the node."""
        return iter(())


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

    A name with something constant behind it ("{{ fullname }}-web") needs no quotes; a bare one does, for it may be "on" or "null".
    """

    expr: Expr

    def inline(self, env: Env) -> str:
        expr = self.expr
        if isinstance(expr, Concat) and expr.plain:
            return expr.bare(env)
        if isinstance(expr, Concat) and expr.quotable():
            return f'"{expr.bare(env)}"'
        text = expr.quoted(env) if isinstance(expr, AsText) else expr.text(env)
        if expr.kind == "str" and not isinstance(expr, AsText):
            text += " | quote"
        if expr.kind == "number":
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

    def _blockable(self) -> bool:
        clean = self.text.endswith("\n") and not self.text.endswith("\n\n") and not self.text.startswith((" ", "\n"))
        return clean and all(ch.isprintable() or ch == "\n" for ch in self.text)

    def lines(self, env: Env, indent: int) -> list[str]:
        pad = " " * indent
        return [(pad + line if line else "") for line in self.text.replace("{{", '{{ "{{" }}').splitlines()]

    def evaluate(self, context: Context) -> str:
        return self.text


@dataclass(frozen=True)
class Conditional(Node):
    """A value that is there only if a condition holds; its key or dash goes with it."""

    condition: Expr
    node: Node

    def inline(self, env: Env) -> str | None:
        return self.node.inline(env)

    def lines(self, env: Env, indent: int) -> list[str]:
        return self.node.lines(env, indent)

    def present(self) -> Expr | Always:
        inner = self.node.present()
        if inner is True or inner == self.condition:
            return self.condition
        return call("and", self.condition, inner, kind="bool")

    def evaluate(self, context: Context) -> Any:
        return self.node.evaluate(context)

    def expressions(self) -> Iterator[Expr]:
        yield from self.condition.walk()
        yield from self.node.expressions()


@dataclass(frozen=True)
class Either(Node):
    """One value or another; whoever holds it prints ``if … else …`` around key and value."""

    condition: Expr
    yes: Node
    no: Node

    def evaluate(self, context: Context) -> Any:
        return (self.yes if self.condition.evaluate(context) else self.no).evaluate(context)


@dataclass(frozen=True)
class Document(Node):
    """A YAML document kept as text inside another object (a ConfigMap key): the named template's output, indented."""

    include: Expr

    def head(self) -> str:
        """The block's sign: ``|+`` keeps line breaks at the end, which belong to the last value there."""
        from floe_charts.template.documents import ends_open

        return " |+" if isinstance(self.include, Include) and ends_open(self.include.define.body) else " |"

    def lines(self, env: Env, indent: int) -> list[str]:
        return [f"{' ' * indent}{{{{- {self.include.text(env)} | nindent {indent} }}}}"]

    def evaluate(self, context: Context) -> Any:
        from floe_charts.template.documents import YamlText

        return YamlText.of(self.include.evaluate(context))

    def expressions(self) -> Iterator[Expr]:
        return self.include.walk()


def head(node: Node) -> str:
    """What follows the colon when the value stands below: the ``|`` of a block."""
    if isinstance(node, Conditional):
        return head(node.node)
    if isinstance(node, Document):
        return node.head()
    return " |" if isinstance(node, Block) else ""


def quoted_key(name: str | Expr, env: Env) -> str:
    """A map key, constant or computed."""
    if isinstance(name, str):
        return key(name)
    return Value(name).inline(env)


def condition_of(conditions: Sequence[Expr | Always]) -> Expr | Always:
    """Any of the conditions; True as soon as one is."""
    if not conditions or any(item is True for item in conditions):
        return True if conditions else Literal(False)
    wanted: list[Expr] = []
    for item in conditions:
        wanted += [item] if item is not True and item not in wanted else []
    return wanted[0] if len(wanted) == 1 else call("or", *wanted, kind="bool")


def dotted(expr: Expr) -> Dot:
    """The same value, spelt ``.`` inside its ``with``."""
    return Dot(expr, expr.kind, expr.plain)
