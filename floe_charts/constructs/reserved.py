"""What a chart writes beside an installer's entries must be reserved, or one name would stand there twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from floe_charts.flow.lifting import to_node
from floe_charts.template.nodes import Scalar
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
    """Where volumes are mounted, those under a condition included; a path from values is not known yet."""
    return set(_paths(to_node(mounts or [], registry)))


def _paths(node: Any) -> Iterator[str]:
    """The texts under ``mountPath`` anywhere in a node."""
    if isinstance(node, Pair) and node.key == "mountPath" and isinstance(node.node, Scalar):
        yield str(node.node.value).rstrip("/")  # as an installer would have to spell it
    elif isinstance(node, tuple):
        yield from (path for item in node for path in _paths(item))
    elif dataclasses.is_dataclass(node):
        yield from (path for field in dataclasses.fields(node) for path in _paths(getattr(node, field.name)))
