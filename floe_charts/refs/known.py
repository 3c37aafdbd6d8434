"""Values that are known, with the same attributes as their stand-ins: the concrete reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.refs.attributes import Attributes, undeclared
from floe_charts.refs.declared import ItemList
from floe_charts.refs.hints import needs_fields
from floe_charts.refs.stand_in import stand_in
from floe_charts.refs.struct_data import to_struct
from floe_charts.template.expression import ZERO
from floe_charts.template.literal import Literal
from floe_charts.template.paths import NEVER_EMPTY
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import Values, fields, plain


class Known(Attributes):
    """The same attributes over values that are known: the concrete reading.

    Of a subchart that is off, what the parent does not set itself is not there.
    """

    def __init__(self, values: Values, off: bool = False, entry: bool = False) -> None:
        self._values = values
        self._types = {field.name: field.type for field in fields(type(values))}
        self._off = off or (values.partial and not getattr(values, "enabled", True))
        self._entry = entry  # Helm gives entries no defaults: passed whole, one is what was set
        self._floe_node, self._floe_registry = Literal(values.overlay() if entry else values.to_values()), None

    def _value_of(self, name: str) -> Any:
        if name not in self._types:
            raise undeclared(type(self._values), name)
        if self._off and name not in self._values.model_fields_set:
            return _nothing(self._types[name])
        item = getattr(self._values, name)
        return Known(item, self._off, self._entry) if isinstance(item, Values) else known(item, self._types[name])


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
        return Known(item, entry=True)
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
        super().__init__(plain(items))  # of an entry what was set: Helm gives entries no defaults
        self.item = item
        self.entries = {key: known(items[key], item) if item else items[key] for key in sorted(items, key=str.encode)}

    registry = None

    @property
    def node(self) -> Literal:
        """The whole map as a constant."""
        return Literal(dict(self))
