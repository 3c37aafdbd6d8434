"""Values files that a chart's schema must refuse, and values with one key left out.

for mutation in misspelt(schema, defaults):
    assert helm_refuses(chart, mutation.values), mutation.why
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from floe_charts.testing.random.generator import ValuesGenerator
from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.objects import ObjectNode
from floe_charts.testing.random.overlays import over, put
from floe_charts.testing.random.places import Place
from floe_charts.testing.random.reaching import reached
from floe_charts.testing.random.shapes import Focus, Path, dotted, type_of

# A quoted number or boolean comes first: the slip people make.
_WRONG: tuple[Any, ...] = ("1", 1, True, {"wrong": 1}, ["wrong"], 1.5)


@dataclass(frozen=True)
class Mutation:
    """A values overlay changed at ``path``; ``why`` says how, in one line."""

    path: Path
    values: dict[str, Any]
    why: str


def misspelt(schema: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Mutation]:
    """For every closed object of ``schema``: a minimal valid overlay over ``values``, plus one misspelt key.

    Objects inside map entries, list items, alternatives and definitions count; what lies inside a definition
    is changed once, where it is first reached, and not again in every place that refers to it.

    Raises:
        ValueError: no valid values were found that hold some object.
    """
    generator = ValuesGenerator(schema, values)
    for focus, node, path, overlay in reached(generator, _misspellable):
        assert isinstance(node, ObjectNode)
        key, value = _typo(node)
        changed = put(overlay, (*path, key), value)
        if not _open_alternative(generator, focus, changed):
            yield Mutation((*path, key), changed, f"{dotted(path)}: no property is named {key!r}")


def wrong_typed(schema: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Mutation]:
    """For every typed place of ``schema``: a minimal valid overlay over ``values`` with a wrong type there.

    As in :func:`misspelt`, the inside of a definition counts once.

    Raises:
        ValueError: no valid values were found that hold some place.
    """
    generator = ValuesGenerator(schema, values)
    for focus, node, path, overlay in reached(generator, _mistypable):
        wrong = next(value for value in _WRONG if not _allows(node, value))
        changed = put(overlay, path, wrong)
        if not _open_alternative(generator, focus, changed):
            expected = " or ".join(sorted(node.types))
            yield Mutation(path, changed, f"{dotted(path)}: expected {expected}, given {type_of(wrong)}")


def without_each(values: Mapping[str, Any], path: Path = ()) -> Iterator[Mutation]:
    """``values`` with each key of each map left out, one at a time."""
    for key, value in values.items():
        here = (*path, key)
        yield Mutation(here, {k: v for k, v in values.items() if k != key}, f"{dotted(here)}: left out")
        if isinstance(value, Mapping):
            for below in without_each(value, here):
                yield Mutation(below.path, {**values, key: below.values}, below.why)


def _misspellable(place: Place) -> bool:
    return isinstance(place.node, ObjectNode) and place.node.closed


def _mistypable(place: Place) -> bool:
    focus = place.ways[0]
    typed = not all(_allows(place.node, value) for value in _WRONG)
    return typed and bool(focus) and focus[-1][0] != "branch"


def _typo(node: ObjectNode) -> tuple[str, Any]:
    """A key near a known one that the object does not know, with a value the known one admits."""
    for name in node.properties:
        typo = name + name[-1:]
        child = node.child(name)
        if child is not None and not node.named(typo):
            value = child.draw(Run(Random(name), 0.0, 0), None, ())
            # Some Helm releases drop a null before they look at the schema.
            return typo, "x" if value is None else value
    return next(key for key in ("misspelt", "Not a key!", "") if not node.named(key)), "x"


def _allows(node: Node, value: Any) -> bool:
    kind = type_of(value)
    return kind in node.types or (kind == "integer" and "number" in node.types)


def _open_alternative(generator: ValuesGenerator, focus: Focus, changed: Mapping[str, Any]) -> bool:
    """Whether another branch of an ``anyOf`` on the way admits the change: then it is no mistake."""
    chosen = any(kind == "branch" for kind, _ in focus)
    return chosen and generator.checker.is_valid(over(generator.defaults, changed, keep_nulls=True))
