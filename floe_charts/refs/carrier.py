"""Carriers: a Kubernetes struct that stands for a template node.

jsii checks every field of a struct, so a whole ``resources`` cannot be a string. A carrier is a real instance of the
wanted class with one marker somewhere inside it; the marker knows how many containers up it stands for.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from floe_charts.refs.hints import Argument, arguments
from floe_charts.refs.misuse import MisusedReference, carrying, misused_node
from floe_charts.refs.registry import Registry, number_marker, text_marker

#: Classes of jsii that hold a text or a number.
UNIONS = ("Quantity", "IntOrString")
NODE, REGISTRY, _STRUCT = "_floe_node", "_floe_registry", "_floe_struct"
T = TypeVar("T")


def carrier(struct: Any, node: Any, registry: Registry) -> Any:
    """An instance of ``struct`` that the synthesizer replaces by ``node``."""
    instance = remembering(fill(struct, node, registry, 1), node, registry)
    instance.__class__ = _guarded(struct)
    return instance


@cache
def _guarded(struct: Any) -> Any:
    """The class with fields that only the carrying libraries may read: an author would get a marker, or None."""
    names = frozenset(arguments(struct))

    def read(self: Any, name: str) -> Any:
        if name in names and not carrying():
            what = f"its field '{name}' cannot be read"
            raise misused_node(self.__dict__[NODE], what, "pass it whole, or declare the field as a value of its own")
        return struct.__getattribute__(self, name)

    def branch(self: Any) -> bool:
        raise misused_node(self.__dict__[NODE], "Python cannot branch on it", "use is_set(...) or fallback(...)")

    own = {"__getattribute__": read, "__bool__": branch, "__module__": struct.__module__, _STRUCT: struct}
    return type(struct.__name__, (struct,), own)


def struct_of(value: Any) -> Any:
    """The Kubernetes class of a struct, a carrier or not."""
    return getattr(type(value), _STRUCT, type(value))


def remembering(instance: T, node: Any, registry: Registry) -> T:
    """The same object, with the node it stands for and the chart it belongs to."""
    setattr(instance, NODE, node)
    setattr(instance, REGISTRY, registry)
    return instance


def is_struct(value: Any) -> bool:
    """Whether this is a jsii struct instance (a typed piece of a manifest)."""
    return hasattr(value, "_values") and hasattr(type(value), "__jsii_type__")


def fill(struct: Any, node: Any, registry: Registry, levels: int) -> Any:
    """An instance with the marker inside; ``levels`` counts the containers from the marker to what it replaces."""
    known = arguments(struct)
    required = [name for name, argument in known.items() if not argument.optional]
    return struct(**{name: _dummy(known[name], node, registry, levels) for name in required or [_shortest(struct)]})


def _dummy(argument: Argument, node: Any, registry: Registry, levels: int) -> Any:
    if argument.kind in ("str", "number"):
        marker = text_marker if argument.kind == "str" else number_marker
        return marker(registry.mark(node, levels))
    if argument.item:
        inner = _dummy(argument.item, node, registry, levels + 1)
        return {"carrier": inner} if argument.kind == "map" else [inner]
    if argument.name in UNIONS:
        return argument.struct.from_string(text_marker(registry.mark(node, levels)))
    return fill(argument.struct, node, registry, levels + 1)


@cache
def _shortest(struct: Any) -> str:
    """The field that takes a marker with the least ado: text, then a number, then what is nearest to one of them."""
    known = arguments(struct)
    if not known:
        raise MisusedReference(
            f"{struct.__name__} has no field that a value could travel in; declare the value as text"
        )
    for kind in ("str", "number"):
        for name, argument in known.items():
            if argument.kind == kind:
                return name
    return min(known, key=lambda name: _cost(known[name], frozenset({struct.__name__})))


def _cost(argument: Argument, seen: frozenset[str]) -> int:
    if argument.kind in ("str", "number"):
        return 1
    if argument.item:
        return 2 + _cost(argument.item, seen)
    if argument.kind != "struct" or argument.name in seen:
        return 1000
    if argument.name in UNIONS:
        return 20
    inner = arguments(argument.struct).values()
    wanted = [_cost(item, seen | {argument.name}) for item in inner if not item.optional]
    return 3 + (sum(wanted) if wanted else min((_cost(item, seen | {argument.name}) for item in inner), default=1000))
