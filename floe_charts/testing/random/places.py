"""The places of a schema, each definition's inside counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from floe_charts.testing.random.nodes import Node
from floe_charts.testing.random.shapes import Focus


@dataclass
class Place:
    """A place inside one object, list or map, with every way that leads to it from the root."""

    node: Node
    ways: list[Focus] = field(default_factory=list)


def positions(node: Node) -> Iterator[tuple[Focus, Node]]:
    """Every place at and below ``node``; a recursive definition is entered once more on each way."""
    for _, focus, found in _walk(node, frozenset(), (id(node), ())):
        yield focus, found


def places(root: Node) -> list[Place]:
    """The places at and below ``root``.

    A definition that many places refer to is itself a place at each of them, but what lies inside it is one
    place with many ways: proven once, it is proven for all of them.
    """
    found: dict[_Key, Place] = {}
    for key, focus, node in _walk(root, frozenset(), (id(root), ())):
        found.setdefault(key, Place(node)).ways.append(focus)
    return list(found.values())


# The nearest place above that is no alternative, and the steps from there.
_Key = tuple[int, Focus]


def _walk(node: Node, seen: frozenset[int], key: _Key) -> Iterator[tuple[_Key, Focus, Node]]:
    yield key, (), node
    if len(seen) < 40:
        for step, child in node.steps():
            if id(child) not in seen:
                # Alternatives belong to the place that has them: a shared one is tried at each.
                below = (key[0], (*key[1], step)) if step[0] == "branch" else (id(node), (step,))
                for at, focus, found in _walk(child, seen | {id(node)}, below):
                    yield at, (step, *focus), found
