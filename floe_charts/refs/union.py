"""What a ``k8s.IntOrString`` or ``k8s.Quantity`` was made of: asking jsii for it is a round trip to Node."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")
_MADE_OF = "_floe_made_of"


def remember(union: T, value: Any) -> T:
    """Note what a union was made of."""
    setattr(union, _MADE_OF, value)
    return union


def union_value(union: Any) -> Any:
    """The number or text, or the reference to one."""
    return getattr(union, _MADE_OF) if hasattr(union, _MADE_OF) else union.value
