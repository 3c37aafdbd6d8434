"""A place for an object: its properties, its map entries, its conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from floe_charts.testing.random.condition import Condition
from floe_charts.testing.random.nasty import MAP_KEYS
from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.overlays import over
from floe_charts.testing.random.shapes import MISSING, Focus, Schema

if TYPE_CHECKING:
    from floe_charts.testing.random.plan import Plan


class ObjectNode(Node):
    types = frozenset({"object"})

    def __init__(self, plan: Plan, flat: Mapping[str, Any]) -> None:
        self.plan, self.flat = plan, flat
        self.properties: Mapping[str, Schema] = flat.get("properties", {})
        self.patterns: Mapping[str, Schema] = flat.get("patternProperties", {})
        self.required = frozenset(flat.get("required", ()))
        self.extra: Schema = flat.get("additionalProperties", True)
        self._children: dict[str, Node | None] = {}

    @property
    def closed(self) -> bool:
        """Whether a key that the schema does not know is refused."""
        return self.extra is False

    def named(self, key: str) -> bool:
        return key in self.properties or any(re.search(pattern, key) for pattern in self.patterns)

    def holds(self, key: str) -> bool:
        """Whether something besides null can stand at ``key``."""
        child = self.child(key)
        return child is not None and child.types != {"null"}

    def child(self, key: str) -> Node | None:
        """The place of ``key``: a property, a pattern's, or a map entry; None where nothing can stand."""
        if key in self.properties:
            if key not in self._children:
                self._children[key] = self.plan.node(self.properties[key])
            return self._children[key]
        for pattern, schema in self.patterns.items():
            if re.search(pattern, key):
                return self.plan.node(schema)
        return self.plan.node(self.extra)

    @cached_property
    def entries(self) -> list[tuple[list[str], Node]]:
        """For each kind of map entry: names it may take, and its place."""
        names: Schema = self.flat.get("propertyNames", True)
        kinds: list[tuple[Sequence[str], Schema]] = [
            (self.plan.names({"allOf": [{"pattern": pattern}, names]}), schema)
            for pattern, schema in self.patterns.items()
        ]
        # An open object with known properties is a root (global, subcharts): nobody reads keys made up there.
        if self.extra is not False and not (self.extra is True and self.properties):
            pool = self.plan.names(names) if names is not True else MAP_KEYS
            kinds.append(([key for key in pool if not self.named(key)], self.extra))
        found = [([key for key in keys if key not in self.properties], self.plan.node(s)) for keys, s in kinds]
        return [(keys, node) for keys, node in found if keys and node is not None]

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        for name in self.properties:
            child = self.child(name)
            if child is not None:
                yield ("property", name), child
        if self.flat.get("maxProperties", 1) > 0:
            for index, (_, node) in enumerate(self.entries):
                yield ("entry", index), node

    def objects(self) -> list[ObjectNode]:
        return [self]

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        base: Mapping[str, Any] = default if isinstance(default, Mapping) else {}
        out = self.fill(run, base, focus)
        for condition in self.conditions:
            out = condition.satisfy(run, base, out)
        return out

    def fill(self, run: Run, base: Mapping[str, Any], focus: Focus) -> dict[str, Any]:
        """The object's keys, before its ``if``/``then`` are looked at."""
        out: dict[str, Any] = {}
        for name in self.properties:
            forced = bool(focus) and focus[0] == ("property", name)
            if not (forced or (name in self.required and name not in base) or run.wants()):
                continue
            child = self.child(name)
            if child is not None:
                if forced:
                    run.trace.append(name)
                out[name] = run.draw(child, base.get(name, MISSING), focus[1:] if forced else ())
        for name in sorted(self.required - self.properties.keys() - base.keys()):  # entries a map must have
            place = self.child(name)
            if place is not None:
                out[name] = run.draw(place, MISSING, ())
        if self.entries:
            self._fill_entries(run, base, focus, out)
        return out

    def _fill_entries(self, run: Run, base: Mapping[str, Any], focus: Focus, out: dict[str, Any]) -> None:
        rng = run.rng
        if focus and focus[0][0] == "entry":
            keys, node = self.entries[focus[0][1]]
            key = rng.choice([name for name in keys if name not in base] or keys)
            run.trace.append(key)
            out[key] = run.draw(node, base.get(key, MISSING), focus[1:])
        known = [key for key in base if key not in self.properties]
        if known and run.density > 0.1 and rng.random() < 0.1:
            out.setdefault(rng.choice(known), None)
            run.nulls = True
        size = len(over(base, out, keep_nulls=False))
        room = self.flat.get("maxProperties", 99) - size
        lack = self.flat.get("minProperties", 0) - size
        count = rng.choice((0, 1, 1, 2, 3, 4)) if run.density and run.wants() else 0
        for _ in range(min(max(count, lack), room)):
            keys, node = rng.choice(self.entries)
            key = rng.choice(known if known and rng.random() < 0.3 else keys)
            place = self.child(key)
            if key not in out and place is not None:
                out[key] = run.draw(place, base.get(key, MISSING), ())

    @cached_property
    def conditions(self) -> list[Condition]:
        return [Condition(self.plan, self, rule) for rule in self.flat["_if"]]
