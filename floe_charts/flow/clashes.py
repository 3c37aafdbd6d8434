"""Keys that only the installer's values name, side by side: equal ones would stand in one map twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from floe_charts.flow.whole import pairs_of
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.misuse import MisusedReference
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.nodes import Node
from floe_charts.template.parts import Each, EachOf, Guard, Map, Pair, Part, Splice
from floe_charts.values.kinds import SCALARS


def laid_over_each_other(maps: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The same maps with all values maps of text or numbers as one, in which a later one wins."""
    flat = [found for found in maps if isinstance(found, EntryMap) and _holds_scalars(found)]
    if len(flat) < 2:
        return [*maps]
    layers = (call("default", {}, found.node, kind="map") for found in flat)
    over = Map((Splice(call("mergeOverwrite", {}, *layers, kind="map")),))
    return [*(found for found in maps if not any(found is one for one in flat)), over]


def _holds_scalars(found: EntryMap) -> bool:
    """Helm would merge what is deeper as well."""
    return found.item is not None and found.item.kind in SCALARS.values()


def refuse_clashes(nodes: Sequence[Node]) -> None:
    """Raise MisusedReference for keys that could be equal, and that no ``omit`` keeps apart."""
    computed = [node for node in nodes if any(map(_is_computed, parts_within(node)))]
    if (computed and len(nodes) > 1) or sum(any(map(is_open, parts_within(node))) for node in nodes) > 1:
        raise MisusedReference(
            "merged(...): whether keys are equal is only known at install time, and one of the maps would lose them;"
            " keep them apart in the schema (reserved) and say disjoint=True, or put the maps under keys of their own"
        )


def parts_within(node: Node) -> Iterator[Part]:
    """The parts of a map, those under a condition included."""
    for part in pairs_of(node):
        yield part
        if isinstance(part, Guard):
            yield from parts_within(Map((*part.parts, *part.otherwise)))


def _is_computed(part: Part) -> bool:
    return isinstance(part, (Each, EachOf)) or (isinstance(part, Pair) and isinstance(part.key, Expr))


def is_open(part: Part) -> bool:
    """Whether this is a map of which only the installer knows the keys."""
    return isinstance(part, Splice) and not part.certain
