"""A template file that holds one Kubernetes object, perhaps guarded or repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import TOP, Env, Expr
from floe_charts.template.logic import every
from floe_charts.template.nodes import Node
from floe_charts.template.parts import Each, Guard, Item, Layered, Part


@dataclass(frozen=True)
class Loop:
    """A loop around objects: its variables' names, the map, and what each entry is laid over."""

    key_name: str
    value_name: str
    source: Expr
    layered: Layered | None = None

    def around(self, parts: tuple[Part, ...]) -> Each:
        """The loop with its body."""
        return Each(self.key_name, self.value_name, self.source, parts, self.layered)


@dataclass(frozen=True)
class Separator(Part):
    """``---`` between the objects of a loop."""

    def lines(self, env: Env, indent: int) -> list[str]:
        return ["---"]

    def items(self, context: Context) -> Iterator[Any]:
        return iter(())


@dataclass(frozen=True)
class Bare(Item):
    """The object itself, at the top level of a file."""

    def lines(self, env: Env, indent: int) -> list[str]:
        return self.node.lines(env, indent)


@dataclass(frozen=True)
class Manifest:
    """One object under the guards and loops of its construct scopes."""

    part: Part
    #: The module the object is written in.
    source: str = ""

    def write(self) -> str:
        """The template text."""
        return "\n".join(self.part.lines(TOP, 0)) + "\n"

    def evaluate(self, context: Context) -> list[dict[str, Any]]:
        """The objects this file renders to."""
        return list(self.part.items(context))

    def expressions(self) -> Iterator[Expr]:
        """Every expression of the file."""
        return self.part.expressions()


def manifest(node: Node, flow: list[Expr | Loop], source: str = "") -> Manifest:
    """Wrap an object in its scopes, the innermost last; a scope is a condition or a loop."""
    part: tuple[Part, ...] = (Bare(node),)
    if any(isinstance(scope, Loop) for scope in flow):
        part = (Separator(), *part)
    for scope in reversed(_joined(flow)):
        part = (scope.around(part) if isinstance(scope, Loop) else Guard(scope, part),)
    return Manifest(part[0], source)


def _joined(flow: list[Expr | Loop]) -> list[Expr | Loop]:
    """Conditions right inside each other as one."""
    joined: list[Expr | Loop] = []
    for scope in flow:
        outer = joined[-1] if joined else None
        if isinstance(scope, Expr) and isinstance(outer, Expr):
            joined[-1] = every(outer, scope)
        else:
            joined.append(scope)
    return joined
