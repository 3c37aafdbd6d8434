"""The shape of a table of rules."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.patterns import Schema

#: The draft-07 keywords to add to a property, by API group, definition and property.
Table = Mapping[str, Mapping[str, Mapping[str, Schema]]]
