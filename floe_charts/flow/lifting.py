"""From Python arguments to template nodes; ``lifted`` and ``same_type`` lead back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from floe_charts.flow.opaque import lifted, opaque_text, same_type
from floe_charts.flow.resolve import Resolver
from floe_charts.refs.carrier import NODE, REGISTRY, is_struct
from floe_charts.refs.contents import items_of, pairs_of
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import NOWHERE, MisusedReference, Ref, one_registry, registry_of
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Node, Value
from floe_charts.template.parts import Part, sole_splice

__all__ = [
    "condition_expr",
    "decided",
    "home",
    "lifted",
    "opaque_text",
    "same_type",
    "to_expr",
    "to_node",
    "to_part",
]


def home(*values: Any) -> Registry | None:
    """The chart any of the values belongs to, looked for inside lists, maps and structs; None when all is known."""
    return one_registry(registry for value in values for registry in _homes(value))


def _homes(value: Any) -> Iterator[Registry]:
    registry = getattr(value, REGISTRY, None) if hasattr(value, NODE) else getattr(value, "registry", None)
    if isinstance(registry, Registry):
        yield registry
    elif is_struct(value):
        yield from (found for item in value._values.values() for found in _homes(item))
    elif isinstance(value, Mapping):
        yield from (found for _, item in pairs_of(value) for found in _homes(item))
    elif isinstance(value, (list, tuple)):
        yield from (found for item in items_of(value) for found in _homes(item))


def to_node(value: Any, registry: Registry, holds: tuple[Expr, ...] = ()) -> Node:
    """Any Python value, structs and stand-ins included, as a node; ``holds`` are the conditions it stands under."""
    return Resolver(registry, holds).node(value)


def to_part(value: Any, registry: Registry, holds: tuple[Expr, ...] = ()) -> Node | Part:
    """Like to_node, but items of a loop stay items."""
    found = Resolver(registry, holds).resolve(value, "")
    assert isinstance(found, (Node, Part))
    return found


def to_expr(value: Any, registry: Registry | None, holds: tuple[Expr, ...] = ()) -> Expr:
    """A scalar Python value as an expression; ``holds`` are the conditions it stands under."""
    whole = getattr(value, NODE, None)
    if isinstance(whole, Expr):
        return whole
    if isinstance(value, Ref) or registry is None:
        return value.node if isinstance(value, Ref) else Literal(value)
    found = Resolver(registry, holds).resolve(value, "")
    splice = sole_splice(found)
    if isinstance(found, Value):
        return found.expr
    if splice:
        return splice.expr
    if not isinstance(found, Node) or any(found.expressions()):
        raise MisusedReference(
            "only_if, each, entries, merged and maps with values in them make no single expression: pass them to a"
            " construct as they are, or write the text with self.document(...)"
        )
    return Literal(value)


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
    return bool(condition_expr(value).evaluate(NOWHERE))
