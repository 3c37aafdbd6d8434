"""Flow inside an object: a key only if, a list or map if not empty, entries per item, one of two.

Each function works in both readings. With references it returns a stand-in for a template node; with known values it returns
the plain result, and None for what Helm would leave out.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar, cast

from floe_charts.flow.lifting import condition_expr, decided, home, lifted, to_expr, to_node, to_part
from floe_charts.refs.carrier import carrier, is_struct
from floe_charts.refs.stand_in import Condition, Ref, negated, stand_in
from floe_charts.refs.view import EntryMap, StructList
from floe_charts.synth.order import ordered
from floe_charts.synth.resolve import pairs_of
from floe_charts.template.expression import Call, Expr, Literal, call
from floe_charts.template.nodes import Conditional, Either, Node
from floe_charts.template.parts import Each, EachOf, Guard, Map, Part, Splice, item, pair
from floe_charts.template.paths import Path, Present, Source
from floe_charts.template.text import Define, Include

T = TypeVar("T")
P = ParamSpec("P")


def only_if(condition: Any, value: T) -> T:
    """The value, or nothing at all: as an argument the key is left out, in ``items`` the item.

    >>> only_if(False, "debug") is None
    True
    """
    known = decided(condition)
    if known is not None:
        return cast(T, value if known else None)
    registry = home(condition, value)
    assert registry is not None
    inner = to_part(value, registry)
    node = inner if isinstance(inner, Part) else Conditional(condition_expr(condition), inner)
    if isinstance(inner, Part):
        node = Guard(condition_expr(condition), (inner,))
    return cast(T, lifted(node, value, registry))


def choose(condition: Any, yes: T, no: T) -> T:
    """One of two values."""
    known = decided(condition)
    if known is not None:
        return yes if known else no
    registry = home(condition, yes, no)
    assert registry is not None
    if all(isinstance(value, (str, int, float, Ref)) and not isinstance(value, (dict, list)) for value in (yes, no)):
        first, second = (_not_nil(to_expr(value, registry)) for value in (yes, no))
        kind = first.kind
        return cast(
            T, stand_in(call("ternary", first, second, as_bool(condition_expr(condition)), kind=kind), registry)
        )
    return cast(
        T, lifted(Either(condition_expr(condition), to_node(yes, registry), to_node(no, registry)), yes, registry)
    )


def _not_nil(node: Expr) -> Expr:
    """An optional value with its zero instead of nil: ``ternary`` and ``printf`` cannot take nil."""
    return replace(node, optional=False, nullable=True) if isinstance(node, Path) and node.optional else node


def as_bool(node: Expr) -> Expr:
    """A real boolean, which ``ternary`` insists on; other truths go through ``not (not …)``."""
    certain = isinstance(node, Call) and node.function in (
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "not",
        "contains",
        "has",
        "hasKey",
    )
    return node if certain or (isinstance(node, Path) and node.kind == "bool") else call("not", call("not", node))


def fallback(value: T, otherwise: T) -> T:
    """The value, or another one where it is empty (Helm's ``default``)."""
    registry = home(value, otherwise)
    if registry is None:
        return value if _filled(value) else otherwise
    first, second = to_expr(value, registry), to_expr(otherwise, registry)
    raw = _Raw(first) if isinstance(first, Path) else first
    return cast(
        T, same_type(call("default", second, raw, kind=first.kind, plain=first.plain and second.plain), value, registry)
    )


def _filled(value: Any) -> bool:
    return bool(value.node.evaluate(None)) if isinstance(value, Ref) else bool(value)


def same_type(node: Expr, like: Any, registry: Any) -> Any:
    """A stand-in for an expression, of the type of another stand-in."""
    if is_struct(like):
        return carrier(type(like), node, registry)
    if isinstance(like, StructList):
        return StructList(node, registry, like.item)
    if isinstance(like, EntryMap):
        return EntryMap(node, registry, like.item, like.plain_keys)
    return stand_in(node, registry)


class _Raw(Present):
    """A path without its own nil handling, where ``default`` follows."""

    def text(self, env: Any) -> str:
        return self.path.truth(env)

    def evaluate(self, context: Any) -> Any:
        return self.path.evaluate(context)


def is_set(value: Any) -> Condition:
    """Whether an optional value is there."""
    if isinstance(value, Ref) and value.registry:
        return Condition.of(Present(value.node), value.registry)
    node = getattr(value, "_floe_node", None)
    if node is not None:
        return Condition.of(Present(node), value._floe_registry)
    return (
        Condition.of(Literal(value is not None and value != {}), None)
        if not isinstance(value, Ref)
        else Condition.of(_given(value), None)
    )


def _given(value: Ref) -> Expr:
    """A known optional number or truth is there even when it is 0 or false."""
    return Literal(True) if getattr(value, "optional", False) else value.node


def not_(condition: Any) -> Condition:
    """The opposite; works on plain bools too, where ``~`` gives a number."""
    registry = home(condition)
    return Condition.of(negated(condition_expr(condition)), registry)


def items(*parts: Any) -> list[Any]:
    """A list of fixed, conditional and repeated items; left out when it has none."""
    result: list[Any] = []
    for part in parts:
        if part is None:
            continue
        if isinstance(part, (list, tuple)):
            result.extend(part if isinstance(part, tuple) else list.__iter__(part))
        else:
            result.append(part)
    return result or cast(list[Any], None)


def each(entries: Mapping[str, Any], body: Callable[[Any, Any], T]) -> list[T]:
    """One item per entry of a values map, in the order of its keys. The body's argument names name the loop variables."""
    if not (isinstance(entries, Ref) and entries.registry):
        known = getattr(entries, "entries", entries) or {}
        return [body(key, known[key]) for key in sorted(known, key=str.encode)] or cast(list[T], None)
    key, entry, names = loop_variables(entries, list(inspect.signature(body).parameters))
    result = body(key, entry)
    inner = to_part(result, entries.registry)
    part = Each(*names, entries.node, (inner if isinstance(inner, Part) else item(inner),))
    return cast(list[T], lifted(part, [result], entries.registry))


def each_shared(chart: Any, name: str, entries: Mapping[str, Any], body: Callable[[Any, Any], T]) -> list[T]:
    """Like ``each``, with the loop in a named template of the chart, for a body that many places share."""
    if not (isinstance(entries, EntryMap) and entries.registry):
        return each(entries, body)
    source = EntryMap(Path(Source("param", "entries"), kind="map"), entries.registry, entries.item, entries.plain_keys)
    loop = each(source, body)
    full = f"{chart.info.name}.{name}"
    if full not in chart.defines:
        comment = f"The installer's {name}, as list items."
        under = "containers" if name.endswith("Containers") else name
        chart.define(Define(full, ordered(to_node(loop, entries.registry), under), comment, ("entries",), kind="list"))
    include = Include(chart.defines[full], {"entries": entries.node})
    part = Guard(Present(entries.node), (Splice(include, certain=True),))
    return cast(list[T], lifted(part, loop, entries.registry))


def each_of(source: Sequence[str], body: Callable[[Any], T]) -> list[T]:
    """One item per item of a values list; ``each`` does the same for a map."""
    if not (isinstance(source, Ref) and source.registry):
        plain = () if source is None else list.__iter__(cast(list[str], source))
        return [body(value) for value in plain] or cast(list[T], None)
    name = next(iter(inspect.signature(body).parameters))
    result = body(stand_in(Path(Source("variable", name), kind="str"), source.registry))
    part = EachOf(name, source.node, (item(to_node(result, source.registry)),))
    return cast(list[T], lifted(part, [result], source.registry))


def entries(source: Mapping[str, Any], body: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """A map with one key per entry of a values map: the body returns the value for the key."""
    if not (isinstance(source, Ref) and source.registry):
        known = getattr(source, "entries", source) or {}
        return {key: body(key, known[key]) for key in sorted(known, key=str.encode)} or cast(dict[str, Any], None)
    key, entry, names = loop_variables(source, list(inspect.signature(body).parameters))
    written = pair(key.node, to_node(body(key, entry), source.registry))
    return cast(dict[str, Any], lifted(Map((Each(*names, source.node, (written,)),)), {}, source.registry))


def loop_variables(source: Any, names: list[str]) -> tuple[Any, Any, tuple[str, str]]:
    """Stand-ins for the key and the entry of a loop, and the names of its variables."""
    from pydantic.alias_generators import to_camel

    first, second = (to_camel(name) for name in names)
    key = stand_in(
        Path(Source("variable", first), kind="str", plain=source.plain_keys if isinstance(source, EntryMap) else False),
        source.registry,
    )
    entry = (
        source.entry(second)
        if isinstance(source, EntryMap)
        else stand_in(Path(Source("variable", second), kind="str"), source.registry)
    )
    return key, entry, (first, second)


def merged(*maps: Mapping[str, Any] | None, disjoint: bool = False) -> dict[str, Any]:
    """Maps side by side. Keys written in the source win over the same key in a values map, which is omitted there.

    ``disjoint`` says that the schema already keeps such keys out of the values map (``Values.reserved``).
    """
    registry = home(*maps)
    if registry is None:
        result: dict[str, Any] = {}
        given = sorted((found for found in maps if found is not None and dict.__len__(found)), key=_is_written)
        # A written key is the chart's even where it is left out: the installer's value for it is no stopgap.
        taken = {key for source in given if _is_written(source) for key in source}
        for source in given:
            kept = source if _is_written(source) else source.keys() - taken
            result |= {key: source[key] for key in source if key in kept and source[key] is not None}
        return result or cast(dict[str, Any], None)
    written = [to_node(source, registry) for source in maps if source is not None and dict.__len__(source)]
    fixed = () if disjoint else tuple(key for node in written for key in _keys(node))
    parts = [_without(part, fixed) for node in written for part in pairs_of(node)]
    return cast(dict[str, Any], lifted(Map(tuple(parts)), {}, registry))


def _is_written(source: Mapping[str, Any]) -> bool:
    from floe_charts.refs.view import KnownMap

    return not isinstance(source, KnownMap)


def _keys(node: Node) -> list[str]:
    keys: list[str] = []
    for part in node.parts if isinstance(node, Map) else ():
        keys += [part.key] if hasattr(part, "key") and isinstance(part.key, str) else []
        keys += [key for inner in getattr(part, "parts", ()) for key in _keys(Map((inner,)))]
        keys += part.keys if isinstance(part, Splice) else ()
    return keys


def _without(part: Part, fixed: tuple[str, ...]) -> Part:
    if isinstance(part, Splice) and not part.certain and fixed:
        return Splice(omitting(part.expr, fixed))
    return part


def omitting(source: Expr, names: tuple[str, ...]) -> Expr:
    """The map without some keys; ``omit`` fails on nil, so an absent map becomes an empty one first."""
    return call("omit", call("default", {}, source, kind="map"), *names, kind="map")


def without(source: Mapping[str, T], *names: str) -> dict[str, T]:
    """A values map without some keys, for names the chart sets itself."""
    if not (isinstance(source, Ref) and source.registry):
        from floe_charts.refs.view import KnownMap

        kept = {key: source[key] for key in source or {} if key not in names}
        if isinstance(source, KnownMap):
            result = KnownMap({}, source.item)
            dict.update(result, kept)
            result.entries = {key: entry for key, entry in source.entries.items() if key not in names}
            return result if kept else cast(dict[str, T], None)
        return kept or cast(dict[str, T], None)
    node = omitting(source.node, names)
    return EntryMap(node, source.registry, getattr(source, "item", None), getattr(source, "plain_keys", False))


def build(struct: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A Kubernetes struct whose fields may be references of any kind, booleans included.

    With nothing to say it is left out. jsii takes no stand-in for a bool; ``build(k8s.SecurityContext, read_only_root_filesystem=values.read_only)`` does.
    """
    given = {name: value for name, value in kwargs.items() if value is not None}
    registry = home(*given.values())
    if not given:
        return cast(T, None)
    if registry is None:
        return struct(**{name: _plain(value) for name, value in given.items()})  # type: ignore[call-arg]
    from floe_charts.kubernetes.definitions import definition_of, property_name

    definition = definition_of(cast(type, struct)) or ""
    parts = tuple(pair(property_name(definition, name), to_node(value, registry)) for name, value in given.items())
    return cast(T, carrier(struct, Map(parts), registry))


def _plain(value: Any) -> Any:
    return bool(value.node.evaluate(None)) if isinstance(value, Condition) else value  # type: ignore[arg-type]


def struct_like(value: Any) -> bool:
    """Whether the value is a typed piece of a manifest."""
    return is_struct(value)
