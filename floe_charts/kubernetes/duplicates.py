"""Entries of a list that the API server tells apart by key, given twice.

Of two entries with one key a merge keeps one, and nobody can say which; some lists the server refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from floe_charts.kubernetes.definitions import DEFAULT_VERSION, Definition, definition, kind_definition

_CORE = "io.k8s.api.core.v1"
_DEFAULTS = {"protocol": "TCP"}
_ALSO_UNIQUE: Mapping[tuple[str, str], tuple[str, ...]] = {
    (f"{_CORE}.Container", "ports"): ("name",),
    (f"{_CORE}.ServiceSpec", "ports"): ("name",),
}
_SHARED_NAMES = ("initContainers", "containers")
"""Lists of a pod whose names must differ across both."""


class _Step(NamedTuple):
    """How to go on below one property."""

    property: str
    target: str | None
    keys: tuple[tuple[str, ...], ...]
    is_set: bool


def duplicate_keys(obj: Mapping[str, Any], version: str = DEFAULT_VERSION) -> list[str]:
    """One line for each entry whose key an earlier entry of its list has; empty for an unknown kind.

    >>> spec = {"volumes": [{"name": "a"}, {"name": "a"}]}
    >>> duplicate_keys({"apiVersion": "v1", "kind": "Pod", "spec": spec})
    ['spec.volumes[1]: name=a is given twice']
    """
    name = kind_definition(str(obj.get("apiVersion")), str(obj.get("kind")), version)
    return list(_walk(obj, name, version, "")) if name else []


def _walk(value: Any, name: str, version: str, path: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        return
    for step in _steps(name, version):
        below = value.get(step.property)
        if not below:
            continue
        where = f"{path}.{step.property}" if path else step.property
        if isinstance(below, list):
            yield from _in_list(below, step, version, where)
        elif step.target:
            yield from _walk(below, step.target, version, where)
    if name == f"{_CORE}.PodSpec":
        yield from _across(value, path)


def _in_list(items: list[Any], step: _Step, version: str, where: str) -> Iterator[str]:
    for key in step.keys:
        seen: set[tuple[Any, ...]] = set()
        for index, item in enumerate(items):
            found = _values(item, key)
            if found in seen:
                pairs = ", ".join(f"{part}={one}" for part, one in zip(key, found or (), strict=True))
                yield f"{where}[{index}]: {pairs} is given twice"
            elif found:
                seen.add(found)
    if step.is_set:
        yield from (
            f"{where}[{index}]: {item} is given twice" for index, item in enumerate(items) if item in items[:index]
        )
    if step.target:
        for index, item in enumerate(items):
            yield from _walk(item, step.target, version, f"{where}[{index}]")


def _values(item: Any, key: tuple[str, ...]) -> tuple[Any, ...] | None:
    """The key of one entry; None when it has none, which is the schema's business."""
    if not isinstance(item, Mapping):
        return None
    found = tuple(item.get(part, _DEFAULTS.get(part)) for part in key)
    return found if all(isinstance(part, (str, int)) for part in found) else None


def _across(pod: Mapping[str, Any], path: str) -> Iterator[str]:
    first, second = (_names(pod.get(key)) for key in _SHARED_NAMES)
    for index, name in enumerate(second):
        if name and name in first:
            yield f"{path}.{_SHARED_NAMES[1]}[{index}]: name={name} is also an init container"


def _names(containers: Any) -> list[Any]:
    """A name for each container, None for one that has none."""
    if not isinstance(containers, list):
        return []
    return [item.get("name") if isinstance(item, Mapping) else None for item in containers]


@cache
def _steps(name: str, version: str) -> tuple[_Step, ...]:
    properties = definition(name, version).get("properties", {})
    steps = (_step(name, key, schema) for key, schema in properties.items())
    return tuple(step for step in steps if step.target or step.keys or step.is_set)


def _step(owner: str, key: str, schema: Definition) -> _Step:
    merge_keys = schema.get("x-kubernetes-list-map-keys") or [schema.get("x-kubernetes-patch-merge-key")]
    target = schema.get("items", schema).get("$ref", "").rpartition("/")[2]
    by_entry = tuple(merge_keys) if target and all(merge_keys) else ()
    also = _ALSO_UNIQUE.get((owner, key), ())
    keys = tuple(one for one in (by_entry, also) if one)
    return _Step(key, target or None, keys, schema.get("x-kubernetes-list-type") == "set" and not target)
