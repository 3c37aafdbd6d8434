"""Entries that inherit: laid over defaults, so that templates read every field of an entry plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from floe_charts.flow.known import plain_data
from floe_charts.flow.lifting import to_expr
from floe_charts.flow.texts import apply
from floe_charts.refs.known import Known
from floe_charts.refs.stand_in import stand_in
from floe_charts.refs.view import View
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.functions import merge_overwrite
from floe_charts.template.parts import Layered
from floe_charts.template.paths import Path, Source
from floe_charts.values.model import Values, fields

T = TypeVar("T")


@dataclass(frozen=True)
class Picked:
    """An entry found by a key that is a value; only a layer, since it may be missing."""

    _model: type[Values]
    _floe_node: Expr


def pick(source: Mapping[str, T], key: str) -> T:
    """The entry of a values map under a key that is a value itself, as a layer; empty where there is none.

    >>> pick(values.presets, job.type)                               # doctest: +SKIP
    """
    found: Any = source
    named: Any = key
    if getattr(found, "registry", None) is None:
        return cast(T, (getattr(found, "entries", None) or {}).get(plain_data(named)))
    node = call("default", {}, call("get", found.node, named.node, kind="map"), kind="map")
    return cast(T, Picked(found.item.model, node))


def inherited(name: str, layers: Sequence[Any], entry: Any) -> Any:
    """One value of an entry that inherits from layers, the lowest first, for where no ``ForEach(..., under=...)`` is.

    >>> inherited("enabled", (values.defaults, pick(values.presets, job.type)), job)   # doctest: +SKIP
    """
    if entry._floe_registry is None:
        return getattr(laid_over(layers, entry), name)
    lowest, *higher = (*layers, entry)
    field = next(field for field in fields(lowest._model) if field.name == name)
    found = to_expr(getattr(lowest, name), entry._floe_registry)
    for layer in higher:
        found = call("dig", field.key, found, layer._floe_node, kind=found.kind)
    return stand_in(found, entry._floe_registry)


def overwritten(lower: T, upper: Any) -> T:
    """An object of values, as a whole, with another's keys in place of its own at every depth.

    >>> image_of(chart, overwritten(values.image, values.admin.image))               # doctest: +SKIP
    """
    return cast(T, apply("mergeOverwrite", apply("deepCopy", lower, kind="map"), upper, kind="map"))


def layered_entry(name: str, layers: Sequence[Any], entry: Any) -> tuple[Layered, Any]:
    """The merge as a template says it, in a variable of that name, and references to its result."""
    refuse_gaps(entry._model, layers[0]._model)
    nodes: tuple[Expr, ...] = tuple(layer._floe_node for layer in layers)
    whole = View(entry._model, Path(Source("variable", name)), entry._floe_registry)
    return Layered(name, nodes, entry._floe_node), whole


def laid_over(layers: Sequence[Any], entry: Any) -> Any:
    """The same with known values: of the lowest layer everything, of the others what was set."""
    lowest, *higher = (layer._values for layer in (*layers, entry) if layer is not None)
    whole = merge_overwrite(lowest.to_values(), *(layer.overlay() for layer in higher))
    return Known(type(entry._values).model_validate(whole))


def refuse_gaps(entry: type[Values], lowest: type[Values]) -> None:
    """Raise TypeError for a key whose absence means something, and that nothing below the entry holds."""
    below = {field.key for field in fields(lowest)}
    gaps = [field.key for field in fields(entry) if field.required and not field.mandatory and field.key not in below]
    if gaps:
        raise TypeError(
            f"{entry.__name__}.{gaps[0]} has a default that entries do not get; declare it in {lowest.__name__} too"
        )
