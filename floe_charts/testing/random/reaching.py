"""A minimal values overlay for each place of a schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from floe_charts.testing.random.generator import ValuesGenerator
from floe_charts.testing.random.nodes import Node
from floe_charts.testing.random.places import Place, places
from floe_charts.testing.random.shapes import Focus, Path, dotted

# A place that this many ways do not lead to is taken for one that cannot be set.
_WAYS = 12


def reached(
    generator: ValuesGenerator, wanted: Callable[[Place], bool]
) -> Iterator[tuple[Focus, Node, Path, dict[str, Any]]]:
    """Each wanted place once, with a way to it, where a minimal valid overlay holds it, and that overlay.

    Of a key that several alternatives list, some cannot hold it: such a place is passed over where
    another alternative's is reached.
    """
    held: set[tuple[str, ...]] = set()
    missed: list[Place] = []
    dead: set[Focus] = set()
    for place in filter(wanted, places(generator.root)):
        found = _first_way(generator, place, dead)
        if found is None:
            missed.append(place)
            continue
        held.update(map(_plainly, place.ways))
        yield found[0], place.node, *found[1]
    for place in missed:
        if held.isdisjoint(map(_plainly, place.ways)):
            way = dotted(_plainly(place.ways[0]))
            raise ValueError(f"schema: {way}: no valid values hold it; can it be set at all, beside the defaults?")


def _first_way(
    generator: ValuesGenerator, place: Place, dead: set[Focus]
) -> tuple[Focus, tuple[Path, dict[str, Any]]] | None:
    """The first way that leads to ``place``; those through a place that could not be reached come last."""
    blocked = {way for way in place.ways if any(way[:size] in dead for size in range(1, len(way)))}
    for way in sorted(place.ways, key=blocked.__contains__)[:_WAYS]:
        found = generator.reach(way)
        if found is not None:
            return way, found
        dead.add(way)
    return None


def _plainly(focus: Focus) -> tuple[str, ...]:
    """The way without the alternatives taken."""
    return tuple(str(name) for kind, name in focus if kind != "branch")
