"""Why two readings differ, as short as it can be said: the smallest values and a diff of the objects."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from floe_charts.testing.difference import Difference
from floe_charts.testing.random import drop, yaml_text

Path = tuple[str, ...]


def shrink(values: dict[str, Any], fails: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The values with every key dropped that the failure does not need."""
    smaller = True
    while smaller:
        smaller = False
        for path in list(_paths(values)):
            fewer = drop(values, path) if _holds(values, path) else values
            if fewer is not values and fails(fewer):
                values, smaller = fewer, True
    return values


def _paths(values: Any, path: Path = ()) -> Iterator[Path]:
    for key, value in values.items() if isinstance(values, Mapping) else ():
        yield (*path, key)
        yield from _paths(value, (*path, key))


def _holds(values: Any, path: Path) -> bool:
    for key in path:
        if not isinstance(values, Mapping) or key not in values:
            return False
        values = values[key]
    return True


def explain(title: str, values: dict[str, Any], found: list[Difference]) -> str:
    """Seed, values, and each object's diff."""
    return "\n".join([title, f"values: {yaml_text(values)}", *map(_diff, found)])


def _diff(found: Difference) -> str:
    left, right = (_lines(item) for item in (found.evaluated, found.other))
    kind, name = found.identity
    return "\n".join([f"{kind} {name}", *difflib.unified_diff(left, right, "evaluated", found.reading, lineterm="")])


def _lines(item: Any) -> list[str]:
    return yaml.dump(item, Dumper=_Dumper, sort_keys=True, allow_unicode=False).splitlines() if item else []


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_multi_representer(str, lambda dumper, data: dumper.represent_str(str.__str__(data)))
_Dumper.add_multi_representer(int, lambda dumper, data: dumper.represent_int(int.__int__(data)))
_Dumper.add_representer(bool, yaml.SafeDumper.represent_bool)
