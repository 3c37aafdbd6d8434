"""From a template node to something a construct takes, and from Python arguments to nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from floe_charts.refs.carrier import NODE, carrier, fill, is_struct
from floe_charts.refs.registry import Registry, number_marker, text_marker
from floe_charts.refs.stand_in import Condition, MisusedReference, Ref, registry_of, stand_in
from floe_charts.synth.resolve import Resolver
from floe_charts.template.expression import Expr, Literal
from floe_charts.template.nodes import Node
from floe_charts.template.parts import Part, sole_splice


class Opaque(dict):  # type: ignore[type-arg]
    """A map that stands for a node built in Python."""

    def __init__(self, node: Any, registry: Registry) -> None:
        super().__init__({text_marker(registry.mark(node)): ""})
        self._floe_registry = registry
        setattr(self, NODE, node)


class OpaqueText(str):
    """Text that stands for a node built in Python."""

    _floe_registry: Registry

    def __new__(cls, node: Any, registry: Registry) -> OpaqueText:
        self = str.__new__(cls, text_marker(registry.mark(node)))
        self._floe_registry = registry
        setattr(self, NODE, node)
        return self


class OpaqueNumber(int):
    """A number that stands for a node built in Python."""

    _floe_registry: Registry

    def __new__(cls, node: Any, registry: Registry) -> OpaqueNumber:
        self = int.__new__(cls, number_marker(registry.mark(node)))
        self._floe_registry = registry
        setattr(self, NODE, node)
        return self


class OpaqueList(list):  # type: ignore[type-arg]
    """A list whose one element carries a node: loop items, or the list as a whole."""

    def __init__(self, node: Any, like: Any, registry: Registry) -> None:
        example = next(iter(list.__iter__(like)), "") if isinstance(like, list) else ""
        if isinstance(node, Part):
            super().__init__([lifted(node, example, registry)])
            return
        whole = fill(type(example), node, registry, 2) if is_struct(example) else text_marker(registry.mark(node, 1))
        super().__init__([whole])
        self._floe_registry = registry
        setattr(self, NODE, node)


def home(*values: Any) -> Registry | None:
    """The chart any of the values belongs to, looked for inside lists, maps and structs; None when all is known."""
    found = {id(registry): registry for value in values for registry in _homes(value)}
    if len(found) > 1:
        owners = " and ".join(registry.owner for registry in found.values())
        raise MisusedReference(
            f"one expression uses values of {owners}; pass the value through the parent chart's own values"
        )
    return next(iter(found.values()), None)


def _homes(value: Any) -> Iterator[Registry]:
    registry = getattr(value, "_floe_registry", None) if hasattr(value, NODE) else getattr(value, "registry", None)
    if isinstance(registry, Registry):
        yield registry
    elif is_struct(value):
        yield from (found for item in value._values.values() for found in _homes(item))
    elif isinstance(value, Mapping):
        yield from (found for item in dict.values(value) for found in _homes(item))  # type: ignore[arg-type]
    elif isinstance(value, (list, tuple)):
        inside = list.__iter__(value) if isinstance(value, list) else tuple.__iter__(value)
        yield from (found for item in inside for found in _homes(item))


def lifted(node: Any, like: Any, registry: Registry) -> Any:
    """A stand-in for ``node`` of the same Python type as ``like``, so that a construct takes it."""
    if isinstance(node, Expr):
        return stand_in(node, registry)
    if is_struct(like):
        return carrier(type(like), node, registry)
    if isinstance(like, (list, tuple)):
        return OpaqueList(node, like, registry)
    if isinstance(like, Mapping):
        return Opaque(node, registry)
    if isinstance(like, (int, float)) and not isinstance(like, (bool, Condition)):
        return OpaqueNumber(node, registry)
    return OpaqueText(node, registry)


def to_node(value: Any, registry: Registry) -> Node:
    """Any Python value, structs and stand-ins included, as a node."""
    return Resolver(registry).node(value)


def to_part(value: Any, registry: Registry) -> Node | Part:
    """Like to_node, but items of a loop stay items."""
    found = Resolver(registry).resolve(value, "")
    assert isinstance(found, (Node, Part))
    return found


def to_expr(value: Any, registry: Registry | None) -> Expr:
    """A scalar Python value as an expression."""
    from floe_charts.template.nodes import Value

    whole = getattr(value, NODE, None)
    if isinstance(whole, Expr):
        return whole
    if isinstance(value, Ref) or registry is None:
        return value.node if isinstance(value, Ref) else Literal(value)
    found = Resolver(registry).resolve(value, "")
    splice = sole_splice(found)
    if isinstance(found, Value):
        return found.expr
    return splice.expr if splice else Literal(value)


def condition_expr(value: Any) -> Expr:
    """A condition argument: a reference, a condition, a bool."""
    if isinstance(value, Ref):
        return value.node
    if isinstance(value, bool):
        return Literal(value)
    if value is None:
        return Literal(False)
    if isinstance(value, int):
        raise MisusedReference("~ on a plain bool gives a number in Python; use not_(...)")
    raise MisusedReference(
        f"{type(value).__name__} is no condition; compare a value, or combine conditions with &, | and ~"
    )


def decided(value: Any) -> bool | None:
    """The truth of a condition that is already known, else None."""
    if registry_of(value) is not None:
        return None
    return bool(condition_expr(value).evaluate(None))  # type: ignore[arg-type]
