"""Values that hold something for certain, as their schema says: written without asking whether they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from floe_charts.flow.lifting import lifted, to_node
from floe_charts.flow.loops import each_of, symbolic
from floe_charts.flow.whole import pairs_of
from floe_charts.refs.stand_in import stand_in
from floe_charts.template.expression import Env
from floe_charts.template.nodes import Always
from floe_charts.template.parts import EachOf, Map, Seq, Splice

T = TypeVar("T")


class Filled(Map):
    """A map of optional keys of which, as the schema sees to it, one is always there."""

    def present(self) -> Always:
        return True


@dataclass(frozen=True)
class Whole(Splice):
    """All of a values list that has items for certain."""

    certain: bool = True

    def lines(self, env: Env, indent: int) -> list[str]:
        return [self.yaml(indent, f"toYaml {self.expr.operand(env)}")]


class Every(EachOf):
    """A loop over such a list."""

    def present(self) -> Always:
        return True


def filled(whole: T, registry: Any) -> T:
    """A map or struct of optional keys that is written without asking whether any is there: one always is."""
    if registry is None:
        return whole
    return cast(T, lifted(Filled(tuple(pairs_of(to_node(whole, registry)))), whole, registry))


def never_empty(whole: list[T]) -> list[T]:
    """A values list that is written without asking whether it has items: its schema says ``minItems``."""
    source: Any = whole
    if not symbolic(source):
        return whole
    return cast(list[T], lifted(Seq((Whole(source.node),)), whole, source.registry))


def every(source: Any, body: Callable[[Any], T]) -> list[T]:
    """``each_of`` over such a list."""
    loop = each_of(source, body)
    if not symbolic(source):
        return loop
    (part,) = cast(Seq, to_node(loop, source.registry)).parts
    return cast(list[T], lifted(Seq((Every(**vars(part)),)), loop, source.registry))


def given(value: T | None) -> T:
    """An optional value where a condition has asked for it, or a rule requires it: written without asking again."""
    source: Any = value
    if not symbolic(source):
        return cast(T, value)
    return cast(T, stand_in(replace(source.node, optional=False, nullable=False), source.registry))
