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
from tests.closure.backgrounds import BACKGROUNDS, NEEDED
from tests.support import charts

#: Backgrounds a change is tried on, one after the other, until it shows.
DENSE = 20
Path = tuple[str | int, ...]


def silent(name: str, model: ChartModel, dense: int = DENSE) -> list[str]:
    """The leaves that changed nothing on any background, those with no other value to try among them."""
    everything = coalesce(_switched(model.values_type), NEEDED.get(name, {}))
    waiting = {path: new for path, _, new in _leaves(name, everything)}
    for background in (everything, {}, *BACKGROUNDS.get(name, ()), *_dense(name, dense)):
        if not charts.generator(name).errors(background):
            before = model.evaluate(background)
            heard = {path for path in waiting if _heard(name, model, background, before, path, waiting[path])}
            waiting = {path: new for path, new in waiting.items() if path not in heard}
    return sorted(".".join(map(str, path)) for path in waiting)


def _leaves(name: str, overlay: Mapping[str, Any]) -> Iterator[tuple[Path, Any, list[Any]]]:
    """All but a parent's condition, what a proved subchart reads itself, and globals that the parent's own replace."""
    model = charts.model(name)
    proved = {sub.key for sub in model.subcharts if sub.key in charts.CHARTS}
    given = {(sub.key, "global") for sub in model.subcharts} | {("enabled",)}
    for path, now, new in leaves(charts.schema(name), model.merged(overlay), alone=False):
        if path[:2] not in given and (path[0] not in proved or path[1] == "enabled"):
            yield path, now, new


def _heard(
    name: str, model: ChartModel, background: dict[str, Any], before: Any, path: Path, alternatives: list[Any]
) -> bool:
    overlays = (coalesce(background, put({}, path, one)) for one in alternatives)
    return any(not charts.generator(name).errors(one) and model.evaluate(one) != before for one in overlays)


def _switched(values_type: type[Values]) -> dict[str, Any]:
    """Every declared switch on at once."""
    found: dict[str, Any] = {}
    for field in fields(values_type):
        if field.type.kind == "bool" and field.key != "global":
            found[field.key] = True
        elif field.type.kind == "object" and field.type.model:
            found[field.key] = _switched(field.type.model)
    return found


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
