"""A place of a schema, how a draw passes through it, and places for scalars and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, Any

from floe_charts.testing.random.nasty import ANYTHING
from floe_charts.testing.random.shapes import MISSING, TYPES, Focus, type_of

if TYPE_CHECKING:
    from floe_charts.testing.random.objects import ObjectNode
    from floe_charts.testing.random.plan import Plan


class Run:
    """One draw: its random source, how much it sets, and the way it took to its focus."""

    def __init__(self, rng: Random, density: float, budget: int) -> None:
        self.rng, self.density, self.budget = rng, density, budget
        self.depth, self.nulls = 0, False
        self.trace: list[str | int] = []

    def wants(self) -> bool:
        """Whether to set one more optional property. The limits end recursive definitions."""
        if self.budget <= 0 or self.depth > 12 or self.rng.random() >= self.density:
            return False
        self.budget -= 1
        return True

    def draw(self, node: Node, default: Any, focus: Focus) -> Any:
        self.depth += 1
        value = node.draw(self, default, focus)
        self.depth -= 1
        self.nulls = self.nulls or value is None
        return value


class Node:
    """One place of a schema: the JSON types it admits and how to draw a value for it."""

    types: frozenset[str] = frozenset(TYPES)

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        raise NotImplementedError

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        """The places below this one, each with the focus step that leads there."""
        yield from ()

    def objects(self) -> list[ObjectNode]:
        return []


class Scalars(Node):
    def __init__(self, pool: Sequence[Any]) -> None:
        self.pool = pool
        self.types = frozenset(type_of(value) for value in pool)

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        return run.rng.choice(self.pool)


class Anything(Scalars):
    """A place without constraints."""

    def __init__(self) -> None:
        super().__init__(ANYTHING)
        self.types = frozenset(TYPES)


class ArrayNode(Node):
    types = frozenset({"array"})

    def __init__(self, plan: Plan, flat: Mapping[str, Any]) -> None:
        self.plan, self.flat = plan, flat

    @cached_property
    def item(self) -> Node | None:
        items = self.flat.get("items", True)
        return self.plan.node(True if isinstance(items, list) else items)

    @cached_property
    def contained(self) -> Node | None:
        """What one of the items must be."""
        return self.plan.node(self.flat["contains"]) if "contains" in self.flat else None

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        low = max(self.flat.get("minItems", 0), 1 if focus else 0)
        size = max(low, run.rng.choice((0, 1, 1, 2, 3)) if run.depth < 12 else 0)
        out: list[Any] = []
        if focus:
            run.trace.append(0)
        for _ in range(8 * size):
            if self.item is None or len(out) >= min(size, self.flat.get("maxItems", size)):
                break
            value = run.draw(self.item, MISSING, () if out else focus[1:])
            if not self.flat.get("uniqueItems") or value not in out:
                out.append(value)
        if self.contained is not None:
            out.append(run.draw(self.contained, MISSING, ()))
        return out

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        if self.item is not None and self.flat.get("maxItems", 1) > 0:
            yield ("item", 0), self.item
