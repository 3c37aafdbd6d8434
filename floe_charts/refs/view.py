"""Values as a chart's code sees them: every attribute a stand-in, the same attribute names in both readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from floe_charts.refs.attributes import Attributes, undeclared
from floe_charts.refs.carrier import carrier, fill
from floe_charts.refs.hints import needs_fields
from floe_charts.refs.misuse import misused_node
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import ListRef, MapRef, stand_in
from floe_charts.refs.struct_data import to_struct
from floe_charts.template.expression import ZERO, Expr
from floe_charts.template.literal import Literal
from floe_charts.template.paths import NEVER_EMPTY, Path, Source
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import ValueField, Values, fields, plain


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
            path = (
                below
                if self._sure
                else replace(
                    below, soft=self._floe_node.soft if self._floe_node.soft is not None else len(below.keys) - 1
                )
            )
            hollow = field.type.optional and _may_be_hollow(field.type.model)
            path = replace(path, optional=field.type.optional, hollow=hollow)
            return View(field.type.model, path, self._floe_registry, self._sure)
        return typed(self._leaf(below, field), field.type, self._floe_registry)

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


class EntryMap(MapRef):
    """A map whose entries have a declared type."""

    def __init__(self, node: Expr, registry: Registry, item: FieldType | None, plain_keys: bool = False) -> None:
        super().__init__(node, registry)
        self.item, self.plain_keys = item, plain_keys


def entry_of(item: FieldType | None, variable: str, registry: Registry) -> Any:
    """A reference to the entry of a map, or the item of a list, that a loop variable holds."""
    path = Path(Source("variable", variable))
    if item and item.model:
        return View(item.model, path, registry, sure=False)
    kind = item or FieldType("str")
    return typed(replace(path, kind=_kind(kind), plain=kind.plain), kind, registry)


class ItemList(ListRef):
    """A list whose items have a declared type."""

    def __init__(self, node: Expr, registry: Registry | None, item: FieldType | None) -> None:
        super().__init__(node, registry)
        self.item = item


class StructList(ItemList):
    """A list of Kubernetes structs: its one element is a carrier."""

    def __init__(self, node: Expr, registry: Registry, item: FieldType | None) -> None:
        assert item is not None
        super().__init__(node, registry, item)
        list.__init__(self, [fill(item.struct, node, registry, 2)])


class Known(Attributes):
    """The same attributes over values that are known: the concrete reading.

    Of a subchart that is off, what the parent does not set itself is not there.
    """

    def __init__(self, values: Values, off: bool = False) -> None:
        self._values = values
        self._types = {field.name: field.type for field in fields(type(values))}
        self._off = off or (values.partial and not getattr(values, "enabled", True))
        self._floe_node, self._floe_registry = Literal(values.to_values()), None

    def _value_of(self, name: str) -> Any:
        if name not in self._types:
            raise undeclared(type(self._values), name)
        if self._off and name not in self._values.model_fields_set:
            return _nothing(self._types[name])
        item = getattr(self._values, name)
        return Known(item, self._off) if isinstance(item, Values) else known(item, self._types[name])


class Absent(Attributes):
    """An optional object that is not given: what is in it has its declared default, as a template reads it."""

    _floe_node, _floe_registry = Literal(None), None

    def __init__(self, model: type[Values]) -> None:
        self._model = model
        self._fields = {field.name: field for field in fields(model)}

    def _value_of(self, name: str) -> Any:
        if name not in self._fields:
            raise undeclared(self._model, name)
        field = self._fields[name]
        if field.type.kind == "object" and field.type.model:
            return Absent(field.type.model)
        return known(None if field.mandatory else field.default, field.type)


class Off(Attributes):
    """An object of a subchart that is off."""

    _floe_node, _floe_registry = Literal(None), None

    def __init__(self, model: type[Values]) -> None:
        self._model = model
        self._types = {field.name: field.type for field in fields(model)}

    def _value_of(self, name: str) -> Any:
        if name not in self._types:
            raise undeclared(self._model, name)
        return _nothing(self._types[name])


def _nothing(kind: FieldType) -> Any:
    """What a template reads where nothing is: zero, unless the value is optional."""
    if kind.kind == "object" and kind.model:
        return Off(kind.model)
    return known(None if kind.optional else ZERO.get(kind.kind), kind)


def known(item: Any, kind: FieldType) -> Any:
    """A known value wrapped like its stand-in; what Helm would leave out is None."""
    if isinstance(item, Values):
        return Known(item)
    hollow = kind.optional and kind.struct is not None and not needs_fields(kind.struct)
    nothing = not item and (kind.kind in ("map", "list", "struct") or (kind.optional and kind.kind == "str"))
    if item is None and kind.kind == "object" and kind.model:
        return Absent(kind.model)
    if item is None or (nothing and not hollow):
        return None
    if kind.kind == "struct":
        return to_struct(kind.struct, item)
    if kind.kind == "list" and kind.item and kind.item.struct:
        return [to_struct(kind.item.struct, entry) for entry in item]
    if kind.kind == "map":
        return KnownMap(item, kind.item)
    if kind.kind == "list" and kind.item:
        return KnownList(item, kind.item)
    found = stand_in(Literal(item), None)
    found.optional = kind.optional and kind.kind in NEVER_EMPTY
    return found


class KnownList(ItemList):
    """A known list; items come out wrapped like their stand-ins."""

    def __init__(self, items: list[Any], item: FieldType) -> None:
        super().__init__(Literal(plain(items)), None, item)
        self.entries = [known(one, item) for one in items]


class KnownMap(dict[str, Any]):
    """A known map; entries come out wrapped like their stand-ins."""

    def __init__(self, items: Mapping[str, Any], item: FieldType | None) -> None:
        super().__init__(
            {key: entry.to_values() if isinstance(entry, Values) else entry for key, entry in items.items()}
        )
        self.item = item
        self.entries = {key: known(items[key], item) if item else items[key] for key in sorted(items, key=str.encode)}

    registry = None

    @property
    def node(self) -> Literal:
        """The whole map as a constant."""
        return Literal(dict(self))
