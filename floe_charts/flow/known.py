"""Known stand-ins as the plain data they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.refs.carrier import is_struct
from floe_charts.refs.contents import items_of, pairs_of
from floe_charts.refs.known import Absent, Known
from floe_charts.refs.stand_in import NOWHERE, Condition
from floe_charts.refs.union import union_value


def plain_data(value: Any) -> Any:
    """The value with every stand-in replaced by what it stands for, and what Helm would leave out left out."""
    if isinstance(value, (Known, Absent)):
        return plain_data(value._floe_node.evaluate(NOWHERE))
    if isinstance(value, Condition):
        return bool(value.node.evaluate(NOWHERE))
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, Mapping):
        return {str.__str__(str(key)): plain_data(item) for key, item in pairs_of(value) if item is not None}
    if isinstance(value, (list, tuple)):
        return [plain_data(item) for item in items_of(value) if item is not None]
    if is_struct(value):
        from floe_charts.kubernetes.definitions import definition_of, property_name

        definition = definition_of(type(value)) or ""
        return {property_name(definition, name): plain_data(item) for name, item in value._values.items()}
    return plain_data(union_value(value)) if type(value).__name__ in ("Quantity", "IntOrString") else value
