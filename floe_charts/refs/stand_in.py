"""Stand-ins: they pass for an int, str, list or dict in a construct and stand for a value known at install time.

In the concrete reading the same classes carry the real value; expressions over them fold to constants at once.
A stand-in refuses to guess: whatever Python would have to decide now raises with the value's path and what to write
instead.
"""

from __future__ import annotations

from typing import Any

from floe_charts.refs.anything import AnyRef
from floe_charts.refs.condition import Condition
from floe_charts.refs.containers import ListRef, MapRef
from floe_charts.refs.misuse import MisusedReference, describe
from floe_charts.refs.ref import NOWHERE, Ref, one_registry, registry_of
from floe_charts.refs.registry import Registry
from floe_charts.refs.scalars import FloatRef, IntRef, StrRef
from floe_charts.template.expression import Expr


def stand_in(node: Expr, registry: Registry | None) -> Any:
    """The stand-in that fits the expression's kind."""
    fitting: dict[str, Any] = {"int": IntRef, "number": FloatRef, "bool": Condition.of, "map": MapRef, "list": ListRef}
    if node.kind == "any" and registry:
        return AnyRef(node, registry)
    return fitting.get(node.kind, StrRef)(node, registry)


__all__ = [
    "NOWHERE",
    "Condition",
    "FloatRef",
    "IntRef",
    "ListRef",
    "MapRef",
    "MisusedReference",
    "Ref",
    "StrRef",
    "describe",
    "one_registry",
    "registry_of",
    "stand_in",
]
