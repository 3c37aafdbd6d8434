"""Where a construct lies, kept in Python: asking jsii for a path costs a round trip to Node for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from constructs import Construct, Node

from floe_charts.refs.stand_in import MisusedReference

_PLACE = "_floe_place"


@dataclass(frozen=True)
class Place:
    """The HelmChart a construct lives in, and its path."""

    chart: Any
    path: str


def settle(construct: Construct, place: Place) -> Place:
    """Remember where a construct of ours lies."""
    setattr(construct, _PLACE, place)
    return place


def below(construct: Construct, scope: Construct, id: str) -> Place:
    """Remember where a new construct under ``scope`` lies."""
    above = place_of(scope)
    # constructs keeps a slash out of paths in the same way
    return settle(construct, Place(above.chart, f"{above.path}/{id.replace('/', '--')}"))


def place_of(scope: Construct) -> Place:
    """Where a construct lies; for somebody else's construct the nearest of ours above it tells the chart."""
    known: Place | None = getattr(scope, _PLACE, None)
    if known:
        return known
    node = Node.of(scope)
    for ancestor in reversed(node.scopes):
        above: Place | None = getattr(ancestor, _PLACE, None)
        if above:
            return settle(scope, Place(above.chart, node.path))
    raise MisusedReference(f"{node.path} is not inside a HelmChart; references only make sense there")
