"""Does every leaf matter, and does every template read what is declared?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from floe_charts.synth.model import ChartModel
from floe_charts.testing.leaves import leaves
from floe_charts.testing.random import put
from floe_charts.values.coalesce import coalesce
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import Values, fields
from tests.closure.backgrounds import BACKGROUNDS
from tests.support import charts

#: Backgrounds a change is tried on, one after the other, until it shows.
DENSE = 20
Path = tuple[str | int, ...]


def silent(name: str, model: ChartModel, dense: int = DENSE) -> list[str]:
    """The leaves that changed nothing on any background."""
    everything = _switched(model.values_type)
    waiting: dict[Path, list[Any]] = {path: new for path, _, new in _leaves(name, everything) if new}
    for background in [
        everything,
        {},
        *BACKGROUNDS.get(name, ()),
        *_dense(name, dense),
        *_from_subcharts(model, dense),
    ]:
        before = model.evaluate(background)
        heard = [
            path
            for path, new in waiting.items()
            if any(_changes(name, model, background, before, path, one) for one in new)
        ]
        waiting = {path: new for path, new in waiting.items() if path not in heard}
        if not waiting:
            break
    return sorted(".".join(map(str, path)) for path in waiting)


def _leaves(name: str, overlay: Mapping[str, Any]) -> Iterator[tuple[Path, Any, list[Any]]]:
    """What a chart shares with its parent and subcharts is theirs to read."""
    found = leaves(charts.schema(name), charts.model(name).merged(overlay))
    return ((path, now, new) for path, now, new in found if "global" not in path and path != ("enabled",))


def _changes(name: str, model: ChartModel, background: dict[str, Any], before: Any, path: Path, new: Any) -> bool:
    overlay = coalesce(background, put({}, path, new))
    return not charts.generator(name).errors(overlay) and model.evaluate(overlay) != before


def _switched(values_type: type[Values]) -> dict[str, Any]:
    """Every declared switch on at once."""
    found: dict[str, Any] = {}
    for field in fields(values_type):
        if field.type.kind == "bool" and field.key != "global":
            found[field.key] = True
        elif field.type.kind == "object" and field.type.model:
            found[field.key] = _switched(field.type.model)
    return found


def _from_subcharts(model: ChartModel, count: int) -> Iterator[dict[str, Any]]:
    """Settings a subchart's own leaves show on, under its key."""
    for sub in model.subcharts:
        for values in _dense(sub.key, count) if sub.key in charts.CHARTS else ():
            yield {sub.key: {key: item for key, item in values.items() if key != "global"}}


def _dense(name: str, count: int) -> Iterator[dict[str, Any]]:
    drawn = (charts.draw(name, seed) for seed in range(5 * count))
    return iter(sorted(drawn, key=lambda values: -len(str(values)))[:count])


_VALUES = re.compile(r"\.Values((?:\.[A-Za-z_]\w*)+)")


def undeclared(model: ChartModel, texts: Mapping[str, Any]) -> list[str]:
    """Value paths that a template's text reads and no field declares."""
    found = {(name, path[1:]) for name, text in texts.items() for path in _VALUES.findall(text)}
    return sorted(
        f"{name}: .Values.{path}" for name, path in found if not _declared(model.values_type, path.split("."))
    )


def _declared(values_type: type[Values] | None, keys: list[str]) -> bool:
    if not keys:
        return True
    field = next((field for field in fields(values_type) if field.key == keys[0]), None) if values_type else None
    return field is not None and _below(field.type, keys[1:])


def _below(kind: FieldType, keys: list[str]) -> bool:
    return _declared(kind.model, keys) if kind.model else not keys or kind.kind in ("struct", "any", "map")
