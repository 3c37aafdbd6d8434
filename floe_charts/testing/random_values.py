"""The public names of :mod:`floe_charts.testing.random`: random values files that a chart's schema admits."""

from __future__ import annotations

from floe_charts.testing.random.checker import checker, error_paths
from floe_charts.testing.random.generator import ValuesGenerator, random_values
from floe_charts.testing.random.nasty import NASTY_STRINGS, PLAIN_STRINGS
from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.objects import ObjectNode
from floe_charts.testing.random.overlays import drop, put, yaml_text
from floe_charts.testing.random.places import places, positions
from floe_charts.testing.random.shapes import Focus, Path, Schema, type_of
from floe_charts.values.coalesce import coalesce

__all__ = [
    "NASTY_STRINGS",
    "PLAIN_STRINGS",
    "Focus",
    "Node",
    "ObjectNode",
    "Path",
    "Run",
    "Schema",
    "ValuesGenerator",
    "checker",
    "coalesce",
    "drop",
    "error_paths",
    "places",
    "positions",
    "put",
    "random_values",
    "type_of",
    "yaml_text",
]
