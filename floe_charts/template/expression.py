"""Expressions of a Helm template: each prints itself and evaluates itself.

``text(env)`` is what stands between ``{{`` and ``}}``; ``evaluate(context)`` is the value Helm would compute for it.
The two are written side by side, so that a reader can hold one against the other.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.functions import FUNCTIONS

#: What an expression yields: "str", "int", "number", "bool", "map", "list" or "any".
Kind = str

ZERO: dict[Kind, Any] = {"str": "", "int": 0, "number": 0, "bool": False}

#: Functions Helm users read best at the end of a pipe.
PIPED = {
    "quote",
    "int64",
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

    kind: Kind = "any"
    #: Whether the value is a valid, unquoted Kubernetes name (so that ``name: {{ … }}-web`` needs no quotes).
    plain: bool = False

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
    single = re.fullmatch(r'[^\s"()]+|"(?:[^"\\]|\\.)*"|\([^()]*\)[.\w]*', text)
    return text if single else f"({text})"


@dataclass(frozen=True)
class Literal(Expr):
    """A constant."""

    value: Any

    @property
    def kind(self) -> Kind:  # type: ignore[override]
        """The kind of the constant."""
        return kind_of(self.value)

    @property
    def plain(self) -> bool:  # type: ignore[override]
        """Whether the constant can stand unquoted inside a name."""
        return isinstance(self.value, int) or re.fullmatch(r"[A-Za-z0-9._/-]*", str(self.value)) is not None

    def text(self, env: Env) -> str:
        if self.value is None:
            return "nil"
        if isinstance(self.value, dict):
            pairs = (part for key, value in self.value.items() for part in (Literal(key), Literal(value)))
            return " ".join(["dict", *(part.operand(env) for part in pairs)])
        if isinstance(self.value, (list, tuple)):
            return " ".join(["list", *(Literal(item).operand(env) for item in self.value)])
        return json.dumps(self.value, ensure_ascii=False)

    def evaluate(self, context: Context) -> Any:
        return self.value


def kind_of(value: Any) -> Kind:
    """The kind of a Python value."""
    for kind, types in (
        ("bool", bool),
        ("int", int),
        ("number", float),
        ("str", str),
        ("map", dict),
        ("list", (list, tuple)),
    ):
        if isinstance(value, types):
            return kind
    return "any"


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
            words = [self.function, *(arg.operand(env) for arg in first)]
            return f"{last.text(env)} | {' '.join(words)}"
        logical = self.function in ("and", "or", "not")
        return " ".join(
            [self.function, *(parenthesise(arg.truth(env)) if logical else arg.operand(env) for arg in self.args)]
        )

    def evaluate(self, context: Context) -> Any:
        return FUNCTIONS[self.function](*(arg.evaluate(context) for arg in self.args))


def call(function: str, *args: Any, kind: Kind = "any", plain: bool = False) -> Call:
    """A call whose plain Python arguments become literals."""
    return Call(function, tuple(arg if isinstance(arg, Expr) else Literal(arg) for arg in args), kind, plain)


@dataclass(frozen=True)
class Dot(Expr):
    """The thing a ``with`` block is about."""

    source: Expr
    kind: Kind = "any"
    #: evaluation looks at the source: the dot is only another spelling of it
    plain: bool = field(default=False)

    def operands(self) -> Sequence[Expr]:
        return (self.source,)

    def text(self, env: Env) -> str:
        return ". | int64" if self.kind == "int" else "."

    def evaluate(self, context: Context) -> Any:
        return self.source.evaluate(context)
