"""What every stand-in is: a template node wrapped like a Python value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from floe_charts.refs.misuse import MisusedReference, carrying, may_be_unset, misused
from floe_charts.refs.registry import DAMAGED, MARKER, Registry, text_marker
from floe_charts.template.context import Context
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.text import AsText
from floe_charts.template.truth import boolean

#: Known values are evaluated here: what they need, they hold.
NOWHERE = Context(values={})


class Ref:
    """What all stand-ins share: the node they stand for and the chart they belong to (None once the value is known)."""

    node: Expr
    registry: Registry | None

    def __bool__(self) -> bool:
        advice = "use When(...), only_if(...) or choose(...), and &, | and ~ for and, or and not"
        raise misused(self, "Python cannot branch on it", advice)

    def __iter__(self) -> Any:
        if carrying():
            return super().__iter__()  # type: ignore[misc]  # of the Python type beside it
        raise misused(self, "it cannot be iterated or unpacked", "use ForEach(...), each(...) or merged(...)")

    def __reduce_ex__(self, protocol: Any) -> Any:
        if carrying():
            return super().__reduce_ex__(protocol)
        raise misused(self, "it cannot be copied or pickled", "pass it as it is")

    def __len__(self) -> int:
        if carrying():
            length: int = super().__len__()  # type: ignore[misc]  # of the Python type beside it
            return length
        raise misused(self, "it has no length yet", "compare the value itself")


def as_text(ref: Ref) -> str:
    """The value as text, as a manifest's env or annotations want it."""
    # What may be unset stays as it is: where the text stands is asked whether the value is there (flow/inside_text.py).
    text = AsText(boolean(ref.node) if ref.node.kind == "bool" and not may_be_unset(ref) else ref.node)
    return text_marker(ref.registry.mark(text)) if ref.registry else text.evaluate(NOWHERE)


def node_of(value: Any) -> Expr:
    """The expression behind a stand-in, or a literal.

    Raises MisusedReference for text made of references: as an operand it would be its marker.
    """
    if isinstance(value, Ref):
        return value.node
    if isinstance(value, str):
        refuse_markers(value, "compared")
    return value if isinstance(value, Expr) else Literal(value)


def refuse_markers(text: str, what: str) -> None:
    """Raise MisusedReference for text that references were written into, where only plain text can be."""
    if DAMAGED.search(text):
        shown = MARKER.sub("…", text)
        raise MisusedReference(f"{shown!r} holds a value that is only known at install time, so it cannot be {what}")


def registry_of(*values: Any) -> Registry | None:
    """The chart the stand-ins belong to, None when all is known; raises MisusedReference when they belong to two."""
    return one_registry(value.registry for value in values if isinstance(value, Ref) and value.registry)


def one_registry(registries: Iterable[Registry]) -> Registry | None:
    """The one registry among them, None for none; raises MisusedReference for two: charts share no values."""
    found = {id(registry): registry for registry in registries}
    if len(found) > 1:
        owners = " and ".join(registry.owner for registry in found.values())
        raise MisusedReference(
            f"one expression uses values of {owners}; pass the value through the parent chart's own values"
        )
    return next(iter(found.values()), None)
