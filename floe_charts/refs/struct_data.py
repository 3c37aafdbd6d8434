"""Kubernetes structs and plain manifest data, each made from the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from floe_charts.refs.carrier import UNIONS
from floe_charts.refs.hints import Argument, arguments


def to_struct(struct: Any, data: Mapping[str, Any]) -> Any:
    """Manifest data as the struct a construct's argument wants: nested as deep as need be."""
    known = arguments(struct)
    names = {_squash(name): name for name in known}
    given = {names[_squash(key)]: item for key, item in data.items() if item is not None}
    return struct(**{name: _value(known[name], item) for name, item in given.items()})


def _value(argument: Argument, data: Any) -> Any:
    if argument.kind == "map" and argument.item:
        return {key: _value(argument.item, item) for key, item in data.items()}
    if argument.kind == "list" and argument.item:
        return [_value(argument.item, item) for item in data]
    if argument.module == "typing":  # Any: what Kubernetes itself leaves open
        return data
    if argument.name in UNIONS:
        return argument.struct.from_string(data) if isinstance(data, str) else argument.struct.from_number(data)
    return to_struct(argument.struct, data) if argument.kind == "struct" and isinstance(data, Mapping) else data


def _squash(name: str) -> str:
    """``clusterIP`` and ``cluster_ip`` alike."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
