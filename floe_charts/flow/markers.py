"""Markers in text and numbers, and the nodes they stand for."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from floe_charts.flow.inside_text import alone, inside_text
from floe_charts.flow.whole import as_node
from floe_charts.refs.registry import DAMAGED, MARKER, Entry, Registry, UnknownMarker, read_number
from floe_charts.refs.stand_in import MisusedReference, describe
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Block, Scalar, Value
from floe_charts.template.text import Concat

#: No marker, nor what a construct plausibly computes with one, a size in bytes, is as large.
LARGEST = 1e21


@dataclass(frozen=True)
class Hoist:
    """A carrier's marker on its way up: it replaces the container ``levels`` above."""

    node: Any
    levels: int

    def lift(self) -> Any:
        """One container further up: the node itself, or what is left of the way."""
        return as_node(self.node) if self.levels <= 1 else Hoist(self.node, self.levels - 1)


#: What is left of a marker that was cut, and its number as text or in digits.
_CUT = re.compile("\ue000[^\ue001]*\ue001?|[^\ue000]*\ue001")
_HELD = re.compile("\ue000([0-9a-f]+)~|(?<!\\d)(7000\\d{12})(?!\\d)")


class Markers:
    """The markers of one chart; ``holds`` are the conditions under which the data stands.

    Raises MisusedReference, with the place, for a marker that is damaged or another chart's.
    """

    def __init__(self, registry: Registry, holds: tuple[Expr, ...] = ()) -> None:
        self.registry, self.holds = registry, holds

    def text(self, text: str, where: str) -> Any:
        """Text that may be a marker or hold some."""
        if not DAMAGED.search(text):
            self.refuse_rewritten(text, where)
            return Block(text) if "\n" in text else Scalar(text)
        whole = MARKER.fullmatch(text)
        if whole:
            return self._entry(int(whole[1], 16), where)
        if DAMAGED.search(MARKER.sub("", text)):
            raise MisusedReference(
                f"{where}: a construct altered {self._held(text)} inside {_CUT.sub('…', text)!r}; pass it unchanged, "
                "or state the whole text yourself, as the name of a volume"
            )
        return Value(self.concat(text, where))

    def refuse_rewritten(self, text: str, where: str) -> None:
        """Raise MisusedReference for a reference that Python made other text of."""
        if self.registry.rewritten(text):
            raise MisusedReference(
                f"{where}: {text!r} holds {self._held(text)} that Python has already turned into other text;"
                " write an f-string, json_text(...) or raw(...)"
            )

    def _held(self, text: str) -> str:
        """The value whose marker is cut or rewritten in a text, if it can still be told."""
        found = _HELD.search(text)
        try:
            number = found and (int(found[1], 16) if found[1] else read_number(int(found[2])))
            return describe(self.registry.find(number).node) if number else "a reference"
        except UnknownMarker:
            return "a reference"

    def concat(self, text: str, where: str) -> Concat:
        """Text with markers in it, as its parts."""
        self.refuse_rewritten(MARKER.sub("", text), where)
        parts: list[Expr] = []
        position = 0
        for match in MARKER.finditer(text):
            if match.start() > position:
                parts.append(Literal(text[position : match.start()]))
            parts.append(self._inline(int(match[1], 16), where))
            position = match.end()
        return Concat((*parts, *([Literal(text[position:])] if position < len(text) else [])))

    def _inline(self, number: int, where: str) -> Expr:
        node = self.find(number, where).node
        expr = node.expr if isinstance(node, Value) else node
        if not isinstance(expr, Expr) or expr.kind in ("map", "list"):
            raise MisusedReference(f"{where}: {describe(node)} is no text and cannot stand inside text; pass it whole")
        return inside_text(expr, self.holds)

    def find(self, number: int, where: str) -> Entry:
        """What a marker stands for."""
        try:
            return self.registry.find(number)
        except UnknownMarker as error:
            raise MisusedReference(f"{where}: {error}; pass it through the chart's own values") from None

    def _entry(self, number: int, where: str) -> Any:
        entry = self.find(number, where)
        return Hoist(entry.node, entry.levels) if entry.levels else as_node(alone(entry.node, self.holds, where))

    def number(self, value: float, where: str) -> Any:
        """A number that may be a marker."""
        if not math.isfinite(value):
            raise MisusedReference(f"{where}: {value} is no number that a manifest can hold; write it as text")
        try:
            number = read_number(int(value))
        except UnknownMarker as error:
            if abs(value) >= LARGEST:
                what, instead = (
                    f"{value!r} is larger than the numbers charts hold",
                    "write a constant this large as text",
                )
            else:
                what, instead = (
                    str(error),
                    "declare the result as a value of its own, or write a large constant as text",
                )
            raise MisusedReference(f"{where}: {what}; {instead}".removeprefix(": ")) from None
        return Scalar(value) if number is None else self._entry(number, where)
