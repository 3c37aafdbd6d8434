"""Keys that only the installer's values name, side by side: equal ones would stand in one map twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from floe_charts.flow.whole import pairs_of
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.misuse import MisusedReference
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Node
from floe_charts.template.parts import Each, EachOf, Guard, Map, Pair, Part, Splice
from floe_charts.template.text import Concat
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


def refuse_equal_keys(parts: Sequence[Part], where: str) -> None:
    """Raise MisusedReference for keys of one map of which only the installer's values say whether they are equal.

    Python and Helm would both keep one of them, and not the same.
    """
    keys = [[*_keys_within(part)] for part in parts]
    if all(isinstance(key, str) for found in keys for key in found):
        return
    for first, second in combinations(keys, 2):
        for one, other in product(first, second):
            if not (isinstance(one, str) and isinstance(other, str)) and not _surely_differ(one, other):
                raise MisusedReference(
                    f"{where or 'a map'}: whether the keys {_shown(one)} and {_shown(other)} are equal is only known at"
                    " install time; start or end them with constants that differ, or write"
                    " merged({...}, {...}, disjoint=True) where the schema keeps them apart"
                )


def _keys_within(part: Part) -> Iterator[str | Expr]:
    if isinstance(part, Pair):
        yield part.key
    elif isinstance(part, Splice):
        yield from part.keys
    elif isinstance(part, (Guard, Each, EachOf)):
        for inner in (*part.parts, *getattr(part, "otherwise", ())):
            yield from _keys_within(inner)


def _surely_differ(one: str | Expr, other: str | Expr) -> bool:
    """Whether their constant beginnings or ends rule out that two keys are equal; a common start does not."""
    words, others = _words(one), _words(other)
    while words and others and words[0] == others[0]:
        words, others = words[1:], others[1:]
    ends = [(_constant(words, 0), _constant(others, 0)), (_constant(words, -1)[::-1], _constant(others, -1)[::-1])]
    return any(not first.startswith(second) and not second.startswith(first) for first, second in ends)


def _words(key: str | Expr) -> tuple[Any, ...]:
    parts: tuple[Any, ...] = key.parts if isinstance(key, Concat) else (key,)
    return tuple(part.value if isinstance(part, Literal) else part for part in parts)


def _constant(words: tuple[Any, ...], place: int) -> str:
    return words[place] if words and isinstance(words[place], str) else ""


def _shown(key: str | Expr) -> str:
    return "".join(word if isinstance(word, str) else "…" for word in _words(key))
