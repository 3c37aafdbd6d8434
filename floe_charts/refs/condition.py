"""Conditions: what is true or false at install time."""

from __future__ import annotations

from functools import cache
from typing import Any, NoReturn

from floe_charts.refs.kinds import common_kind
from floe_charts.refs.misuse import MisusedReference, describe, may_be_unset, misused
from floe_charts.refs.ref import NOWHERE, Ref, as_text, node_of, registry_of
from floe_charts.refs.registry import Registry
from floe_charts.template.comparison import compared
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.logic import every, some
from floe_charts.template.truth import negated

_BUILD = "build(k8s.SomeStruct, some_field=...)"


class _NoJsiiType(type):
    """Jsii asks the class of what it does not know for its type; Python's own error would cut our words short."""

    @property
    def __jsii_type__(cls) -> NoReturn:
        raise MisusedReference(
            f"{cls.__name__.partition(', which')[0]} is only known at install time, so a construct takes it neither as"
            f' text nor as a bool; write it as text: f"{{values.x}}", or a bool by {_BUILD}'
        )


class Condition(Ref, metaclass=_NoJsiiType):
    """Something that is true or false at install time; combine with ``&``, ``|`` and ``~``."""

    def __new__(cls, node: Expr, registry: Registry | None) -> Condition:
        return object.__new__(_telling(describe(node)))

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry

    @classmethod
    def of(cls, node: Expr, registry: Registry | None) -> Condition:
        """A condition, decided at once when everything in it is known."""
        return cls(node if registry else Literal(bool(node.evaluate(NOWHERE))), registry)

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]  # decided at install time
        if isinstance(other, bool):
            return self if other else ~self
        common_kind(self.node, node_of(other), "compared")
        return Condition.of(compared("eq", self.node, node_of(other)), registry_of(self, other))

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]  # the same
        return ~(self == other)

    def _no_order(self, other: object) -> NoReturn:
        raise misused(self, "true and false have no order", "put comparisons in parentheses: a & (b > 2)")

    __lt__ = __le__ = __gt__ = __ge__ = _no_order

    def __hash__(self) -> int:
        raise misused(self, "no set or dict can look it up", "use choose(...)")

    def __and__(self, other: Any) -> Condition:
        return Condition.of(every(self.node, node_of(other)), registry_of(self, other))

    def __or__(self, other: Any) -> Condition:
        return Condition.of(some(self.node, node_of(other)), registry_of(self, other))

    __rand__, __ror__ = __and__, __or__

    def __str__(self) -> str:
        return as_text(self)

    def __invert__(self) -> Condition:
        if may_be_unset(self):
            raise misused(self, "it may be unset", "use not_(...)")
        return Condition.of(negated(self.node), registry_of(self))

    def __repr__(self) -> str:
        return f"condition {describe(self.node)} (a bool argument takes no reference: {_BUILD})"


@cache
def _telling(what: str) -> type[Condition]:
    """Jsii refuses a stand-in for a bool and names its class, and nothing else: so the name says what to do."""
    advice = f"{what}, which is only known at install time: write {_BUILD}"
    return type(advice, (Condition,), {"__module__": "builtins"})
