"""What a chart writes beside an installer's entries must be reserved, or one name would stand there twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from floe_charts.flow.lifting import to_node
from floe_charts.template.nodes import Node, Scalar
from floe_charts.template.parts import Pair
from floe_charts.values.model import reserved_keys


def refuse_unreserved(options: Any, key: str, names: Iterable[str], what: str) -> None:
    """Raise ValueError for a name the chart writes that the class of the options does not reserve under ``key``.

    An installer who set it too would get it twice: of two labels Helm lets the last win without a word, and
    server-side apply refuses two variables of one name.
    """
    model = options._model
    # a name with values in it, or the standard labels of a named template, is a marker and no ASCII
    written = {name for name in names if name.isascii()}
    for name in sorted(written.difference(reserved_keys(model).get(key, ()))):
        raise ValueError(f"{model.__name__}: {what} {name}; add it to reserved['{key}']")


def mount_paths(mounts: Any, registry: Any) -> set[str]:
    """Where volumes are mounted, as an installer would have to spell it, those under a condition included.

    A path from values is not known yet.
    """
    found = under("mountPath", to_node(mounts or [], registry))
    return {str(node.value).rstrip("/") for node in found if isinstance(node, Scalar)}


def refuse_other_name(chart: Any, name: str, variable: Any) -> None:
    """Raise ValueError for a whole variable that is not called what its key says, for the key alone is reserved."""
    key, names = to_node(name, chart.registry), list(under("name", to_node(variable, chart.registry)))
    if not names or any(found != key for found in names):
        called = ", ".join(repr(found.value) for found in names if isinstance(found, Scalar)) or "something else"
        raise ValueError(f"{chart.info.name}: env {name!r} is a variable called {called}; put it under its own name")


def under(key: str, node: Any) -> Iterator[Node]:
    """What stands under a key of a map or of a list's items, under whatever conditions, but no deeper."""
    if isinstance(node, Pair):
        if node.key == key:
            yield node.node
    elif isinstance(node, tuple):
        yield from (found for item in node for found in under(key, item))
    elif dataclasses.is_dataclass(node):
        yield from (found for field in dataclasses.fields(node) for found in under(key, getattr(node, field.name)))
