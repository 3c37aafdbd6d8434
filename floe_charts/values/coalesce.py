"""Merge values as Helm does."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any


def coalesce(defaults: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Overrides over defaults: maps merge, a null removes a default, lists and scalars are replaced.

    A null without a default stays: Helm versions differ there, so templates treat null as absent.

    >>> coalesce({"a": {"b": 1, "c": 2}}, {"a": {"b": None}})
    {'a': {'c': 2}}
    """
    merged = {key: copy.deepcopy(item) for key, item in defaults.items() if key not in overrides}
    for key, item in overrides.items():
        default = defaults.get(key)
        if isinstance(item, Mapping) and isinstance(default, Mapping):
            merged[key] = coalesce(default, item)
        elif item is not None or key not in defaults:
            merged[key] = copy.deepcopy(item)
    return merged
