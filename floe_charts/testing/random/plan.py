"""A schema, compiled place by place on first use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from floe_charts.testing.random.choice import Choice
from floe_charts.testing.random.flatten import Flattener, guess_types, schema_without
from floe_charts.testing.random.merging import merge
from floe_charts.testing.random.nodes import Anything, ArrayNode, Node, Scalars
from floe_charts.testing.random.numbers import numbers
from floe_charts.testing.random.objects import ObjectNode
from floe_charts.testing.random.pools import Pools
from floe_charts.testing.random.shapes import TYPES, Schema


class Plan(Flattener):
    """The places of one schema document."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        super().__init__(root)
        self._nodes: dict[int, tuple[Schema, Node | None]] = {}
        self.pools = Pools(root)

    def node(self, schema: Schema) -> Node | None:
        """The place ``schema`` describes; None where it admits nothing."""
        while isinstance(schema, Mapping) and "$ref" in schema:
            schema = self.resolve(schema["$ref"])
        if isinstance(schema, Mapping) and schema.get("not") == {}:
            return None  # a reserved name
        # The schema is kept beside its node: a freed one would hand its id to another.
        if id(schema) not in self._nodes:
            self._nodes[id(schema)] = (schema, self.of_flat(self.flat(schema)))
        return self._nodes[id(schema)][1]

    def of_flat(self, flat: Mapping[str, Any]) -> Node | None:
        if "enum" in flat:
            return self._scalars({**flat, "_any": []}, flat["enum"])
        if flat["_any"]:
            rest = {**flat, "_any": flat["_any"][1:]}
            return self._choice(self.of_flat(merge(rest, self.flat(option))) for option in flat["_any"][0])
        types = flat.get("type", guess_types(flat))
        if len(types) != 1:
            if len(types) == len(TYPES):
                return Anything()
            return self._choice(self.of_flat({**flat, "type": [name]}) for name in types)
        return self._of_type(types[0], flat)

    def _choice(self, branches: Iterable[Node | None]) -> Node | None:
        possible = [branch for branch in branches if branch is not None]
        return Choice(possible) if len(possible) > 1 else possible[0] if possible else None

    def _of_type(self, name: str, flat: Mapping[str, Any]) -> Node | None:
        if name == "object":
            return ObjectNode(self, flat)
        if name == "array":
            return ArrayNode(self, flat)
        if name == "string":
            return self._scalars(flat, self.pools.strings(flat))
        pools: dict[str, Sequence[Any]] = {"null": [None], "boolean": [True, False]}
        return self._scalars(flat, pools.get(name) or numbers(flat, whole=name == "integer"))

    def _scalars(self, flat: Mapping[str, Any], candidates: Sequence[Any]) -> Node | None:
        pool = self.pools.valid(flat, candidates)
        return Scalars(pool) if pool else None

    def names(self, schema: Schema) -> list[str]:
        """Keys that a ``propertyNames`` schema admits."""
        flat = self.flat(schema)
        if "enum" in flat:
            return self.pools.valid(flat, flat["enum"])
        if flat["_any"]:
            parts = ({"allOf": [schema_without(schema, ("anyOf", "oneOf")), part]} for part in flat["_any"][0])
            return [key for part in parts for key in self.names(part)]
        # YAML bounds a plain key at 1024 characters; Helm reads one line.
        return [key for key in self.pools.strings(flat, keys=True) if 0 < len(key) <= 253 and "\n" not in key]
