"""Each container requests and limits CPU and memory, and requests no more than its limit.

A container without them is refused in a namespace with a quota, and without a quota it can starve its node.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

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
    amounts: dict[tuple[str, str], Fraction] = {}
    for side in ("requests", "limits"):
        stated = dig(resources, side)
        for resource in sorted(stated.keys() | {"cpu", "memory"}):
            if stated.get(resource) is None:
                yield f"{side} lack {resource}", f"set {side}.{resource}"
                continue
            try:
                amounts[side, resource] = quantity(stated[resource])
            except ValueError as error:
                yield from [_as_problem(error)]
    yield from _amounts(amounts)


def _as_problem(error: ValueError) -> tuple[str, str]:
    what, _, todo = str(error).partition("; ")
    return what, todo


def _amounts(amounts: dict[tuple[str, str], Fraction]) -> Iterator[tuple[str, str]]:
    for (side, resource), amount in amounts.items():
        # A limit of zero means no limit at all to the runtime.
        if (side == "limits" and amount <= 0) or amount < 0:
            yield f"{side}.{resource} is {float(amount):g}", "use a positive amount"
        elif side == "requests" and amount > amounts.get(("limits", resource), amount):
            yield f"requests more {resource} than its limit", f"raise limits.{resource} or lower the request"
