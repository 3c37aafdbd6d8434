"""Maps of entries, one over another: of a key that both have, the upper one's entry stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from floe_charts.flow.lifting import to_expr
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.known import KnownMap
from floe_charts.template.call import call
from floe_charts.template.nodes import Value
from floe_charts.template.parts import Each, Guard, Map, pair
from floe_charts.template.paths import Path, Source
from floe_charts.template.text import Define, Include
from floe_charts.template.truth import negated

T = TypeVar("T")
UPPER, LOWER = "upper", "lower"


def overlaid(chart: Any, upper: Mapping[str, T] | None, lower: Mapping[str, T] | None) -> dict[str, T]:
    """A values map over another of the same type: of a key that both have, the upper one's entry stands alone.

    Helm's own merge would mix two entries of one key, such as a Secret and a claim at one path.
    Raises MisusedReference for a map that is no value but made of some, by ``merged`` or ``entries``.

    >>> overlaid(chart, location.volumes, values.runs.volumes)       # doctest: +SKIP
    """
    if chart.registry is None:
        return cast(dict[str, T], _known(upper, lower))
    define = chart.shared(_define(f"{chart.info.name}.overlaid"))
    maps = {UPPER: to_expr(upper, chart.registry), LOWER: to_expr(lower, chart.registry)}
    typed: Any = next((found for found in (upper, lower) if isinstance(found, EntryMap)), None)
    whole = call("fromYaml", Include(define, maps), kind="map")
    return EntryMap(whole, chart.registry, getattr(typed, "item", None), getattr(typed, "plain_keys", False))


def _known(upper: Any, lower: Any) -> Any:
    if not (upper and lower):
        return upper or lower
    whole = KnownMap({}, getattr(upper, "item", None))
    dict.update(whole, {**lower, **upper})
    whole.entries = {**getattr(lower, "entries", lower), **getattr(upper, "entries", upper)}
    return whole


def _define(name: str) -> Define:
    """An entry stands on one line as JSON: as YAML its last text would lose its line break to ``include``."""
    upper, lower = (Path(Source("param", param), kind="map") for param in (UPPER, LOWER))
    key, entry = Path(Source("variable", "key"), kind="str"), Path(Source("variable", "entry"))
    held = call("hasKey", call("default", {}, upper, kind="map"), key, kind="bool")
    written = pair(key, Value(entry))
    own, inherited = (written,), (Guard(negated(held), (written,)),)
    body = Map((Each("key", "entry", upper, own), Each("key", "entry", lower, inherited)))
    comment = "One map of entries over another: of a key that both have, the upper one's entry stands alone."
    return Define(name, body, comment, (UPPER, LOWER), kind="map")
