"""Does every leaf matter that an entry of a map can have: of a job, an exporter, an environment variable, a sidecar?"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from floe_charts.emit.readme import walk
from floe_charts.synth.model import ChartModel
from floe_charts.testing.random import put
from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.shapes import Focus
from floe_charts.values.coalesce import coalesce
from floe_charts.values.model import Values
from tests.closure.backgrounds import BACKGROUNDS
from tests.support import charts

#: A path as the README writes it: ``("jobs", "<name>", "schedule")``.
Declared = tuple[str, ...]
#: How much else is set where a leaf is changed: first as little as the schema allows, then what might make it show.
DENSITIES = (0.0, 0.0, 0.1, 0.3, 0.6)
ROUNDS = 24


def silent_in_entries(name: str, model: ChartModel) -> list[str]:
    """The leaves of entries that changed nothing in any setting that holds them."""
    paths = declared(model.values_type)
    ways = _ways(charts.generator(name).root, paths)
    return [".".join(path) for path in paths if not _heard(name, model, path, ways[path])]


def declared(values_type: type[Values]) -> list[Declared]:
    """The README's rows with an entry's name in them."""
    paths = (tuple(path.split(".")) for path, _ in walk(values_type, "", None) if "<name>" in path)
    return [path for path in paths if path[-1] != "<name>"]


def _ways(root: Node, paths: list[Declared]) -> dict[Declared, list[tuple[Focus, Node]]]:
    """For each path the places it can mean: alternatives of a schema have one each."""
    inner = {path[:size] for path in paths for size in range(len(path))}
    found: dict[Declared, list[tuple[Focus, Node]]] = defaultdict(list)
    for path, focus, node in _walk(root, (), (), inner):
        if path not in inner or path in paths:
            found[path].append((focus, node))
    return found


def _walk(node: Node, path: Declared, focus: Focus, inner: set[Declared]) -> Iterator[tuple[Declared, Focus, Node]]:
    yield path, focus, node
    for step, child in node.steps() if path in inner else ():
        kind, key = step
        below = path if kind == "branch" else (*path, "<name>" if kind == "entry" else str(key))
        if kind != "item":
            yield from _walk(child, below, (*focus, step), inner)


def _heard(name: str, model: ChartModel, path: Declared, ways: list[tuple[Focus, Node]]) -> bool:
    bases = [{}, *BACKGROUNDS.get(name, ())]
    settings = [(density, base, way) for density in DENSITIES for base in bases for way in ways] * ROUNDS
    tried = ((Random(f"{path}/{number}"), *setting) for number, setting in enumerate(settings))
    return any(_changes(name, model, *one) for one in tried)


def _changes(
    name: str, model: ChartModel, rng: Random, density: float, base: dict[str, Any], way: tuple[Focus, Node]
) -> bool:
    """Whether one change of the leaf, in one setting drawn around it, changes an object."""
    generator, (focus, node) = charts.generator(name), way
    run = Run(rng, density, 80)
    drawn = generator.root.draw(run, generator.defaults, focus)
    path = tuple(run.trace)
    values = coalesce(base, drawn)
    changed = put(values, path, node.draw(Run(rng, 0.4, 30), None, ()))
    if changed == values or generator.errors(values) or generator.errors(changed):
        return False
    nearby = _readers(model, str(path[0]))
    return _differ(nearby, values, changed) or _differ(model, values, changed)


def _differ(model: ChartModel, values: dict[str, Any], changed: dict[str, Any]) -> bool:
    return model.evaluate(values) != model.evaluate(changed)


@cache
def _readers(model: ChartModel, key: str) -> ChartModel:
    """The chart with only the templates that name a value of the root: where a change of it shows first, if at all."""
    manifests = {name: manifest for name, manifest in model.manifests.items() if f".Values.{key}" in manifest.write()}
    return dataclasses.replace(model, manifests=manifests)
