"""Values under a condition: perhaps, one of two, or another where one is empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, cast

from floe_charts.flow.lifting import condition_expr, decided, home, lifted, same_type, to_expr, to_node, to_part
from floe_charts.flow.objects import refuse_nulls
from floe_charts.refs.kinds import common_kind
from floe_charts.refs.known import Known
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import NOWHERE, Condition, Ref, stand_in
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.logic import conjuncts
from floe_charts.template.nodes import Conditional, Either
from floe_charts.template.parts import Guard, Part
from floe_charts.template.paths import Path, Present, Unconverted
from floe_charts.template.truth import boolean, negated

T = TypeVar("T")


def only_if(condition: Any, value: T) -> T:
    """The value, or nothing at all: as an argument the key is left out, in ``items`` the item.

    >>> only_if(False, "debug") is None
    True
    """
    known = decided(condition)
    if known is not None:
        return cast(T, value if known else None)
    registry = home(condition, value)
    assert registry is not None
    asked = condition_expr(condition)
    inner = to_part(value, registry, conjuncts(asked))
    node = Guard(asked, (inner,)) if isinstance(inner, Part) else Conditional(asked, inner)
    return cast(T, lifted(node, value, registry))


def choose(condition: Any, yes: T, no: T) -> T:
    """One of two values.

    >>> choose(True, "ReadWriteOnce", "ReadWriteMany")
    'ReadWriteOnce'
    """
    known = decided(condition)
    if known is not None:
        return _folded(yes if known else no)
    registry = home(condition, yes, no)
    assert registry is not None
    asked = condition_expr(condition)
    if all(_inline(value) for value in (yes, no)):
        return cast(T, _ternary(asked, yes, no, registry))
    return cast(T, lifted(Either(asked, *_both(to_node, asked, yes, no, registry)), yes, registry))


def _inline(value: Any) -> bool:
    """Whether a value fits into a ``ternary``: a scalar, known or not."""
    return isinstance(value, (str, int, float, Ref)) and not isinstance(value, (dict, list))


def _ternary(condition: Expr, yes: Any, no: Any, registry: Registry) -> Any:
    first, second = map(not_nil, _both(to_expr, condition, yes, no, registry))
    kind = common_kind(first, second, "the two of choose(...)")
    return stand_in(call("ternary", first, second, boolean(condition), kind=kind), registry)


def _both(read: Callable[..., T], condition: Expr, yes: Any, no: Any, registry: Registry) -> tuple[T, T]:
    """The two of a choice, each read as what stands there only where the condition holds, or does not."""
    return read(yes, registry, conjuncts(condition)), read(no, registry, conjuncts(negated(condition)))


def not_nil(node: Expr) -> Expr:
    """An optional value with its zero instead of nil: ``ternary`` and ``printf`` cannot take nil."""
    return replace(node, optional=False, nullable=True) if isinstance(node, Path) and node.optional else node


def fallback(value: T | None, otherwise: T) -> T:
    """The value, or another one where it is empty (Helm's ``default``).

    >>> fallback("", "standard")
    'standard'
    """
    registry = home(value, otherwise)
    if registry is None:
        return _folded(cast(T, value) if _filled(value) else otherwise)
    refuse_nulls(value)
    first, second = to_expr(value, registry), to_expr(otherwise, registry)
    given = Unconverted(first) if isinstance(first, Path) else first
    kind = common_kind(first, second, "value and fallback")
    whole = call("default", second, given, kind=kind, plain=first.plain and second.plain)
    # Helm reads every number as a float64, and ``default`` leaves it one: 10000000 would print as 1e+07.
    exact = call("int64", whole, kind="int") if kind == "int" else whole
    return cast(T, same_type(exact, value, registry))


def _folded(value: T) -> T:
    """A plain truth or fraction as the stand-in it would be: inside text Python would write ``True`` and ``1e-07``."""
    plain = isinstance(value, (bool, float)) and not isinstance(value, Ref)
    return cast(T, stand_in(Literal(value), None)) if plain else value


def _filled(value: Any) -> bool:
    return bool(value.node.evaluate(NOWHERE)) if isinstance(value, Ref) else bool(value)


def is_set(value: Any) -> Condition:
    """Whether an optional value is there: a number counts even when it is 0, text and collections when not empty."""
    if isinstance(value, Ref) and value.registry:
        return Condition.of(Present(value.node), value.registry)
    node = getattr(value, "_floe_node", None)
    if isinstance(value, Known):
        return Condition.of(Literal(True), None)
    if node is not None:
        return Condition.of(Present(node), value._floe_registry)
    return Condition.of(_given(value) if isinstance(value, Ref) else Literal(value is not None and value != {}), None)


def _given(value: Ref) -> Expr:
    """A known optional number or truth is there even when it is 0 or false."""
    return Literal(True) if getattr(value, "optional", False) else value.node


def not_(condition: Any) -> Condition:
    """The opposite; works on plain bools too, where ``~`` gives a number."""
    registry = home(condition)
    return Condition.of(negated(condition_expr(condition)), registry)
