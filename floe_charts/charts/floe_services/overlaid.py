"""Maps of entries, one over another: where both have a key, the upper one's entry stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pydantic.alias_generators import to_camel

from floe_charts.flow.inside import entries, merged, not_, only_if
from floe_charts.flow.lifting import to_node
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.known import KnownMap
from floe_charts.refs.stand_in import Condition
from floe_charts.refs.view import View
from floe_charts.template.call import call
from floe_charts.template.paths import Path, Source
from floe_charts.template.text import Define, Include

#: The parameter of the named templates.
OF = "of"


def overlaid(chart: Any, name: str, of: Any, field: str, lower: Mapping[str, Any]) -> Any:
    """A map of ``of``, an entry of values, over another, as a named template; each name stands for one pair of maps.

    Helm's own merge would mix two entries of one key, such as a Secret and a claim at one path.

    >>> overlaid(chart, "runVolumes", location, "volumes", values.runs.volumes)      # doctest: +SKIP
    """
    upper = getattr(of, field)
    if chart.registry is None:
        return _known(upper, lower)
    full = f"{chart.info.name}.{name}"
    define = chart.defines.get(full) or chart.define(_define(full, of, field, lower))
    expr = call("fromYaml", Include(define, {OF: of._floe_node}), kind="map")
    return EntryMap(expr, chart.registry, upper.item, upper.plain_keys)


def _known(upper: Any, lower: Any) -> KnownMap | None:
    if not (upper and lower):
        return cast(KnownMap, upper or lower)
    whole = KnownMap({}, upper.item)
    dict.update(whole, {**lower, **upper})
    whole.entries = {**lower.entries, **upper.entries}
    return whole


def _define(full: str, of: Any, field: str, lower: Mapping[str, Any]) -> Define:
    registry = of._floe_registry
    upper = getattr(View(of._model, Path(Source("param", OF)), registry, of._sure), field)
    with registry.variables.outside():
        whole = merged(
            entries(upper, lambda name, entry: _whole(entry)),
            entries(lower, lambda name, entry: only_if(not_(_has(upper, name)), _whole(entry))),
            disjoint=True,
        )
    comment = f"The {to_camel(field)} of a code location over those that it shares: an entry that both have is its own."
    return Define(full, to_node(whole, registry), comment, (OF,), kind="map")


def _whole(entry: Any) -> Any:
    """An entry as it stands, not field by field."""
    node = getattr(entry, "_floe_node", None)
    return entry if node is None else EntryMap(node, entry._floe_registry, None)


def _has(source: EntryMap, name: Any) -> Condition:
    held = call("hasKey", call("default", {}, source.node, kind="map"), name.node, kind="bool")
    return Condition.of(held, source.registry)
