"""Take away what stands beside a place, where it and the place exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from floe_charts.testing.random.overlays import drop, put
from floe_charts.testing.random.shapes import Path


def lonely(overlay: Mapping[str, Any], defaults: Mapping[str, Any], path: Path) -> Iterator[dict[str, Any]]:
    """``overlay`` without one key beside ``path``, then without all of them; the nearest objects come first.

    A key the overlay sets is left out; one that Helm would merge in from the defaults is set to null.
    """
    for depth in range(len(path) - 1, -1, -1):
        above, here = path[:depth], path[depth]
        # Helm replaces lists whole: nothing in a default list is merged in.
        drawn, merged = _at(overlay, above), _at(defaults, above, lists=False)
        siblings = [key for key in {**merged, **drawn} if key != here]
        everything: Any = overlay
        for key in siblings:
            place = (*above, key)
            if key not in merged:
                yield drop(overlay, place)
                everything = drop(everything, place)
            elif drawn.get(key, "") is not None:
                yield put(overlay, place, None)
                everything = put(everything, place, None)
        if len(siblings) > 1:
            yield everything


def _at(values: Any, path: Path, *, lists: bool = True) -> Mapping[str, Any]:
    """The object at ``path``; an empty one where there is none."""
    for key in path:
        if isinstance(values, Mapping):
            values = values.get(key)
        elif lists and isinstance(values, list) and isinstance(key, int) and key < len(values):
            values = values[key]
        else:
            return {}
    return values if isinstance(values, Mapping) else {}
