"""Items and keys once per entry of a values map, or item of a values list."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from pydantic.alias_generators import to_camel

from floe_charts.flow.lifting import lifted, to_node, to_part
from floe_charts.flow.order import ordered
from floe_charts.refs.containers import ListRef
from floe_charts.refs.contents import items_of
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.misuse import MisusedReference, misused
from floe_charts.refs.stand_in import Ref, stand_in
from floe_charts.refs.view import entry_of
from floe_charts.template.nodes import Node
from floe_charts.template.parts import Each, EachOf, Guard, Map, Part, Splice, item, pair
from floe_charts.template.paths import Path, Present, Source
from floe_charts.template.text import Define, Include

T = TypeVar("T")
Entries = Mapping[str, Any] | None


def items(*parts: Any) -> list[Any]:
    """A list of fixed, conditional and repeated items; left out when it has none.

    >>> items("a", None, ["b", "c"])
    ['a', 'b', 'c']
    """
    result: list[Any] = []
    for part in parts:
        if part is None:
            continue
        if isinstance(part, (list, tuple)):
            result.extend(items_of(part))
        else:
            result.append(part)
    return result or cast(list[Any], None)


def each(entries: Entries, body: Callable[[Any, Any], T]) -> list[T]:
    """One item per entry of a values map, in the order of its keys; the body's argument names name the loop variables.

    >>> each({"b": 2, "a": 1}, lambda name, size: f"{name}={size}")
    ['a=1', 'b=2']
    """
    if not symbolic(entries):
        return kept(body(key, entry) for key, entry in known_entries(entries))
    source: Any = entries
    names, _, result = called_once(source, body)
    part = Each(*names, source.node, (as_item(to_part(result, source.registry)),))
    return cast(list[T], lifted(part, [result], source.registry))


def each_shared(chart: Any, name: str, entries: Entries, body: Callable[[Any, Any], T]) -> list[T]:
    """Like ``each``, with the loop in a named template of the chart, for a body that many places share."""
    return shared_loop(chart, name, {"entries": entries}, lambda given: each(given, body))


def shared_loop(chart: Any, name: str, maps: Mapping[str, Entries], loop: Callable[..., list[T]]) -> list[T]:
    """A loop over the first of some values maps as a named template that has them as parameters.

    It is made once: hundreds of places ask for the few that there are, so one name stands for one loop.
    """
    if not all(isinstance(source, EntryMap) and source.registry for source in maps.values()):
        return loop(*maps.values())
    sources = cast(Mapping[str, EntryMap], maps)
    registry = next(source.registry for source in sources.values() if source.registry)
    if name not in chart.loops:
        with registry.variables.outside():
            made = loop(*(_parameter(key, source) for key, source in sources.items()))
        written = ordered(to_node(made, registry), "containers" if name.endswith("Containers") else name)
        full, comment = f"{chart.info.name}.{name}", f"The installer's {name}, as list items."
        chart.loops[name] = chart.define(Define(full, written, comment, tuple(sources), kind="list")), made
    define, made = chart.loops[name]
    include = Include(define, {key: source.node for key, source in sources.items()})
    part = Guard(Present(next(iter(sources.values())).node), (Splice(include, certain=True),))
    return cast(list[T], lifted(part, made, registry))


def _parameter(name: str, source: EntryMap) -> EntryMap:
    """A map as the named template sees it."""
    assert source.registry is not None
    return EntryMap(Path(Source("param", name), kind="map"), source.registry, source.item, source.plain_keys)


def each_of(source: Sequence[Any] | None, body: Callable[[Any], T]) -> list[T]:
    """One item per item of a values list; ``each`` does the same for a map.

    >>> each_of(["a", "b"], lambda host: f"https://{host}")
    ['https://a', 'https://b']
    """
    if not (isinstance(source, Ref) and source.registry):
        return kept(body(value) for value in known_items(source))
    registry = source.registry
    name = registry.variables.unused(to_camel(*_parameters(body, "the item")))
    with registry.variables.inside(name):
        result = body(entry_of(getattr(source, "item", None), name, registry))
    part = EachOf(name, source.node, (item(to_node(result, registry)),))
    return cast(list[T], lifted(part, [result], registry))


def entries(source: Entries, body: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """A map with one key per entry of a values map: the body returns the value for the key.

    >>> entries({"b": 2, "a": 1}, lambda name, size: size * 10)
    {'a': 10, 'b': 20}
    """
    if not symbolic(source):
        return {key: body(key, entry) for key, entry in known_entries(source)} or cast(dict[str, Any], None)
    loop: Any = source
    names, key, result = called_once(loop, body)
    written = pair(key.node, to_node(result, loop.registry))
    return cast(dict[str, Any], lifted(Map((Each(*names, loop.node, (written,)),)), {"": result}, loop.registry))


def kept(results: Iterable[T]) -> list[T]:
    """What a known loop's body gave without what it left out, as a template writes no item for that; None for none."""
    return [one for one in results if one is not None] or cast(list[T], None)


def symbolic(entries: Any) -> bool:
    """Whether the entries are known only at install time."""
    return isinstance(entries, Ref) and entries.registry is not None


def known_entries(entries: Any) -> list[tuple[str, Any]]:
    """The entries of a known map, or of None, in the order in which Go ranges over them."""
    known = getattr(entries, "entries", entries) or {}
    return [(key, known[key]) for key in sorted(known, key=str.encode)]


def known_items(source: Any) -> list[Any]:
    """The items of a known list, or of None."""
    return list(getattr(source, "entries", None) or items_of(source or []))


def called_once(source: Any, body: Callable[[Any, Any], Any]) -> tuple[tuple[str, str], Any, Any]:
    """What a loop's body gives for stand-ins of key and entry: the variables' names, the key, the result."""
    key, entry, names = loop_variables(source, _parameters(body, "the entry's name", "the entry"))
    with source.registry.variables.inside(*names):
        return names, key, body(key, entry)


def _parameters(body: Callable[..., Any], *meant: str) -> list[str]:
    """The names of a body's arguments; raises MisusedReference where it takes another number of them."""
    names = list(inspect.signature(body).parameters)
    if len(names) != len(meant):
        raise MisusedReference(f"a loop's body takes {len(meant)} arguments, {' and '.join(meant)}; this takes {names}")
    return names


def as_item(found: Node | Part) -> Part:
    """A node as an item of a list; the items of an inner loop as they are."""
    return found if isinstance(found, Part) else item(found)


def loop_variables(source: Any, names: list[str]) -> tuple[Any, Any, tuple[str, str]]:
    """Stand-ins for the key and the entry of a loop, and the names of its variables."""
    if isinstance(source, ListRef):
        raise misused(source, "a list has no entries with names", "use each_of(...), or declare a map")
    variables = source.registry.variables
    first = variables.unused(to_camel(names[0]))
    with variables.inside(first):
        second = variables.unused(to_camel(names[1]))
    typed = isinstance(source, EntryMap)
    name = Path(Source("variable", first), kind="str", plain=source.plain_keys if typed else False)
    entry = entry_of(source.item if typed else None, second, source.registry)
    return stand_in(name, source.registry), entry, (first, second)
