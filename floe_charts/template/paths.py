"""Expressions that read something: values, loop variables, template parameters, the release, the chart, a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import ZERO, Env, Expr, Kind, parenthesise
from floe_charts.template.literal import Literal


@dataclass(frozen=True)
class Source:
    """Where a path starts: ``.Values``, ``$job``, or a parameter of a named template."""

    sort: str
    name: str = ""

    def text(self, env: Env) -> str:
        """The first word of the path."""
        if self.sort == "values":
            return env.member("Values")
        return f"${self.name}" if self.sort == "variable" else f"{env.params}{self.name}"

    def evaluate(self, context: Context) -> Any:
        """The object the path starts from."""
        if self.sort == "values":
            return context.values
        return (context.variables if self.sort == "variable" else context.params)[self.name]


VALUES = Source("values")


def param(name: str) -> Source:
    """Where the body of a named template reads its parameter."""
    return Source("param", name)


@dataclass(frozen=True)
class Path(Expr):
    """A value by its keys, e.g. ``.Values.web.replicas``.

    ``soft`` counts how many leading keys surely exist; an object after those may be absent and is read nil-safely, as
    ``($job.image).tag``. ``default`` is used where an entry of a map leaves the key out (Helm gives entries no
    defaults). ``nullable`` says that the key may be null or absent, which reads as the zero of its kind.
    """

    source: Source
    keys: tuple[str, ...] = ()
    kind: Kind = "any"
    nullable: bool = False
    default: Any = None
    soft: int | None = None
    optional: bool = False
    plain: bool = False
    #: An optional object that means something even when empty, as ``emptyDir: {}`` does.
    hollow: bool = False

    def raw(self, env: Env) -> str:
        """The path alone, without conversion."""
        if self.default is not None:
            words = " ".join(json.dumps(key) for key in self.keys)
            return f"dig {words} {Literal(self.default).operand(env)} {self.source.text(env)}"
        text = self.source.text(env)
        for index, key in enumerate(self.keys):
            soft = self.soft is not None and index > self.soft
            if not key.isidentifier():  # a subchart's key, as in (index .Values "my-chart")
                text = f"(index {text} {json.dumps(key)})"
            else:
                text = f"({text}).{key}" if soft else f"{text.rstrip('.')}.{key}"
        return text

    def text(self, env: Env) -> str:
        if self.kind == "int":
            return f"{self.raw(env)} | int64"
        if self.nullable and self.kind in ("str", "bool", "number"):
            return f"{self.raw(env)} | default {json.dumps(ZERO[self.kind])}"
        return self.raw(env)

    def truth(self, env: Env) -> str:
        return self.raw(env)

    def lookup(self, context: Context) -> Any:
        """The value as it stands, None where absent."""
        found = self.source.evaluate(context)
        for key in self.keys:
            if not isinstance(found, Mapping) or key not in found:
                return self.default
            found = found[key]
        return found

    def evaluate(self, context: Context) -> Any:
        found = self.lookup(context)
        if found is None:
            return ZERO.get(self.kind)
        return int(found) if self.kind == "int" else found

    def __str__(self) -> str:
        root = {"values": ".Values", "variable": f"${self.source.name}"}.get(self.source.sort, f".{self.source.name}")
        return ".".join([root, *self.keys])


#: Kinds of which only null means absent: their 0, false and "" say something.
NEVER_EMPTY = ("int", "number", "bool", "any")


@dataclass(frozen=True)
class Present(Expr):
    """Whether an optional value is there: not null and, for text and collections, not empty."""

    path: Expr
    kind: Kind = "bool"

    def operands(self) -> tuple[Expr, ...]:
        return (self.path,)

    def by_nil(self) -> bool:
        """Whether only nil counts as absent: 0 and false are there, and so are some objects when empty."""
        path = self.path
        return isinstance(path, Path) and path.optional and (path.hollow or path.kind in NEVER_EMPTY)

    def text(self, env: Env) -> str:
        if self.by_nil() and isinstance(self.path, Path):
            return f'not (kindIs "invalid" {parenthesise(self.path.raw(env))})'
        return self.path.truth(env)

    def evaluate(self, context: Context) -> bool:
        if self.by_nil() and isinstance(self.path, Path):
            return self.path.lookup(context) is not None
        return bool(self.path.evaluate(context))


@dataclass(frozen=True)
class Unconverted(Expr):
    """A value as it lies there, null included: ``default`` follows, and sees to null itself."""

    path: Path

    def operands(self) -> tuple[Expr, ...]:
        return (self.path,)

    def text(self, env: Env) -> str:
        return self.path.truth(env)

    def evaluate(self, context: Context) -> Any:
        return self.path.evaluate(context)


#: What a ``Release`` knows of Helm's built-in objects, by attribute.
_OF_RELEASE = {
    ("Release", "Name"): "name",
    ("Release", "Namespace"): "namespace",
    ("Release", "Service"): "service",
    ("Chart", "IsRoot"): "root",
}


@dataclass(frozen=True)
class BuiltIn(Expr):
    """``.Release.Name`` and its kin."""

    words: tuple[str, str]
    kind: Kind = "str"

    def text(self, env: Env) -> str:
        return env.member(".".join(self.words))

    def evaluate(self, context: Context) -> Any:
        known = _OF_RELEASE.get(self.words)
        if known:
            return getattr(context.release, known)
        key = self.words[1]
        return context.chart.get(key[0].lower() + key[1:], "")
