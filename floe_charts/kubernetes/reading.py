"""Reading what lies deep in an object, whether or not the way there exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]


def at(node: Any, *path: str) -> Node:
    """The mapping at `path`; an empty one where there is none."""
    for key in path:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node if isinstance(node, Mapping) else {}


def entries(node: Node, key: str, where: str) -> Iterator[tuple[str, Any]]:
    """The items of the list under `key`, each with its place.

    >>> list(entries({"ports": [80, 81]}, "ports", "spec"))
    [('spec.ports[0]', 80), ('spec.ports[1]', 81)]
    """
    return ((f"{where}.{key}[{index}]", item) for index, item in enumerate(node.get(key) or ()))
