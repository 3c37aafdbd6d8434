"""Stand-ins for maps and lists."""

from __future__ import annotations

from typing import Any, NoReturn

from floe_charts.refs.misuse import carrying, describe, guarded, misused
from floe_charts.refs.ref import NOWHERE, Ref
from floe_charts.refs.registry import Registry, text_marker
from floe_charts.template.expression import Expr


def _refuse_entries(self: Any, *_: Any) -> NoReturn:
    raise misused(self, "its entries are unknown", "use ForEach(...), each(...) or entries(...)")


class MapRef(Ref, dict):  # type: ignore[type-arg]
    """A map; one marker key stands for all of it."""

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry
        dict.__init__(self, {text_marker(registry.mark(node)): ""} if registry else node.evaluate(NOWHERE))

    def items(self) -> Any:
        """The one marker, for the libraries that carry it; an author gets an error."""
        if carrying():
            return super().items()
        raise misused(self, "its entries are unknown", "use ForEach(...), each(...) or entries(...)")

    keys = values = get = _refuse_entries

    def __getitem__(self, key: Any) -> Any:
        raise misused(self, "its entries are unknown", "declare the key as a value of its own")

    def __contains__(self, key: Any) -> bool:
        raise misused(self, "its keys are unknown", "use has_key(...)")

    def __or__(self, other: Any) -> Any:
        raise misused(self, "it cannot be merged by Python", "use merged(...)")

    __ror__ = __or__


class ListRef(Ref, list):  # type: ignore[type-arg]
    """A list; one marker item stands for all of it."""

    def __init__(self, node: Expr, registry: Registry | None) -> None:
        self.node, self.registry = node, registry
        list.__init__(self, [text_marker(registry.mark(node))] if registry else node.evaluate(NOWHERE))

    def __add__(self, other: Any) -> Any:
        raise misused(self, "it cannot be joined by Python", "use items(...)")

    __radd__ = __add__


for _name in ("__contains__", "__getitem__", "__mul__", "__rmul__", "index", "count", "copy"):
    setattr(ListRef, _name, guarded(list, _name, "its items are unknown", "pass it whole, or use each(...)"))


def _no_text(self: Any, *_: Any) -> NoReturn:
    raise misused(self, "it cannot stand inside text", "use json_text(...), or pass it whole")


def _shown(self: Any) -> str:
    return f"<{type(self).__name__} {describe(self.node)}>"


for _type in (MapRef, ListRef):
    _type.__str__ = _type.__format__ = _no_text  # type: ignore[method-assign]
    _type.__repr__ = _shown  # type: ignore[method-assign]
