"""Carriers: a Kubernetes struct that stands for a template node.

jsii checks every field of a struct, so a whole ``resources`` cannot be a string. A carrier is a real instance of the wanted
class with one marker somewhere inside it; the marker knows how many containers up it stands for.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Union, get_args, get_origin

from floe_charts.refs.registry import Registry, number_marker, text_marker

NODE = "_floe_node"


def carrier(struct: Any, node: Any, registry: Registry) -> Any:
    """An instance of ``struct`` that the synthesizer replaces by ``node``."""
    instance = fill(struct, node, registry, 1)
    setattr(instance, NODE, node)
    instance._floe_registry = registry
    return instance


def is_struct(value: Any) -> bool:
    """Whether this is a jsii struct instance (a typed piece of a manifest)."""
    return hasattr(value, "_values") and hasattr(type(value), "__jsii_type__")


def fill(struct: Any, node: Any, registry: Registry, levels: int) -> Any:
    """An instance with the marker somewhere inside; ``levels`` counts containers from the marker to what it replaces."""
    hints = struct_hints(struct)
    chosen = {name: hint for name, hint in hints.items() if not _is_optional(hint)} or {_shortest(struct): hints[_shortest(struct)]}
    return struct(**{name: _dummy(hint, node, registry, levels) for name, hint in chosen.items()})


def _dummy(hint: Any, node: Any, registry: Registry, levels: int) -> Any:
    hint = _strip(hint)
    if hint is str:
        return text_marker(registry.mark(node, levels))
    if hint in (int, float) or get_origin(hint) is Union:
        return number_marker(registry.mark(node, levels))
    if _is_mapping(hint):
        return {"carrier": _dummy(get_args(hint)[1], node, registry, levels + 1)}
    if _is_sequence(hint):
        return [_dummy(get_args(hint)[0], node, registry, levels + 1)]
    if hint.__name__ in ("Quantity", "IntOrString"):
        return hint.from_string(text_marker(registry.mark(node, levels)))
    return fill(hint, node, registry, levels + 1)


@cache
def struct_hints(struct: Any) -> dict[str, Any]:
    """The types of a struct's arguments."""
    hints = typing.get_type_hints(struct.__init__)
    hints.pop("return", None)
    return hints


@cache
def needs_fields(struct: Any) -> bool:
    """Whether the struct has a required field, so that an empty one means nothing."""
    return any(not _is_optional(hint) for hint in struct_hints(struct).values())


@cache
def _shortest(struct: Any) -> str:
    """The field that takes a marker with the least ado."""
    costs = {name: _cost(hint, frozenset({struct})) for name, hint in struct_hints(struct).items()}
    return min(costs, key=lambda name: costs[name])


def _cost(hint: Any, seen: frozenset[Any]) -> int:
    hint = _strip(hint)
    if hint is str:
        return 1
    if hint in (int, float):
        return 2
    if hint is bool or hint in seen:
        return 1000
    if _is_mapping(hint) or _is_sequence(hint):
        return 2 + _cost(get_args(hint)[-1], seen)
    if getattr(hint, "__name__", "") in ("Quantity", "IntOrString"):
        return 20
    if not hasattr(hint, "__jsii_type__") or not hasattr(hint, "__init__"):
        return 1000
    inner = typing.get_type_hints(hint.__init__)
    inner.pop("return", None)
    wanted = [item for item in inner.values() if not _is_optional(item)]
    costs = [_cost(item, seen | {hint}) for item in wanted or inner.values()]
    return 3 + (sum(costs) if wanted else min(costs, default=1000))


def _strip(hint: Any) -> Any:
    """``Optional[Union[X, Dict]]`` is X: jsii lets a dict stand for any struct."""
    while get_origin(hint) is Union:
        kept = [arg for arg in get_args(hint) if arg is not type(None) and get_origin(arg) is not dict]
        if len(kept) != 1:
            return float if set(kept) <= {int, float} else kept[0]
        hint = kept[0]
    return hint


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) is Union and type(None) in get_args(hint)


def _is_mapping(hint: Any) -> bool:
    return get_origin(hint) in (dict, Mapping) or getattr(get_origin(hint), "__name__", "") == "Mapping"


def _is_sequence(hint: Any) -> bool:
    return get_origin(hint) is list or getattr(get_origin(hint), "__name__", "") == "Sequence"


element, is_mapping, is_sequence = (lambda hint: get_args(hint)[-1]), _is_mapping, _is_sequence
strip_hint = _strip
