"""The error for a reference that Python, or a construct, would have to look into."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from floe_charts.template.expression import TOP, Expr
from floe_charts.template.paths import Path

#: The libraries that carry stand-ins to the construct: they may look inside a container to check and copy it.
CARRIERS = {"typeguard", "jsii", "cdk8s", "cdk8s_plus_27", "constructs", "attr", "cattr", "cattrs"}


class MisusedReference(Exception):
    """A reference was used where Python would need its value now.

    No TypeError: Python puts a text of its own in the place of one, as in ``",".join(values.names)``.
    """


def misused(ref: Any, what: str, instead: str) -> MisusedReference:
    """The error with the value's path: what cannot be, and what to write instead."""
    return misused_node(ref.node, what, instead)


def misused_node(node: Any, what: str, instead: str) -> MisusedReference:
    """The same for what stands for a node without being a reference."""
    return MisusedReference(f"{describe(node)} is only known at install time, so {what}; {instead}")


def describe(node: Any) -> str:
    """The path of a value, or the expression."""
    if isinstance(node, Path):
        return str(node)
    node = getattr(node, "expr", node)
    return node.text(TOP) if isinstance(node, Expr) else type(node).__name__


def may_be_unset(ref: Any) -> bool:
    """Whether the value is optional: where it is not given, the plain reading has None, which Python cannot use."""
    return ref.registry is not None and isinstance(ref.node, Path) and ref.node.optional


def carrying() -> bool:
    """Whether the code that called the caller is one of the carrying libraries, and not a chart's author."""
    return sys._getframe(2).f_globals.get("__name__", "").split(".")[0] in CARRIERS


def guarded(base: type, name: str, what: str, instead: str) -> Callable[..., Any]:
    """A method that only the carrying libraries may use: an author would get the marker's text, not the value's."""
    real = getattr(base, name)

    def method(self: Any, *args: Any, **named: Any) -> Any:
        if carrying():
            return real(self, *args, **named)
        raise misused(self, what, instead)

    return method
