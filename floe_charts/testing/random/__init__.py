"""Random values files that a chart's ``values.schema.json`` admits.

The schema is compiled once into nodes; each node draws values for its place. Scalars draw from a pool that
a JSON Schema validator has already checked, so a draw is a list lookup. Every seed is steered to one place of
the schema, in turn, so that rare optional objects are reached too.

    generator = ValuesGenerator(schema, defaults)
    for seed in range(5000):
        overlay = generator.generate(seed)
"""

from __future__ import annotations

from floe_charts.testing.random.generator import ValuesGenerator, random_values
from floe_charts.testing.random.nasty import NASTY_STRINGS, PLAIN_STRINGS
from floe_charts.testing.random.overlays import drop, put, yaml_text

__all__ = ["NASTY_STRINGS", "PLAIN_STRINGS", "ValuesGenerator", "drop", "put", "random_values", "yaml_text"]
