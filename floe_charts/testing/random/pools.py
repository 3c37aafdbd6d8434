"""Candidates for a scalar, checked by the validator once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from floe_charts.testing.random.checker import checker
from floe_charts.testing.random.merging import LOWER, UPPER
from floe_charts.testing.random.nasty import FORMATS, MAP_KEYS, NASTY_STRINGS, PLAIN_STRINGS
from floe_charts.testing.random.strings import matching, portable, resized

_CHECKED = (*LOWER, *UPPER, "pattern", "format", "multipleOf", "enum", "uniqueItems")


class Pools:
    """What the scalars of one schema document may be."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self._pools: dict[str, list[Any]] = {}

    def strings(self, flat: Mapping[str, Any], *, keys: bool = False) -> list[str]:
        """Strings the constraints admit: awkward ones, the schema's examples, the pattern's."""
        known = {key: flat[key] for key in ("examples", "default") if key in flat}
        name = json.dumps([_constraints(flat), known, keys], sort_keys=True, default=str)
        if name not in self._pools:
            given = [*flat.get("examples", ()), flat.get("default")]
            pool = [
                *(MAP_KEYS if keys else (*NASTY_STRINGS, *PLAIN_STRINGS)),
                *(s for s in given if isinstance(s, str)),
            ]
            pool += [*FORMATS.get(flat.get("format", ""), ()), *resized(flat)]
            pattern = flat.get("pattern")
            pool += matching(pattern, name, flat.get("maxLength", 1 << 30)) if pattern else []
            self._pools[name] = self.valid({**flat, "type": ["string"]}, list(dict.fromkeys(pool)))
            if not self._pools[name]:
                raise ValueError(f"pattern {pattern!r}: no string found that matches; give the schema `examples`")
        return self._pools[name]

    def valid(self, flat: Mapping[str, Any], candidates: Sequence[Any]) -> list[Any]:
        """The candidates the constraints admit, in every engine."""
        check = checker(_constraints(flat), root=self.root)
        sure = portable(flat.get("pattern"))
        return [value for value in candidates if check.is_valid(value) and sure(value)]


def _constraints(flat: Mapping[str, Any]) -> dict[str, Any]:
    out = {key: flat[key] for key in (*_CHECKED, "type") if key in flat}
    return {**out, "allOf": list(flat["_checks"])} if flat["_checks"] else out
