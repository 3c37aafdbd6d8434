"""Values merge as Helm's own engine merges them."""

from __future__ import annotations

from random import Random
from typing import Any

import yaml

from floe_charts.helm.sdk import sdk
from floe_charts.values.coalesce import coalesce
from tests.template.helm import chart


def random_map(rng: Random, depth: int = 0, nulls: bool = False) -> dict[str, Any]:
    return {key: random_value(rng, depth, nulls) for key in "abcdef" if rng.random() < 0.6}


def random_value(rng: Random, depth: int, nulls: bool) -> Any:
    if depth < 3 and rng.random() < 0.5:
        return random_map(rng, depth + 1, nulls)
    return rng.choice([1, "x", True, [1, {"a": 1}], [], "", 0, *([None] * 4 if nulls else [])])


def drop_nulls(value: Any) -> Any:
    """Helm releases disagree on a null without a default, so the comparison leaves it out."""
    return {k: drop_nulls(v) for k, v in value.items() if v is not None} if isinstance(value, dict) else value


def test_helm_merges_the_same() -> None:
    rng = Random(7)
    for _ in range(150):
        defaults, overlay = random_map(rng), random_map(rng, nulls=True)
        with chart({"values.yaml": yaml.safe_dump(defaults)}) as path:
            merged = sdk().Chart.load(str(path)).merge_values(overlay)
        assert drop_nulls(coalesce(defaults, overlay)) == drop_nulls(merged)
        assert drop_nulls(coalesce(defaults, overlay, keep_nulls=False)) == coalesce(
            defaults, overlay, keep_nulls=False
        )


def test_nothing_is_shared() -> None:
    defaults: dict[str, Any] = {"a": {"b": [1]}}
    overlay: dict[str, Any] = {"c": {"d": [{}]}}
    merged = coalesce(defaults, overlay)
    merged["a"]["b"].append(2)
    merged["c"]["d"][0]["x"] = 1
    assert (defaults, overlay) == ({"a": {"b": [1]}}, {"c": {"d": [{}]}})
