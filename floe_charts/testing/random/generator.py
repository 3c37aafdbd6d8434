"""Draw whole overlays, check them, repair them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from math import gcd
from random import Random
from typing import Any

from floe_charts.testing.random.checker import checker, error_paths
from floe_charts.testing.random.lonely import lonely
from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.overlays import drop, over
from floe_charts.testing.random.places import positions
from floe_charts.testing.random.plan import Plan
from floe_charts.testing.random.shapes import Focus, Path

# Enough for a place that one kind of object in ten can hold.
_REACHES = 120


class ValuesGenerator:
    """Draws values overlays that ``schema`` admits once Helm has merged them over ``defaults``.

    ``asked`` counts calls of :meth:`generate`, ``first`` those whose first draft was valid, ``repaired``
    those that lost some keys to become valid.
    """

    def __init__(self, schema: Mapping[str, Any], defaults: Mapping[str, Any] | None = None) -> None:
        self.schema, self.defaults = schema, dict(defaults or {})
        self.checker = checker(schema)
        self.plan = Plan(schema)
        root = self.plan.node(schema)
        if root is None or not root.objects():
            raise ValueError("schema: its root admits no object; a values file is one")
        self.root: Node = root
        self.asked = self.first = self.repaired = 0

    @cached_property
    def leaves(self) -> list[Focus]:
        """The ways to every place with nothing below it (at most 50,000)."""
        found = (focus for focus, node in positions(self.root) if next(node.steps(), None) is None)
        return list(islice(found, 50_000))

    @property
    def acceptance(self) -> float:
        """The share of overlays whose first draft was valid as drawn."""
        return self.first / self.asked if self.asked else 1.0

    def errors(self, overlay: Mapping[str, Any]) -> list[tuple[Path, str]]:
        """What the schema refuses once merged over the defaults, whether Helm keeps nulls or drops them."""
        for keep in (True, False):
            merged = over(self.defaults, overlay, keep_nulls=keep)
            if not self.checker.is_valid(merged):
                return error_paths(self.checker, merged)
        return []

    def _valid(self, overlay: Mapping[str, Any], run: Run) -> bool:
        kept = self.checker.is_valid(over(self.defaults, overlay, keep_nulls=True))
        return kept and (not run.nulls or self.checker.is_valid(over(self.defaults, overlay, keep_nulls=False)))

    def generate(self, seed: int) -> dict[str, Any]:
        """The overlay of ``seed``; the same on every run and every Python.

        Raises ValueError if no valid overlay turns up in 30 tries.
        """
        self.asked += 1
        # A stride near the golden section spreads neighbouring seeds over the whole schema.
        focus = self.leaves[(seed * _stride(len(self.leaves))) % len(self.leaves)]
        for attempt in range(30):
            rng = Random(f"{seed}/{attempt}")
            run = Run(rng, rng.choice((0.0, 0.03, 0.1, 0.25, 0.5, 0.75, 0.95)), rng.choice((25, 80, 200, 400)))
            overlay: dict[str, Any] | None = self.root.draw(run, self.defaults, focus if attempt < 10 else ())
            if overlay is not None and self._valid(overlay, run):
                self.first += attempt == 0
                return overlay
            overlay = self._repair(overlay or {})
            if overlay is not None:
                self.repaired += 1
                return overlay
        raise ValueError(f"seed {seed}: no valid values in 30 tries; do the chart's defaults pass its schema?")

    def _repair(self, overlay: dict[str, Any]) -> dict[str, Any] | None:
        for _ in range(8):
            errors = self.errors(overlay)
            if not errors:
                return overlay
            for path, _message in errors:
                if path and path[0] in overlay:
                    overlay = drop(overlay, path)
                elif not path:
                    return None
        return None

    def reach(self, focus: Focus) -> tuple[Path, dict[str, Any]] | None:
        """Where a minimal valid overlay holds the place ``focus``, and it; None if none was found."""
        for attempt in range(_REACHES):
            # Mostly as little as possible; now and then more, for rules that want company.
            run = Run(Random(f"reach/{attempt}"), 0.3 if attempt > 20 and attempt % 3 == 0 else 0.0, 50)
            overlay = self.root.draw(run, self.defaults, focus)
            path = tuple(run.trace)
            if not isinstance(overlay, dict) or not _holds(overlay, path):
                continue
            if self._valid(overlay, run):
                return path, overlay
            if attempt in (
                0,
                8,
                16,
            ):  # the siblings to blame are mostly the defaults', the same on each attempt
                for alone in lonely(overlay, self.defaults, path):
                    if not self.errors(alone):
                        return path, alone
        return None


def _holds(values: Any, path: Path) -> bool:
    for key in path:
        if not isinstance(values, (Mapping, list)):
            return False  # a rule put null in the place of what was drawn there
        if key not in (values if isinstance(values, Mapping) else range(len(values))):
            return False
        below: Any = values
        values = below[key]
    return True


def _stride(size: int) -> int:
    return next(step for step in range(int(size * 0.618) + 1, 2 * size + 2) if gcd(step, size) == 1)


def random_values(schema: Mapping[str, Any], seed: int, *, defaults: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """One overlay; for many of one schema, keep a :class:`ValuesGenerator`."""
    return ValuesGenerator(schema, defaults).generate(seed)
