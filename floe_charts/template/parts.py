"""The parts maps and lists are made of, and the two collections themselves."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, call
from floe_charts.template.nodes import Always, Either, Node, Value, condition_of, dotted, head, quoted_key
from floe_charts.template.paths import Present


class Part(ABC):
    """Something that yields pairs or items."""

    @abstractmethod
    def lines(self, env: Env, indent: int) -> list[str]:
        """The template lines."""

    @abstractmethod
    def items(self, context: Context) -> Iterator[Any]:
        """The pairs (in a map) or items (in a list)."""

    def present(self) -> Expr | Always:
        """The condition under which it yields anything."""
        return True

    def expressions(self) -> Iterator[Expr]:
        """Every expression in the part."""
        return iter(())


@dataclass(frozen=True)
class Collection(Node):
    """A map or a list."""

    parts: tuple[Part, ...]

    def lines(self, env: Env, indent: int) -> list[str]:
        groups = itertools.groupby(self.parts, key=lambda part: _shared_condition(part))
        return [line for condition, parts in groups for line in _group(condition, list(parts), env, indent)]

    def present(self) -> Expr | Always:
        return condition_of([part.present() for part in self.parts]) if self.parts else True

    def expressions(self) -> Iterator[Expr]:
        return (expr for part in self.parts for expr in part.expressions())

    def sole_splice(self) -> Splice | None:
        """The splice, where the collection is nothing but a values map or list passed whole."""
        only = self.parts[0] if len(self.parts) == 1 else None
        return only if isinstance(only, Splice) and not only.certain else None


class Map(Collection):
    """A YAML map."""

    def inline(self, env: Env) -> str | None:
        return None if self.parts else "{}"

    def evaluate(self, context: Context) -> dict[str, Any]:
        return dict(pair for part in self.parts for pair in part.items(context))


class Seq(Collection):
    """A YAML list."""

    def inline(self, env: Env) -> str | None:
        return None if self.parts else "[]"

    def evaluate(self, context: Context) -> list[Any]:
        return [item for part in self.parts for item in part.items(context)]


@dataclass(frozen=True)
class Pair(Part):
    """``key: value``; the whole pair is left out when the value has nothing to print."""

    key: str | Expr
    node: Node

    def lines(self, env: Env, indent: int) -> list[str]:
        condition = self.node.present()
        if condition is True:
            return self.written(env, indent)
        if self.dottable():
            return block("with", condition, self.dotted_lines(env, indent), env, indent)
        return block("if", condition, Pair(self.key, unguarded(self.node, condition)).written(env, indent), env, indent)

    def dottable(self) -> bool:
        """Whether the value alone decides over the pair, so that ``with`` can guard it and ``.`` print it."""
        condition = self.node.present()
        alone = isinstance(self.node, Value) or (
            isinstance(self.node, Collection) and self.node.sole_splice() is not None
        )
        return alone and isinstance(condition, Present) and not condition.by_nil()

    def dotted_lines(self, env: Env, indent: int) -> list[str]:
        """The pair inside its ``with``."""
        splice = self.node.sole_splice() if isinstance(self.node, Collection) else None
        if splice:
            return [f"{' ' * indent}{quoted_key(self.key, env.inside())}:", splice.yaml(indent + 2, "toYaml .")]
        assert isinstance(self.node, Value)
        return Pair(self.key, Value(dotted(self.node.expr))).written(env.inside(), indent)

    def written(self, env: Env, indent: int) -> list[str]:
        """The pair without its guard."""
        start = f"{' ' * indent}{quoted_key(self.key, env)}:"
        inline = self.node.inline(env)
        if inline is not None:
            return [f"{start} {inline}"]
        splice = self.node.sole_splice() if isinstance(self.node, Collection) else None
        if splice:  # the guard around the pair says that there is something
            return [start, splice.yaml(indent + 2, f"toYaml {splice.expr.operand(env)}")]
        return [start + head(self.node), *self.node.lines(env, indent + 2)]

    def items(self, context: Context) -> Iterator[tuple[str, Any]]:
        condition = self.node.present()
        if condition is True or condition.evaluate(context):
            yield self.key if isinstance(self.key, str) else self.key.evaluate(context), self.node.evaluate(context)

    def present(self) -> Expr | Always:
        return self.node.present()

    def expressions(self) -> Iterator[Expr]:
        if isinstance(self.key, Expr):
            yield from self.key.walk()
        yield from self.node.expressions()


@dataclass(frozen=True)
class Item(Part):
    """``- value``."""

    node: Node

    def lines(self, env: Env, indent: int) -> list[str]:
        condition = self.node.present()
        written = self._written(env, indent)
        return written if condition is True else block("if", condition, written, env, indent)

    def _written(self, env: Env, indent: int) -> list[str]:
        pad = " " * indent
        inline = self.node.inline(env)
        if inline is not None:
            return [f"{pad}- {inline}"]
        if head(self.node):
            return [f"{pad}-{head(self.node)}", *self.node.lines(env, indent + 2)]
        first, *rest = self.node.lines(env, indent + 2)
        if first.lstrip().startswith("{{-"):  # an action cannot share the dash's line
            return [f"{pad}-", first, *rest]
        return [f"{pad}- {first.lstrip()}", *rest]

    def items(self, context: Context) -> Iterator[Any]:
        condition = self.node.present()
        if condition is True or condition.evaluate(context):
            yield self.node.evaluate(context)

    def present(self) -> Expr | Always:
        return self.node.present()

    def expressions(self) -> Iterator[Expr]:
        return self.node.expressions()


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
        other = [line for part in self.otherwise for line in part.lines(env, indent)]
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
        return "if", [line for part in self.parts for line in part.lines(env, indent)]

    def items(self, context: Context) -> Iterator[Any]:
        chosen = self.parts if self.condition.evaluate(context) else self.otherwise
        return (item for part in chosen for item in part.items(context))

    def present(self) -> Expr | Always:
        inner = condition_of([part.present() for part in self.parts])
        here = self.condition if inner is True else call("and", self.condition, inner, kind="bool")
        if not self.otherwise:
            return here
        other = condition_of([part.present() for part in self.otherwise])
        if inner is True and other is True:
            return True
        there = call("not", self.condition, kind="bool")
        return call("or", here, there if other is True else call("and", there, other, kind="bool"), kind="bool")

    def expressions(self) -> Iterator[Expr]:
        yield from self.condition.walk()
        for part in (*self.parts, *self.otherwise):
            yield from part.expressions()


@dataclass(frozen=True)
class Layered:
    """An entry laid over what entries inherit: ``$job := mergeOverwrite (deepCopy .Values.defaults) $entry``.

    Only copies are merged into: ``mergeOverwrite`` changes its first argument, and keeps parts of the others.
    """

    name: str
    layers: tuple[Expr, ...]
    entry: Expr

    def expr(self) -> Expr:
        """The merged entry."""
        return call(
            "mergeOverwrite", *(call("deepCopy", layer, kind="map") for layer in self.layers), self.entry, kind="map"
        )


@dataclass(frozen=True)
class Each(Part):
    """Parts once per entry of a values map, in the order of its keys (Go and Python both sort them)."""

    key_name: str
    value_name: str
    source: Expr
    parts: tuple[Part, ...]
    layered: Layered | None = None

    def lines(self, env: Env, indent: int) -> list[str]:
        pad, inner = " " * indent, env.inside()
        body = [line for part in self.parts for line in part.lines(inner, indent)]
        if self.layered:
            body.insert(0, f"{pad}{{{{- ${self.layered.name} := {self.layered.expr().text(inner)} }}}}")
        start = f"{pad}{{{{- range ${self.key_name}, ${self.value_name} := {self.source.truth(env)} }}}}"
        return [start, *body, f"{pad}{{{{- end }}}}"]

    def items(self, context: Context) -> Iterator[Any]:
        entries = self.source.evaluate(context) or {}
        for name in sorted(entries, key=lambda text: text.encode()):
            bound = context.bind(**{self.key_name: name, self.value_name: entries[name]})
            if self.layered:
                bound = bound.bind(**{self.layered.name: self.layered.expr().evaluate(bound)})
            for part in self.parts:
                yield from part.items(bound)

    def present(self) -> Expr | Always:
        if any(part.present() is True for part in self.parts):
            return Present(self.source)
        raise ValueError(
            f"the entries of {self.source} may all be left out, so the key above them may end up empty; "
            "put a fixed item beside them or drop the condition inside the loop"
        )

    def expressions(self) -> Iterator[Expr]:
        yield from self.source.walk()
        for part in self.parts:
            yield from part.expressions()


@dataclass(frozen=True)
class EachOf(Part):
    """Parts once per item of a values list."""

    name: str
    source: Expr
    parts: tuple[Part, ...]

    def lines(self, env: Env, indent: int) -> list[str]:
        pad = " " * indent
        body = [line for part in self.parts for line in part.lines(env.inside(), indent)]
        return [f"{pad}{{{{- range ${self.name} := {self.source.truth(env)} }}}}", *body, f"{pad}{{{{- end }}}}"]

    def items(self, context: Context) -> Iterator[Any]:
        for value in self.source.evaluate(context) or ():
            bound = context.bind(**{self.name: value})
            for part in self.parts:
                yield from part.items(bound)

    def present(self) -> Expr | Always:
        return Present(self.source)

    def expressions(self) -> Iterator[Expr]:
        yield from self.source.walk()
        for part in self.parts:
            yield from part.expressions()


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
        """The line that prints YAML text at an indent."""
        return f"{' ' * indent}{{{{- {text} | nindent {indent} }}}}"

    def lines(self, env: Env, indent: int) -> list[str]:
        if self.certain:
            trim = " | trim" if self.expr.kind == "list" else ""  # a loop starts with a line break of its own
            return [self.yaml(indent, self.expr.text(env) + trim)]
        return block("with", self.expr, [self.yaml(indent, "toYaml .")], env, indent)

    def items(self, context: Context) -> Iterator[Any]:
        value = self.expr.evaluate(context)
        return iter(value.items() if isinstance(value, dict) else value or ())

    def present(self) -> Expr | Always:
        return True if self.certain else Present(self.expr)

    def expressions(self) -> Iterator[Expr]:
        return self.expr.walk()


def _shared_condition(part: Part) -> Expr | None:
    """The condition a pair can share with its neighbours, so that they stand under one ``if``."""
    condition = part.present() if isinstance(part, Pair) else True
    return None if condition is True or (isinstance(part, Pair) and part.dottable()) else condition


def _group(condition: Expr | None, parts: list[Part], env: Env, indent: int) -> list[str]:
    if condition is None or len(parts) == 1:
        return [line for part in parts for line in part.lines(env, indent)]
    written = [line for part in parts if isinstance(part, Pair) for line in part.written(env, indent)]
    return block("if", condition, written, env, indent)


def unguarded(node: Node, condition: Expr) -> Node:
    """A collection whose one part asks for nothing but the condition that has just been asked."""
    only = node.parts[0] if isinstance(node, Collection) and len(node.parts) == 1 else None
    if isinstance(node, Collection) and isinstance(only, Guard) and not only.otherwise and only.condition == condition:
        return type(node)(only.parts)
    return node


def block(word: str, condition: Expr, body: Sequence[str], env: Env, indent: int) -> list[str]:
    """``{{- if … }}`` around lines."""
    pad = " " * indent
    return [f"{pad}{{{{- {word} {condition.truth(env)} }}}}", *body, f"{pad}{{{{- end }}}}"]


def constant(value: Any) -> Node:
    """Plain Python data as nodes."""
    from floe_charts.template.nodes import Block, Scalar

    if isinstance(value, dict):
        return Map(tuple(Pair(key, constant(item)) for key, item in value.items()))
    if isinstance(value, (list, tuple)):
        return Seq(tuple(Item(constant(item)) for item in value))
    return Block(value) if isinstance(value, str) and "\n" in value.rstrip("\n") else Scalar(value)


def pair(key: str | Expr, node: Node) -> Part:
    """``key: value``, in either of two forms where the value is one of two."""
    if isinstance(node, Either):
        return Guard(node.condition, (pair(key, node.yes),), (pair(key, node.no),))
    return Pair(key, node)


def item(node: Node) -> Part:
    """``- value``, in either of two forms where the value is one of two."""
    if isinstance(node, Either):
        return Guard(node.condition, (item(node.yes),), (item(node.no),))
    return Item(node)
