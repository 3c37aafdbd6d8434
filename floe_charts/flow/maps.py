"""Maps side by side, and maps without some keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from floe_charts.flow.clashes import laid_over_each_other, refuse_clashes
from floe_charts.flow.conditional import not_nil
from floe_charts.flow.known import plain_data
from floe_charts.flow.lifting import home, lifted, to_expr, to_node
from floe_charts.flow.whole import keys_of, pairs_of
from floe_charts.refs import contents
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.known import KnownMap
from floe_charts.refs.ref import Ref
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.parts import Guard, Map, Part, Splice
from floe_charts.template.paths import Path

T = TypeVar("T")


def merged(*maps: Mapping[str, Any] | None, disjoint: bool = False) -> dict[str, Any]:
    """Maps side by side. Keys written in the source win over the same key in a values map, which is omitted there.

    Of two values maps of text or numbers the later one wins. ``disjoint`` says that the schema already keeps equal keys
    apart (``Values.reserved``). Raises MisusedReference where only the installer's values say whether keys are equal.

    >>> merged({"app": "web"}, None, {"tier": "front"})
    {'app': 'web', 'tier': 'front'}
    """
    registry = home(*maps)
    given = [found for found in maps if found is not None and not contents.is_empty(found)]
    if registry is None:
        return _merged_now(given)
    nodes = [to_node(source, registry) for source in (given if disjoint else laid_over_each_other(given))]
    if not disjoint:
        refuse_clashes(nodes)
    written = (key for node in nodes for key in keys_of(Map(tuple(pairs_of(node)))))
    absent = (key for source in given for key in _left_out(source))
    fixed = () if disjoint else tuple(dict.fromkeys([*written, *absent]))
    parts = [_without(part, fixed) for node in nodes for part in pairs_of(node)]
    return cast(dict[str, Any], lifted(Map(tuple(parts)), {}, registry))


def _left_out(source: Mapping[str, Any]) -> list[str]:
    """Keys written with None: they stand nowhere, and are the chart's all the same."""
    return [key for key, value in contents.pairs_of(source) if value is None] if isinstance(source, dict) else []


def _merged_now(maps: list[Mapping[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    # A written key is the chart's even where it is left out: the installer's value for it is no stopgap.
    taken = {key for source in maps if _is_written(source) for key in source}
    for source in sorted(maps, key=_is_written):
        kept = source if _is_written(source) else source.keys() - taken
        result |= {key: source[key] for key in source if key in kept and source[key] is not None}
    return result or cast(dict[str, Any], None)


def _is_written(source: Mapping[str, Any]) -> bool:
    return not isinstance(source, KnownMap)


def _without(part: Part, fixed: tuple[str, ...]) -> Part:
    if isinstance(part, Splice) and not part.certain and fixed:
        return Splice(_omitting(part.expr, fixed))
    if isinstance(part, Guard):
        yes, no = (tuple(_without(inner, fixed) for inner in parts) for parts in (part.parts, part.otherwise))
        return replace(part, parts=yes, otherwise=no)
    return part


def _omitting(source: Expr, names: tuple[str | Expr, ...]) -> Expr:
    """The map without some keys; ``omit`` fails on nil, so an absent map becomes an empty one first."""
    whole = call("default", {}, source, kind="map") if isinstance(source, Path) else source
    return call("omit", whole, *names, kind="map")


def without(source: Mapping[str, T], *names: str) -> dict[str, T]:
    """A values map without some keys, for names the chart sets itself; a key may be a value too.

    >>> without({"app": "web", "team": "data"}, "app")
    {'team': 'data'}
    """
    if not (isinstance(source, Ref) and source.registry):
        taken = {plain_data(name) or "" for name in names}
        kept = {key: source[key] for key in source or {} if key not in taken}
        if isinstance(source, KnownMap):
            result = KnownMap({}, source.item)
            dict.update(result, kept)
            result.entries = {key: entry for key, entry in source.entries.items() if key not in taken}
            return result if kept else cast(dict[str, T], None)
        return kept or cast(dict[str, T], None)
    node = _omitting(source.node, tuple(not_nil(to_expr(name, source.registry)) for name in names))
    return EntryMap(node, source.registry, getattr(source, "item", None), getattr(source, "plain_keys", False))
