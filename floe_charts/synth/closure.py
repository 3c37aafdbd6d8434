"""Closed values: each declared value is read by some template, so setting it cannot be a silent no-op."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from floe_charts.refs.registry import Registry
from floe_charts.template.expression import TOP, Env
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Scalar
from floe_charts.template.parts import Each, EachOf, Layered
from floe_charts.template.paths import Path, Present
from floe_charts.template.text import Define, Include, Raw
from floe_charts.values.model import Values, fields

Keys = tuple[str, ...]
#: A read of a place, and whether all that lies below it counts as read too.
Read = tuple[Keys, bool]
Loops = Mapping[str, Keys]

#: How an entry's name stands in a path.
ENTRY = "<name>"
_IN_TEXT = re.compile(r"(\.Values|\$\w+)((?:\.\w+)*)")


class UnreadValue(ValueError):
    """A value is declared, but changing it would change nothing."""


def refuse_unread(
    owner: str, values_type: type[Values], templates: Iterable[Any], registry: Registry, exempt: Iterable[str]
) -> None:
    """Raise UnreadValue for declared values that none of the templates (nodes or text) reads.

    ``exempt`` are dotted paths that something else reads: rules of the schema, conditions of subcharts.
    ``global`` is exempt, for parents and subcharts share it.
    """
    seen = {read for template in templates for read in reads(template, {})}
    seen |= {(tuple(path.split(".")), True) for path in ("global", "enabled", *exempt)}
    whole = {keys for keys, all_below in seen if all_below}
    exact = {keys for keys, _ in seen}
    unread = [path for path in declared(values_type) if path not in exact and not _below(path, whole)]
    if not unread:
        return
    taken = {read[0] for entry in registry.nodes() for read in reads(entry, {})}
    names = ", ".join(_shown(path, path in taken) for path in unread)
    verb, it = ("value {} is", "it") if len(unread) == 1 else ("values {} are", "them")
    raise UnreadValue(f"{owner}: {verb.format(names)} declared but no template reads {it}; use {it} or remove {it}")


def _shown(path: Keys, taken: bool) -> str:
    return f"'{'.'.join(path)}'" + (" (dropped by a construct)" if taken else "")


def declared(model: type[Values], above: Keys = ()) -> Iterator[Keys]:
    """The path of every value, those inside map entries included."""
    for field in fields(model):
        path = (*above, field.key)
        inner = field.type.model if field.type.kind == "object" else None
        if inner:
            yield from declared(inner, path)
            continue
        yield path
        if field.type.item and field.type.item.model:
            yield from declared(field.type.item.model, (*path, ENTRY))


def reads(thing: Any, loops: Loops) -> Iterator[Read]:
    """What a piece of a template reads; ``loops`` are the loop variables in scope and where their entries lie."""
    if isinstance(thing, (str, Raw)):
        yield from _in_text(thing if isinstance(thing, str) else thing.source, loops)
    elif isinstance(thing, Path):
        yield from _at(thing, loops, whole=True)
    elif isinstance(thing, Include):
        yield from _included(thing, loops)
    elif isinstance(thing, Present) and isinstance(thing.path, Path):
        yield from _at(thing.path, loops, whole=False)
    elif isinstance(thing, (Each, EachOf)):
        yield from _looped(thing, loops)
    elif isinstance(thing, (tuple, list)):
        for item in thing:
            yield from reads(item, loops)
    elif names := _inner(thing.__class__):
        for name in names:
            item = getattr(thing, name)
            if item is not None and not isinstance(item, _DEAD_ENDS):
                yield from reads(item, loops)
    elif isinstance(thing, Mapping):  # the slow question last
        yield from (read for item in thing.values() for read in reads(item, loops))
    elif hasattr(thing, "lines"):  # a body somebody wrote himself: its text tells
        yield from _in_text("\n".join(thing.lines(TOP, 0)), loops)


#: What holds no reference, and is most of a tree.
_DEAD_ENDS = (str, bool, int, Scalar, Literal, Env)


@cache
def _inner(kind: type[Any]) -> tuple[str, ...]:
    """The attributes of a node class."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def _looped(loop: Each | EachOf, loops: Loops) -> Iterator[Read]:
    """A loop reads its map, but of the entries only what its body reads."""
    source = list(reads(loop.source, loops))
    variable = loop.value_name if isinstance(loop, Each) else loop.name
    yield from ((keys, False) for keys, _ in source)
    for keys, _ in source:
        inside = {**loops, variable: (*keys, ENTRY)}
        yield from reads(loop.parts, inside)
        if isinstance(loop, Each) and loop.layered:
            yield from _inherited(loop.layered, loop.parts, inside)


def _inherited(layered: Layered, parts: Any, loops: Loops) -> Iterator[Read]:
    """What is read of a merged entry is read of each of its layers."""
    for layer in (*layered.layers, layered.entry):
        (keys, _), *rest = reads(layer, loops)
        yield from [(keys, False), *rest]
        place = keys if isinstance(layer, Path) else (*keys, ENTRY)
        yield from reads(parts, {**loops, layered.name: place})


def _included(include: Include, loops: Loops) -> Iterator[Read]:
    """A named template reads of its arguments what its body reads of its parameters."""
    places: dict[str, Keys] = {}
    for name, argument in include.arguments.items():
        found = list(_at(argument, loops, whole=True)) if isinstance(argument, Path) else []
        for keys, _ in found:
            places[name] = keys
        yield from reads(() if found else argument, loops)
    yield from _body_reads(include.define, tuple(places.items()))


@lru_cache(maxsize=4096)
def _body_reads(define: Define, places: tuple[tuple[str, Keys], ...]) -> tuple[Read, ...]:
    """What a named template reads; hundreds of objects include the same few."""
    return tuple(dict.fromkeys(reads(define.body, dict(places))))


def _at(path: Path, loops: Loops, *, whole: bool) -> Iterator[Read]:
    if path.source.sort == "values":
        yield path.keys, whole
    elif path.source.name in loops:
        yield (*loops[path.source.name], *path.keys), whole


def _in_text(text: str, loops: Loops) -> Iterator[Read]:
    """Template text written by hand; parentheses for nil safety aside, a path stands there as it is."""
    for root, words in _IN_TEXT.findall(re.sub(r"[()]", "", text)):
        keys = tuple(words.split(".")[1:])
        if root == ".Values":
            yield keys, True
        elif root[1:] in loops:
            yield (*loops[root[1:]], *keys), True


def _below(path: Keys, places: set[Keys]) -> bool:
    """Whether the value lies below a place that is read as a whole."""
    return any(path[:length] in places for length in range(len(path) + 1))
