"""A map that is there even when none of its keys is: ``{}`` says more than nothing, as in ``emptyDir: {}``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from floe_charts.template.collection import Map, unguarded
from floe_charts.template.context import Context
from floe_charts.template.expression import Env
from floe_charts.template.guard import Guard
from floe_charts.template.node import Always
from floe_charts.template.part import Part


@dataclass(frozen=True)
class Nothing(Part):
    """The empty map: no YAML at all would be null."""

    def lines(self, env: Env, indent: int) -> list[str]:
        return [f"{' ' * indent}{{}}"]

    def items(self, context: Context) -> Iterator[Any]:
        return iter(())


class Written(Map):
    """A map, or a struct by its own class, as somebody wrote it: Python keeps it when it is empty, and so does Helm."""

    def present(self) -> Always:
        return True

    def lines(self, env: Env, indent: int) -> list[str]:
        if not self.parts:
            return Nothing().lines(env, indent)
        condition = True if any(getattr(part, "sure", False) for part in self.parts) else super().present()
        if condition is True:
            return super().lines(env, indent)
        filled = unguarded(Map(self.parts), condition)
        assert isinstance(filled, Map)
        return Guard(condition, filled.parts, (Nothing(),)).lines(env, indent)
