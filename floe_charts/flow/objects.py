"""Objects of values passed whole: refused where a key of theirs may be null.

To a template null is absent. An object passed whole shows it, and Helm's versions disagree on which nulls they keep.
"""

from __future__ import annotations

from typing import Any

from floe_charts.refs.declared import EntryMap, ItemList
from floe_charts.refs.misuse import MisusedReference, describe
from floe_charts.refs.view import View
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import Values, fields


def refuse_nulls(value: Any) -> None:
    """Raise MisusedReference for an object of values, or a map or list of some, that may hold a null.

    Absent from an entry, a key with a default is absent from what is passed whole, too.
    """
    if not isinstance(value, (View, EntryMap, ItemList)):
        return
    found = _nullable(value._model) if isinstance(value, View) else _nullable_in(value.item)
    node = value._floe_node if isinstance(value, View) else value.node
    if found:
        raise MisusedReference(
            f"{describe(node)} cannot be passed whole: {found} may be null there, which some versions of Helm keep and"
            " others drop; name its values one by one, as in self.document(...)"
        )


def _nullable(model: type[Values]) -> str:
    """A key of the class that may be null, at any depth; empty where there is none."""
    own = (field for field in fields(model) if field.nullable and model.nulls and field.key not in model.exactly_one)
    name = next((f"{model.__name__}.{field.name}" for field in own), "")
    return name or next(filter(None, (_nullable_in(field.type) for field in fields(model))), "")


def _nullable_in(kind: FieldType | None) -> str:
    if kind is None:
        return ""
    return _nullable(kind.model) if kind.model else _nullable_in(kind.item)
