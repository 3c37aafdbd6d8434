"""Maps and lists whose items have a declared type."""

from __future__ import annotations

from floe_charts.refs.carrier import fill
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import ListRef, MapRef
from floe_charts.template.expression import Expr
from floe_charts.values.kinds import FieldType


class EntryMap(MapRef):
    """A map whose entries have a declared type."""

    def __init__(self, node: Expr, registry: Registry, item: FieldType | None, plain_keys: bool = False) -> None:
        super().__init__(node, registry)
        self.item, self.plain_keys = item, plain_keys


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
