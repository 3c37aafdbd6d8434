"""Lists and maps of some entries of a values map.

``each`` and ``entries`` guard their key by the map being there, which says nothing once entries are left out
one by one. Here the caller states that something always remains, or guards the whole by ``any_entry``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from floe_charts.flow.lifting import lifted, to_node, to_part
from floe_charts.flow.loops import Entries, as_item, called_once, kept, known_entries, symbolic
from floe_charts.flow.whole import pairs_of
from floe_charts.template.nodes import Always
from floe_charts.template.parts import Each, Map

T = TypeVar("T")


class Remaining(Each):
    """A loop whose entries may be left out; the caller knows that its list or map is not empty for that."""

    def present(self) -> Always:
        return True


def some(entries: Entries, body: Callable[[Any, Any], T]) -> list[T]:
    """Like ``each``, for bodies that leave entries out by ``only_if``; guard the whole by ``any_entry``."""
    if not symbolic(entries):
        return kept(body(key, entry) for key, entry in known_entries(entries))
    source: Any = entries
    names, _, result = called_once(source, body)
    part = Remaining(*names, source.node, (as_item(to_part(result, source.registry)),))
    return cast(list[T], lifted(part, [result], source.registry))


def pairs(entries: Entries, body: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """The keys and values the body gives for each entry, side by side; ``entries`` gives one key an entry."""
    if not symbolic(entries):
        maps = [body(key, entry) or {} for key, entry in known_entries(entries)]
        return {key: one for found in maps for key, one in found.items() if one is not None}
    source: Any = entries
    names, _, result = called_once(source, body)
    parts = tuple(pairs_of(to_node(result, source.registry)))
    return cast(dict[str, Any], lifted(Map((Remaining(*names, source.node, parts),)), {}, source.registry))
