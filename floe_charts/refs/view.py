"""Values as a chart's code sees them: every attribute a stand-in, the same attribute names in both readings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from floe_charts.refs.attributes import Attributes, undeclared
from floe_charts.refs.carrier import carrier
from floe_charts.refs.declared import EntryMap, ItemList, StructList
from floe_charts.refs.hints import needs_fields
from floe_charts.refs.misuse import misused_node
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import stand_in
from floe_charts.template.paths import Path, Source
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import ValueField, Values, fields


class View(Attributes):
    """References to the values of one class, below a path. Typed as the class itself for the checker's sake."""

    def __init__(self, model: type[Values], path: Path, registry: Registry, sure: bool = True) -> None:
        # private names: a value may well be called "node" or "registry"
        self._model, self._floe_node, self._floe_registry, self._sure = model, replace(path, kind="map"), registry, sure

    def __str__(self) -> str:
        raise misused_node(self._floe_node, "an object cannot stand inside text", "use one of its values")

    def __bool__(self) -> bool:
        raise misused_node(self._floe_node, "Python cannot branch on it", "use is_set(...), or one of its values")

    def _value_of(self, name: str) -> Any:
        field = next((field for field in fields(self._model) if field.name == name), None)
        if field is None:
            raise undeclared(self._model, name)
        reference = self._reference(field)
        self.__dict__[name] = reference
        return reference

    def _reference(self, field: ValueField) -> Any:
        below = replace(self._floe_node, keys=(*self._floe_node.keys, field.key))
        if field.type.kind == "object" and field.type.model:
            hollow = field.type.optional and _may_be_hollow(field.type.model)
            path = replace(below, soft=self._soft(below), optional=field.type.optional, hollow=hollow)
            return View(field.type.model, path, self._floe_registry, self._sure)
        return typed(self._leaf(below, field), field.type, self._floe_registry)

    def _soft(self, below: Path) -> int | None:
        """How many keys surely exist: all of them, but for those inside an entry of a map."""
        if self._sure or self._floe_node.soft is not None:
            return self._floe_node.soft
        return len(below.keys) - 1

    def _leaf(self, below: Path, field: ValueField) -> Path:
        default = None if self._sure or not field.required else field.default
        # of a subchart that is off, Helm knows only what the parent itself sets
        surely = field.required and not self._model.partial
        return replace(
            below,
            kind=_kind(field.type),
            nullable=not surely and not field.type.optional,
            optional=field.type.optional,
            default=None if field.mandatory else default,
            plain=field.type.plain and surely,  # an empty text may leave a number, as in "-1"
            hollow=field.type.optional and field.type.struct is not None and not needs_fields(field.type.struct),
        )


def _may_be_hollow(model: type[Values]) -> bool:
    """Whether an object may be given with nothing in it: then it is there all the same."""
    return not any(field.mandatory for field in fields(model))


def _kind(kind: FieldType) -> str:
    return {"struct": "map", "object": "map"}.get(kind.kind, kind.kind)


def typed(node: Path, kind: FieldType, registry: Registry) -> Any:
    """A stand-in of the type the value is declared with."""
    if kind.kind == "struct":
        return carrier(kind.struct, node, registry)
    if kind.kind == "map":
        return EntryMap(node, registry, kind.item, plain_keys=kind.key is not None and kind.key.plain)
    if kind.kind == "list":
        if kind.item and kind.item.struct:
            return StructList(node, registry, kind.item)
        return ItemList(node, registry, kind.item)
    return stand_in(node, registry)


def entry_of(item: FieldType | None, variable: str, registry: Registry) -> Any:
    """A reference to the entry of a map, or the item of a list, that a loop variable holds."""
    path = Path(Source("variable", variable))
    if item and item.model:
        return View(item.model, path, registry, sure=False)
    kind = item or FieldType("str")
    return typed(replace(path, kind=_kind(kind), plain=kind.plain), kind, registry)
