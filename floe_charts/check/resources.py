"""Each container requests and limits CPU and memory, with positive amounts.

A container without them is refused in a namespace with a quota, and without a quota it can starve its node.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_containers, dig
from floe_charts.kubernetes.quantity import quantity

RULE = "resources"


def check(objects: Objects) -> Iterator[Finding]:
    """Init containers and hooks count; ephemeral ones cannot have resources."""
    for place, container in all_containers(objects):
        if "ephemeralContainers[" not in place:
            for what, todo in _container(dig(container, "resources")):
                yield Finding(f"{place}.resources", what, todo, RULE)


def _container(resources: Obj) -> Iterator[tuple[str, str]]:
    for side in ("requests", "limits"):
        stated = dig(resources, side)
        for resource in sorted(stated.keys() | {"cpu", "memory"}):
            if stated.get(resource) is None:
                yield f"{side} lack {resource}", f"set {side}.{resource}"
            elif side == "limits" and _is_none(stated[resource]):
                yield f"limits.{resource} is {stated[resource]}", "use a positive amount"


def _is_none(limit: Any) -> bool:
    """A limit of zero means no limit at all to the runtime."""
    with suppress(ValueError):  # what is no quantity, the API server refuses
        return quantity(limit) == 0
    return False
