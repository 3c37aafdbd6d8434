"""Documents a chart keeps in a ConfigMap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts.flow.known import plain_data
from floe_charts.flow.lifting import opaque_text
from floe_charts.flow.never_empty import Whole
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import stand_in
from floe_charts.template.call import call
from floe_charts.template.documents import YamlText
from floe_charts.template.embedded import ends_open
from floe_charts.template.expression import Expr
from floe_charts.template.functions import FUNCTIONS
from floe_charts.template.go_text import go_json
from floe_charts.template.node import Always, MayBeEmpty
from floe_charts.template.nodes import Document, Node
from floe_charts.template.parts import Guard, Map, Splice
from floe_charts.template.text import Define, Include, WithLineBreak
from floe_charts.template.written import Written


class Text:
    """A document as text for a ConfigMap key, with a checksum over what it says and not over its layout."""

    def __init__(self, text: str, checksum: str) -> None:
        self.text, self.checksum = text, checksum

    @classmethod
    def symbolic(cls, include: Include, registry: Registry) -> Text:
        """From a named template."""
        checksum = call("sha256sum", call("toJson", said(include)), kind="str", plain=True)
        return cls(opaque_text(Document(include), registry), stand_in(checksum, registry))

    @classmethod
    def known(cls, data: Mapping[str, Any]) -> Text:
        """From known data."""
        document = plain_data(data) or {}  # a map of the installer's that is empty is None
        return cls(str(YamlText.of(document)), FUNCTIONS["sha256sum"](go_json(document)))


def never_blank(body: Node, place: str) -> Node:
    """A document that says ``{}`` where none of its keys is there.

    Raises ValueError where nobody can say whether one is, and for a list, which would have to say ``[]``.
    """
    present = certainty(body)
    if present is True and (not isinstance(body, Map) or body.parts):
        return body
    if present is None or not isinstance(body, Map):
        raise ValueError(f"{place} may be empty; give it a key that is always there")
    return Written(body.parts)


def certainty(body: Node) -> Expr | Always | None:
    """The condition under which a node prints anything; None where nobody can say."""
    try:
        return body.present()
    except MayBeEmpty:
        return None


def said(include: Include) -> Expr:
    """What a named template's document says, as data."""
    whole = WithLineBreak(include) if ends_open(include.define.body) else include
    return call("fromYaml", whole, kind="map")


def covered(own: Define, over: Expr) -> Map:
    """A document with a map laid over it; one with nothing over it keeps the layout of its template."""
    whole = call("mergeOverwrite", said(Include(own)), over, kind="map")
    return Map((Guard(over, (Whole(whole),), (Splice(Include(own), certain=True),)),))


def laid_over(data: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """The same with known data."""
    found: dict[str, Any] = FUNCTIONS["mergeOverwrite"](plain_data(data), plain_data(over))
    return found
