"""What the API server checks between the resources a container requests, its limits and its pod's claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from math import ceil
from typing import Any

from floe_charts.kubernetes.quantity import quantity
from floe_charts.kubernetes.reading import Node, at, entries

_HUGE_PAGES = "hugepages-"


def resource_errors(container: Node, path: str, claims: Collection[Any]) -> Iterator[str]:
    """Of one container, in a pod whose `resourceClaims` have the names `claims`."""
    resources, where = at(container, "resources"), f"{path}.resources"
    try:
        yield from _amounts(at(resources, "requests"), at(resources, "limits"), where)
    except ValueError as error:
        yield f"{where}: {error}"
    for place, claim in entries(resources, "claims", where):
        if claim.get("name") not in claims:
            yield f"{place}.name: {claim.get('name')} is not among the pod's resourceClaims"


def _amounts(requests: Node, limits: Node, where: str) -> Iterator[str]:
    for name, request in requests.items():
        yield from _against_limit(name, request, limits, where)
    for side, amounts in (("limits", limits), ("requests", requests)):
        for name, amount in amounts.items():
            yield from _whole(name, amount, f"{where}.{side}.{name}")
    names = {*requests, *limits}
    if any(name.startswith(_HUGE_PAGES) for name in names) and not names & {"cpu", "memory"}:
        yield f"{where}: huge pages need cpu or memory beside them"


def _against_limit(name: str, request: Any, limits: Node, where: str) -> Iterator[str]:
    fixed = _is_extended(name) or name.startswith(_HUGE_PAGES)
    if name not in limits:
        if fixed:
            yield f"{where}.limits.{name}: required, as {name} is requested and cannot be overcommitted"
    elif fixed and _stored(request) != _stored(limits[name]):
        yield f"{where}.requests.{name}: {request} must equal the limit of {limits[name]}"
    elif _stored(request) > _stored(limits[name]):
        yield f"{where}.requests.{name}: {request} is above the limit of {limits[name]}; lower it or raise the limit"


def _stored(amount: Any) -> Fraction:
    """The server rounds up to thousandths before it compares."""
    return Fraction(ceil(quantity(amount) * 1000), 1000)


def _is_extended(name: str) -> bool:
    """Whether a device plugin or the like brings the resource: a node counts those, whole and unshared."""
    return "/" in name and "kubernetes.io/" not in name


def _whole(name: str, amount: Any, where: str) -> Iterator[str]:
    if name.startswith(_HUGE_PAGES):
        yield from _pages(name.removeprefix(_HUGE_PAGES), amount, where)
    elif _is_extended(name) and quantity(amount).denominator != 1:
        yield f"{where}: {amount} is not a whole number"


def _pages(size: str, amount: Any, where: str) -> Iterator[str]:
    page = quantity(size)
    # A part of a byte counts as one; a page is of whole bytes.
    if page <= 0 or page.denominator != 1 or ceil(quantity(amount)) % page:
        yield f"{where}: {amount} is not a multiple of the page size {size}"
