"""Closed values: each declared value is read by some template, so setting it cannot be a silent no-op."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from floe_charts.refs.misuse import MisusedReference
from floe_charts.refs.registry import Registry
from floe_charts.synth.declarations import declared_at
from floe_charts.synth.reads import ENTRY, UNBOUND, Keys, Read, reads
from floe_charts.values.model import Values, fields


class UndeclaredValue(ValueError):
    """A template reads what no values file can hold: the schema is closed."""


class UnreadValue(ValueError):
    """A value is declared, but changing it would change nothing."""


def refuse_unread(
    owner: str, values_type: type[Values], found: Iterable[Read], registry: Registry, exempt: Iterable[str]
) -> None:
    """Raise UnreadValue for declared values that are not among what the templates read.

    ``exempt`` are dotted paths that something else reads: rules of the schema, conditions of subcharts.
    ``global`` is exempt, for parents and subcharts share it.
    """
    seen = {*found} | {(tuple(path.split(".")), True) for path in ("global", "enabled", *exempt)}
    whole = {keys for keys, all_below in seen if all_below}
    exact = {keys for keys, _ in seen}
    unread = [path for path in declared(values_type) if path not in exact and not _below(path, whole)]
    if not unread:
        return
    taken = {read[0] for entry in registry.nodes() for read in reads(entry, {})}
    names = ", ".join(_shown(_place(values_type, path), path in taken) for path in unread)
    verb, it = ("value {} is", "it") if len(unread) == 1 else ("values {} are", "them")
    raise UnreadValue(f"{owner}: {verb.format(names)} declared but no template reads {it}; use {it} or remove {it}")


def refuse_unbound(owner: str, seen: Mapping[str, Iterable[Read]]) -> None:
    """Raise MisusedReference for a loop's variable in a template, by name, that lies outside of the loop."""
    for name, found in seen.items():
        for keys, _ in found:
            if keys[0:1] == (UNBOUND,):
                raise MisusedReference(
                    f"{owner}: {name} uses ${keys[1]} outside of its loop; build under the loop's scope,"
                    " and keep what a loop gives out of named templates, documents and files"
                )


def refuse_undeclared(
    owner: str, values_type: type[Values], seen: Mapping[str, Iterable[Read]], exempt: Iterable[str]
) -> None:
    """Raise UndeclaredValue for a path that leads to no value: in a template written by hand, or in raw text.

    ``exempt`` are keys of subcharts, whose values are declared elsewhere.
    """
    elsewhere = {"global", "enabled", *exempt}
    for name, found in seen.items():
        for keys, _ in found:
            own = keys and keys[0] not in elsewhere and not keys[0].startswith("<")
            if own and not declared_at(values_type, keys):
                path = ".".join(keys)
                raise UndeclaredValue(
                    f"{owner}: {name} reads .Values.{path}, which no value is; declare it, or correct the path"
                )


def _place(values_type: type[Values], path: Keys) -> str:
    """A path as people write it: the entry of a map by its name, the item of a list by brackets."""
    kinds = [declared_at(values_type, path[:length]) for length in range(len(path))]
    steps = ["[]" if kind and kind.kind == "list" else f".{key}" for key, kind in zip(path, kinds, strict=True)]
    return "".join(steps).removeprefix(".")


def _shown(path: str, taken: bool) -> str:
    return f"'{path}'" + (" (dropped by a construct)" if taken else "")


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


def _below(path: Keys, places: set[Keys]) -> bool:
    """Whether the value lies below a place that is read as a whole."""
    return any(path[:length] in places for length in range(len(path) + 1))
