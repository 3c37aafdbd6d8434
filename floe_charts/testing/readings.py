"""The three readings of a chart (rendered by Helm, evaluated, built with known values) and what differs."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, reduce
from itertools import zip_longest
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.emit.chart import chart_files
from floe_charts.emit.folder import write_folder
from floe_charts.synth.duplicates import ADDRESS
from floe_charts.synth.model import ChartModel, sub_values, synthesize
from floe_charts.template.context import Release
from floe_charts.testing.difference import HELM, PLAIN, Difference
from floe_charts.testing.given import given
from floe_charts.values.model import Values, fields

if TYPE_CHECKING:
    from floe_charts.helm import Rendered

Object = dict[str, Any]


@cache
def model_of(chart: type[HelmChart[Any]]) -> ChartModel:
    """The synthesized chart, built once."""
    return synthesize(chart)


def synth(chart: type[HelmChart[Any]], directory: Path) -> Path:
    """Write the chart's files below ``directory``; the path of the chart."""
    return write_folder(directory, chart.info.name, chart_files(model_of(chart)))


def render(
    chart: type[HelmChart[Any]], values: Mapping[str, Any] = {}, *, release: Release = Release()
) -> list[Object]:
    """The objects Helm renders, hooks, tests and what lies in ``crds/`` included."""
    return _rendered(chart, values, release).objects


def _rendered(chart: type[HelmChart[Any]], values: Mapping[str, Any], release: Release) -> Rendered:
    from floe_charts.helm import InProcess

    with tempfile.TemporaryDirectory() as directory:
        written = synth(chart, Path(directory))
        return InProcess().render(written, values, release=release.name, namespace=release.namespace)


def concrete(
    chart: type[HelmChart[Any]], values: Mapping[str, Any] = {}, *, release: Release = Release()
) -> list[Object]:
    """The plain objects of the same class, and of its subcharts, built with known values in plain cdk8s apps."""
    return _built(chart, model_of(chart).merged(values), release)


def _built(chart: type[HelmChart[Any]], merged: Mapping[str, Any], release: Release) -> list[Object]:
    """The same for values merged with the defaults already: merged twice, a default a null removed would be back."""
    import cdk8s

    known = _known(chart, merged)
    # The id is the chart's in both readings: cdk8s-plus makes selectors out of construct paths.
    built = chart(cdk8s.App(), chart.info.name, known, release)
    found: list[Object] = cdk8s.Testing.synth(built)
    below = replace(release, root=False)
    parts = [(sub, sub_values(sub, merged)) for sub in model_of(chart).subcharts]
    return found + [item for sub, part in parts if part is not None for item in _built(sub.model.source, part, below)]


def _known(chart: type[HelmChart[Any]], merged: Mapping[str, Any]) -> Values:
    """The values as the chart's class takes them.

    Helm does not check a chart that is off, so an entry there may lack what it needs; such an entry is left out.
    """
    told: Any = copy.deepcopy(given(chart.values_type, _own(chart, merged)))
    off = {sub.key for sub in model_of(chart).subcharts if sub_values(sub, merged) is None}
    while True:
        try:
            return chart.values_type.model_validate(told)
        except ValidationError as error:
            places = [found["loc"] for found in error.errors() if found["type"] == "missing"]
            if not places or any(place[0] not in off for place in places):
                raise
            *above, entry, _ = places[0]
            del reduce(getitem, above, told)[entry]


def _own(chart: type[HelmChart[Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    """The merged values without what only a subchart knows."""
    model, merged = model_of(chart), dict(values)
    declared = {field.key: field.type.model for field in fields(chart.values_type)}
    for sub in model.subcharts:
        shared = declared.get(sub.key)
        known = {field.key for field in fields(shared)} if shared else set()
        merged[sub.key] = {key: item for key, item in (merged.get(sub.key) or {}).items() if key in known}
    return {key: item for key, item in merged.items() if key in declared}


def differences(
    chart: type[HelmChart[Any]], values: Mapping[str, Any] = {}, *, release: Release = Release()
) -> list[Difference]:
    """What Helm renders, and what the class builds with known values, against what the tree evaluates to.

    Empty when all three agree. Definitions in ``crds/`` are no template, so there is nothing to compare.

    >>> differences(Echo, {"replicas": 3})                   # doctest: +SKIP
    []
    """
    evaluated = model_of(chart).evaluate(values, release)
    plain = concrete(chart, values, release=release)
    return [
        *compare(evaluated, _rendered(chart, values, release).templated),
        *compare(comparable(evaluated), comparable(plain), PLAIN),
    ]


def comparable(data: Any) -> Any:
    """Objects without the address that cdk8s-plus gives pods: where it could select anything, synthesis refuses it.

    It is made of the construct's path, and with known values each round of a loop has a path of its own.
    """
    if isinstance(data, Mapping):
        return {key: comparable(_unaddressed(item) if key == "labels" else item) for key, item in data.items()}
    return [comparable(item) for item in data] if isinstance(data, list) else data


def _unaddressed(labels: Any) -> Any:
    return {key: item for key, item in labels.items() if key != ADDRESS} if isinstance(labels, Mapping) else labels


def compare(evaluated: list[Object], others: list[Object], reading: str = HELM) -> Iterator[Difference]:
    """The objects that differ, matched by kind and name."""
    left, right = _named(evaluated), _named(others)
    for key in sorted(left.keys() | right.keys()):
        for one, other in zip_longest(left.get(key, []), right.get(key, [])):
            if one != other:
                yield Difference(key, one, other, reading)


def _named(items: list[Object]) -> dict[tuple[str, str], list[Object]]:
    """Objects by kind and name; an installer's extra objects may have the name of another."""
    found: dict[tuple[str, str], list[Object]] = {}
    for item in sorted(items, key=lambda item: str(item["metadata"].get("labels"))):
        found.setdefault(identity(item), []).append(item)
    return found


def identity(item: Object) -> tuple[str, str]:
    """Kind and name."""
    return item["kind"], item["metadata"]["name"]
