"""Kubernetes structs with references in fields that jsii would not let them into."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar, cast

from floe_charts.flow.lifting import home, to_node
from floe_charts.flow.whole import keys_of, pairs_of
from floe_charts.refs.carrier import carrier, struct_of
from floe_charts.refs.stand_in import NOWHERE, Condition
from floe_charts.template.parts import Map, pair
from floe_charts.template.written import Written

T = TypeVar("T")
P = ParamSpec("P")


def build(struct: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A Kubernetes struct whose fields may be references of any kind, booleans included.

    With nothing to say it is left out. jsii takes no stand-in for a bool;
    ``build(k8s.SecurityContext, read_only_root_filesystem=values.read_only)`` does.
    """
    given = {name: value for name, value in kwargs.items() if value is not None}
    registry = home(*given.values())
    if not given:
        return cast(T, None)
    if registry is None:
        make: Any = struct
        return cast(T, make(**{name: _plain(value) for name, value in given.items()}))
    from floe_charts.kubernetes.definitions import definition_of, property_name

    definition = definition_of(cast(type, struct)) or ""
    parts = tuple(pair(property_name(definition, name), to_node(value, registry)) for name, value in given.items())
    return cast(T, carrier(struct, Map(parts), registry))


def joined(first: T, *others: T) -> T:
    """Structs of one type as one, each with fields of its own: some that ``choose`` picks, and others beside them.

    >>> joined(k8s.IngressSpec(ingress_class_name=x), choose(condition, ruled, unruled))     # doctest: +SKIP
    """
    structs: tuple[Any, ...] = (first, *others)
    registry = home(*structs)
    if registry is None:
        _refuse_twice(struct._values for struct in structs)
        return type(first)(**{name: value for struct in structs for name, value in struct._values.items()})
    maps = [Map(tuple(pairs_of(to_node(struct, registry)))) for struct in structs]
    _refuse_twice(map(keys_of, maps))
    return cast(T, carrier(struct_of(first), Written(tuple(part for found in maps for part in found.parts)), registry))


def _refuse_twice(keys: Iterable[Iterable[str]]) -> None:
    seen: set[str] = set()
    for own in map(set, keys):
        if both := sorted(own & seen):
            raise ValueError(f"joined(...): two of the structs state {', '.join(both)}; leave it to one of them")
        seen |= own


def _plain(value: Any) -> Any:
    return bool(value.node.evaluate(NOWHERE)) if isinstance(value, Condition) else value
