"""Single changes that a chart's schema admits: every leaf of its values, with values it could have instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from floe_charts.testing.random.generator import ValuesGenerator
from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.objects import ObjectNode
from floe_charts.testing.random.overlays import put
from floe_charts.testing.random.shapes import Path, dotted

Leaf = tuple[Path, Any, list[Any]]
"""A path, the value there, and valid values that differ from it."""

_DRAWS = 60


def leaves(
    schema: Mapping[str, Any], values: Mapping[str, Any], *, limit: int = 3, alone: bool = True
) -> Iterator[Leaf]:
    """Every leaf of ``values`` as (path, current value, up to ``limit`` valid alternatives that differ).

    Optional properties that ``values`` leaves out, and one new entry of every map, come with ``None`` as
    current value. Lists are leaves. Put an alternative into an overlay with ``put({}, path, alternative)``.
    With ``alone=False`` a leaf that no change alone leaves valid, such as a switch that a rule ties to a second value,
    comes with what the schema admits only beside another change: the caller looks whether what it makes is valid.
    """
    generator = ValuesGenerator(schema, values)
    yield from _Walk(generator, limit, alone).leaves(generator.root, values, ())


@dataclass(frozen=True)
class _Walk:
    generator: ValuesGenerator
    limit: int
    alone: bool

    def leaves(self, node: Node, current: Any, path: Path) -> Iterator[Leaf]:
        """The leaves at and below a path."""
        places = node.objects()
        if not isinstance(current, Mapping) or not places:
            yield path, current, self.alternatives(node, current, path)
            return
        # Of several shapes, the one that knows most of the keys at hand.
        place = max(places, key=lambda one: sum(one.named(key) for key in current))
        for name, child in _children(place, current):
            yield from self.leaves(child, current.get(name), (*path, name))

    def alternatives(self, node: Node, current: Any, path: Path) -> list[Any]:
        """Valid values for a path; the same ones on every run."""
        found: list[Any] = []
        others: list[Any] = []
        rng = Random(dotted(path))
        for _ in range(_DRAWS):
            if len(found) == self.limit:
                break
            value = node.draw(Run(rng, 0.4, 30), None, ())
            if value is not None and not any(_same(value, one) for one in (current, *found, *others)):
                refused = self.generator.errors(put({}, path, value))
                (others if refused else found).append(value)
        return found if found or self.alone else others[: self.limit]


def _children(place: ObjectNode, current: Mapping[str, Any]) -> Iterator[tuple[str, Node]]:
    """The properties of an object, the keys at hand, and one new key of every map."""
    for name in dict.fromkeys([*place.properties, *current]):
        child = place.child(name)
        if child is not None:
            yield name, child
    for keys, entry in place.entries:
        new = next((key for key in keys if key not in current and not key.startswith(" ")), "")
        if new:
            yield new, entry


def _same(a: Any, b: Any) -> bool:
    return type(a) is type(b) and bool(a == b)
