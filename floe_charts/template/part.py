"""Parts: what maps and lists are made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.node import Always


class Part(ABC):
    """Something that yields pairs (in a map) or items (in a list).

    A fixed one, a guarded one, one per entry of a values map, or all of a values map or list.
    """

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

    def shared_condition(self) -> Expr | None:
        """The condition it can share with its neighbours, so that they stand under one ``if``; None without one."""
        return None

    def written(self, env: Env, indent: int) -> list[str]:
        """The lines without the guard of ``shared_condition``."""
        return self.lines(env, indent)

    def under(self, condition: Expr) -> tuple[Part, ...]:
        """What is left of it where the condition has just been asked and holds."""
        return (self,)


def block(word: str, condition: Expr, body: Sequence[str], env: Env, indent: int) -> list[str]:
    """``{{- if … }}`` around lines."""
    pad = " " * indent
    return [f"{pad}{{{{- {word} {condition.truth(env)} }}}}", *body, f"{pad}{{{{- end }}}}"]


def lines_of(parts: Sequence[Part], env: Env, indent: int) -> list[str]:
    """The lines of parts, one part after the other."""
    return [line for part in parts for line in part.lines(env, indent)]
