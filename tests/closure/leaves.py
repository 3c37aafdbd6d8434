"""Does every leaf matter, and does every template read what is declared?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from floe_charts.synth.model import ChartModel
from floe_charts.template.context import Refused
from floe_charts.testing.mutations import leaves
from floe_charts.testing.random_values import coalesce, put
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import Values, fields
from tests.support import charts

#: Backgrounds a change is tried on, one after the other, until it shows.
DENSE = 12
Path = tuple[str | int, ...]


def silent(name: str, model: ChartModel) -> list[str]:
    """The leaves that changed nothing on any background."""
    backgrounds = [_everything_on(model), {}, *_dense(name)]
    waiting = {path for path, _, alternatives in _leaves(name, {}) if alternatives}
    seen: set[Path] = set()
    for background in backgrounds:
        before = _output(model, background)
        merged = coalesce(model.merged({}), background)
        for path, _, alternatives in _leaves(name, merged):
            if _generic(path) not in seen and any(_changes(name, model, background, before, path, new) for new in alternatives):
                seen.add(_generic(path))
    return sorted(".".join(map(str, path)) for path in waiting if _generic(path) not in seen)


def _leaves(name: str, merged: Mapping[str, Any]) -> Iterator[tuple[Path, Any, list[Any]]]:
    values = merged or charts.model(name).merged({})
    return ((path, now, new) for path, now, new in leaves(charts.schema(name), values) if path[0] not in ("global", "enabled"))


def _changes(name: str, model: ChartModel, background: dict[str, Any], before: Any, path: Path, new: Any) -> bool:
    overlay = coalesce(background, put({}, path, new))
    return not charts.generator(name).errors(overlay) and _output(model, overlay) != before


def _output(model: ChartModel, values: Mapping[str, Any]) -> Any:
    try:
        return model.evaluate(values)
    except Refused as refused:
        return str(refused)


def _generic(path: Path) -> Path:
    return path


def _everything_on(model: ChartModel) -> dict[str, Any]:
    """Every declared switch at once."""
    return _switched(model.values_type)


def _switched(values_type: type[Values]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(values_type):
        if field.type.kind == "bool" and field.key != "global":
            found[field.key] = True
        elif field.type.kind == "object" and field.type.model:
            found[field.key] = _switched(field.type.model)
    return found


def _dense(name: str) -> Iterator[dict[str, Any]]:
    drawn = (charts.generator(name).generate(seed) for seed in range(60))
    return iter(sorted(drawn, key=lambda values: -len(str(values)))[:DENSE])


_VALUES = re.compile(r"\.Values((?:\.[A-Za-z_]\w*)+)")


def undeclared(model: ChartModel, texts: Mapping[str, str]) -> list[str]:
    """Value paths that a template's text reads and no field declares."""
    found = {(name, path[1:]) for name, text in texts.items() for path in _VALUES.findall(text)}
    return sorted(f"{name}: .Values.{path}" for name, path in found if not _declared(model.values_type, path.split(".")))


def _declared(values_type: type[Values] | None, keys: list[str]) -> bool:
    if not keys:
        return True
    field = next((field for field in fields(values_type) if field.key == keys[0]), None) if values_type else None
    return field is not None and _below(field.type, keys[1:])


def _below(kind: FieldType, keys: list[str]) -> bool:
    return _declared(kind.model, keys) if kind.model else not keys or kind.kind in ("struct", "any", "map")
