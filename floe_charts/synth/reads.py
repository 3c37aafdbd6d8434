"""Which values a piece of a template reads."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, singledispatch
from typing import Any

from floe_charts.template.expression import TOP, Env
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Scalar
from floe_charts.template.parts import Each, EachOf, Layered
from floe_charts.template.paths import Path, Present
from floe_charts.template.text import Define, Include, Raw

Keys = tuple[str, ...]
#: A read of a place, and whether all that lies below it counts as read too.
Read = tuple[Keys, bool]
Loops = Mapping[str, Keys]

#: How an entry's name stands in a path.
ENTRY = "<name>"
#: Where a variable leads that no loop around binds: Helm would refuse the template.
UNBOUND = "<unbound>"
#: Where the keys of a loop's entries lie, and the entries of a map that is no value's.
_NAMES, _COMPUTED = "<key>", "<computed>"
_IN_TEXT = re.compile(r"(\.Values|\$\w+)((?:\.\w+)*)")


def reads(thing: Any, loops: Loops) -> list[Read]:
    """What a node, or a text, reads; ``loops`` are the loop variables in scope and where their entries lie."""
    found: list[Read] = []
    _read(thing, loops, found)
    return found


@singledispatch
def _read(thing: Any, loops: Loops, found: list[Read]) -> None:
    """Any node reads what its attributes read. A body somebody wrote himself has none: its text tells."""
    names = _inner(thing.__class__)
    for name in names:
        item = getattr(thing, name)
        if item is not None and not isinstance(item, _DEAD_ENDS):
            _reader(item.__class__)(item, loops, found)
    if not names and hasattr(thing, "lines"):
        _in_text("\n".join(thing.lines(TOP, 0)), loops, found)


#: What holds no reference, and is most of a tree.
_DEAD_ENDS = (str, bool, int, Scalar, Literal, Env)


@cache
def _reader(kind: type[Any]) -> Callable[[Any, Loops, list[Read]], None]:
    """What reads a class: looked up once, where ``singledispatch`` looks at every call, a hundred thousand times."""
    return _read.dispatch(kind)


@cache
def _inner(kind: type[Any]) -> tuple[str, ...]:
    """The attributes of a node class."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@_read.register(str)
def _in_text(text: str, loops: Loops, found: list[Read]) -> None:
    """Template text written by hand; parentheses for nil safety aside, a path stands there as it is."""
    for root, words in _IN_TEXT.findall(re.sub(r"[()]", "", text)):
        keys = tuple(words.split(".")[1:])
        if root == ".Values":
            found.append((keys, True))
        elif root[1:] in loops:
            found.append(((*loops[root[1:]], *keys), True))


@_read.register(Raw)
def _raw(raw: Raw, loops: Loops, found: list[Read]) -> None:
    _in_text(raw.source, loops, found)


@_read.register(tuple)
@_read.register(list)
def _sequence(items: Any, loops: Loops, found: list[Read]) -> None:
    for item in items:
        _reader(item.__class__)(item, loops, found)


@_read.register(Mapping)
def _mapping(items: Mapping[Any, Any], loops: Loops, found: list[Read]) -> None:
    _sequence(items.values(), loops, found)


@_read.register(Path)
def _path(path: Path, loops: Loops, found: list[Read], *, whole: bool = True) -> None:
    if path.source.sort == "values":
        found.append((path.keys, whole))
    elif path.source.name in loops:
        found.append(((*loops[path.source.name], *path.keys), whole))
    elif path.source.sort == "variable":
        found.append(((UNBOUND, path.source.name), True))


@_read.register(Present)
def _present(present: Present, loops: Loops, found: list[Read]) -> None:
    """Whether a map is there says nothing of what is in it."""
    if isinstance(present.path, Path):
        _path(present.path, loops, found, whole=False)
    else:
        _read(present.path, loops, found)


@_read.register(Each)
@_read.register(EachOf)
def _loop(loop: Each | EachOf, loops: Loops, found: list[Read]) -> None:
    """A loop reads its map, but of the entries only what its body reads."""
    source = reads(loop.source, loops)
    variable = loop.value_name if isinstance(loop, Each) else loop.name
    names = {loop.key_name: (_NAMES,)} if isinstance(loop, Each) else {}
    found += [(keys, False) for keys, _ in source]
    for keys, _ in source or [((_COMPUTED,), True)]:
        inside = {**loops, **names, variable: (*keys, ENTRY)}
        layered = loop.layered if isinstance(loop, Each) else None
        _read(loop.parts, {**inside, layered.name: (_COMPUTED,)} if layered else inside, found)
        if layered:
            _inherited(layered, loop.parts, inside, found)


def _inherited(layered: Layered, parts: Any, loops: Loops, found: list[Read]) -> None:
    """What is read of a merged entry is read of each of its layers."""
    for layer in (*layered.layers, layered.entry):
        (keys, _), *rest = reads(layer, loops)
        found += [(keys, False), *rest]
        place = keys if isinstance(layer, Path) else (*keys, ENTRY)
        _read(parts, {**loops, layered.name: place}, found)


@_read.register(Include)
def _include(include: Include, loops: Loops, found: list[Read]) -> None:
    """A named template reads of its arguments what its body reads of its parameters."""
    places: dict[str, Keys] = {}
    for name, argument in include.arguments.items():
        at = reads(argument, loops)
        if isinstance(argument, Path) and at:
            places[name] = at[-1][0]
        else:
            found += at
    found += _body_reads(include.define, tuple(places.items()))


@lru_cache(maxsize=4096)
def _body_reads(define: Define, places: tuple[tuple[str, Keys], ...]) -> tuple[Read, ...]:
    """What a named template reads; hundreds of objects include the same few."""
    return tuple(dict.fromkeys(reads(define.body, dict(places))))
