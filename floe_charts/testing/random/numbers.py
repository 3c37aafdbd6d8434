"""Numbers near a schema's bounds and between them."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from floe_charts.testing.random.nasty import INTEGERS


def numbers(flat: Mapping[str, Any], *, whole: bool) -> list[Any]:
    """Candidates for a number; the caller keeps those the schema admits."""
    low = flat.get("minimum", flat.get("exclusiveMinimum"))
    high = flat.get("maximum", flat.get("exclusiveMaximum"))
    edges = [edge + by for edge in (low, high) if edge is not None for by in (-1, 0, 1)]
    step = flat.get("multipleOf", 1)
    first, last = (-10 if low is None else low), (2**31 if high is None else high)
    rng = Random(f"{first}/{last}/{step}")
    inside = [first + (last - first) * rng.randrange(1001) // 1000 for _ in range(8)]
    pool = [*INTEGERS, *edges, *inside]
    pool += [value // step * step for value in [*pool, first + step] if "multipleOf" in flat]
    if whole:
        return list(dict.fromkeys(int(value) for value in pool))
    return list(dict.fromkeys([*pool, 0.5, 0.25, 1.5, 0.001, 99.9, *(edge + 0.5 for edge in edges)]))
