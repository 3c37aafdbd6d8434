"""Kubernetes structs and plain manifest data, each made from the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from floe_charts.refs.carrier import element, is_mapping, is_sequence, strip_hint, struct_hints


def to_struct(hint: Any, data: Any) -> Any:
    """Manifest data as what a construct's argument wants: structs, Quantity, IntOrString, nested as deep as need be."""
    hint = strip_hint(hint)
    if data is None or hint in (str, int, float, bool, Any):
        return data
    if is_mapping(hint):
        return {key: to_struct(element(hint), item) for key, item in data.items()}
    if is_sequence(hint):
        return [to_struct(element(hint), item) for item in data]
    if hint.__name__ == "Quantity":
        return hint.from_string(data) if isinstance(data, str) else hint.from_number(data)
    if hint.__name__ == "IntOrString":
        return hint.from_string(data) if isinstance(data, str) else hint.from_number(data)
    if not isinstance(data, Mapping):
        return data
    return _struct(hint, data)


def _struct(struct: Any, data: Mapping[str, Any]) -> Any:
    hints = struct_hints(struct)
    names = {_squash(name): name for name in hints}
    arguments = {names[_squash(key)]: item for key, item in data.items() if item is not None}
    return struct(**{name: to_struct(hints[name], item) for name, item in arguments.items()})


def _squash(name: str) -> str:
    """``clusterIP`` and ``cluster_ip`` alike."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
