"""Merged values as a values class takes them: what null and absence mean to a template, said to Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.values.kinds import FieldType
from floe_charts.values.model import Values, fields


def given(model: type[Values], values: Mapping[str, Any], sure: bool = True) -> dict[str, Any]:
    """The values without nulls, but with a null for each optional value that is not there.

    Left out, Python would give it its default again, which the installer's null has just taken away. In the entry of a
    map or list (``sure`` is False there) an optional value has no default, and one left out stays so.
    """
    known = {field.key: field.type for field in fields(model)}
    found = {key: _of_type(known.get(key), item, sure) for key, item in values.items() if item is not None}
    unset = {key for key, kind in known.items() if kind.optional and key not in found and (sure or key in values)}
    return {**found, **dict.fromkeys(unset)}


def _of_type(kind: FieldType | None, item: Any, sure: bool) -> Any:
    if kind and kind.model and isinstance(item, Mapping):
        return given(kind.model, item, sure)
    if kind and kind.kind == "map" and isinstance(item, Mapping):
        return {key: _of_type(kind.item, entry, sure=False) for key, entry in item.items() if entry is not None}
    if kind and kind.kind == "list" and isinstance(item, list):
        return [_of_type(kind.item, entry, sure=False) for entry in item]
    return without_nulls(item)


def without_nulls(values: Any) -> Any:
    """Free data without the nulls of its maps: absent and null mean the same to a chart."""
    if isinstance(values, Mapping):
        return {key: without_nulls(item) for key, item in values.items() if item is not None}
    return values
