"""Expressions of a Helm template: each prints itself and evaluates itself.

``text(env)`` is what stands between ``{{`` and ``}}``; ``evaluate(context)`` is the value Helm would compute for it.
The two are written side by side, so that a reader can hold one against the other.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from floe_charts.template.context import Context

#: What an expression yields: "str", "int", "number", "bool", "map", "list" or "any".
Kind = str

ZERO: dict[Kind, Any] = {"str": "", "int": 0, "number": 0, "bool": False}


@dataclass(frozen=True)
class Env:
    """How a template reaches things: ``.`` at the top, ``$`` where ``with`` or ``range`` rebound the dot."""

    root: str = "."
    params: str = "."

    def member(self, name: str) -> str:
        """``.Values`` or ``$.Values`` or ``.root.Values``."""
        return f"{self.root.rstrip('.')}.{name}"

    def inside(self) -> Env:
        """The environment in a block that rebinds the dot."""
        root = {".": "$", ".root": "$.root"}.get(self.root, self.root)
        return replace(self, root=root, params="$." if self.params == "." else self.params)


TOP = Env()


class Expr(ABC):
    """A value a template computes."""

    @property
    def kind(self) -> Kind:
        """What it yields."""
        return "any"

    @property
    def plain(self) -> bool:
        """Whether the value is a valid, unquoted Kubernetes name (so that ``name: {{ … }}-web`` needs no quotes)."""
        return False

    @abstractmethod
    def text(self, env: Env) -> str:
        """The Go template expression, without braces."""

    @abstractmethod
    def evaluate(self, context: Context) -> Any:
        """The value Helm computes for ``text``."""

    def operands(self) -> Sequence[Expr]:
        """The expressions this one is made of."""
        return ()

    def truth(self, env: Env) -> str:
        """The expression where only its truth counts (``if``): no number conversion needed."""
        return self.text(env)

    def printed(self, env: Env) -> str:
        """The expression where its result is printed as text: no conversion to text needed."""
        return self.text(env)

    def operand(self, env: Env) -> str:
        """The text as an argument of a function: in parentheses when it is more than one word."""
        return parenthesise(self.text(env))

    def walk(self) -> Iterator[Expr]:
        """This expression and all it is made of."""
        yield self
        for part in self.operands():
            yield from part.walk()


def parenthesise(text: str) -> str:
    """Parentheses around anything that is not one word or one literal."""
    single = re.fullmatch(r'[^\s"]+|"(?:[^"\\]|\\.)*"|\([^()]*\)[.\w]*', text)
    return text if single else f"({text})"


@dataclass(frozen=True)
class Dot(Expr):
    """The thing a ``with`` block is about: another spelling of its source."""

    source: Expr
    kind: Kind = "any"
    plain: bool = False

    def operands(self) -> Sequence[Expr]:
        return (self.source,)

    def text(self, env: Env) -> str:
        return ". | int64" if self.kind == "int" else "."

    def evaluate(self, context: Context) -> Any:
        return self.source.evaluate(context)
