"""Parts once per entry of a values map or item of a values list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from floe_charts.template.call import call
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.node import Always, MayBeEmpty
from floe_charts.template.part import Part, lines_of
from floe_charts.template.paths import Present


@dataclass(frozen=True)
class Layered:
    """An entry laid over what entries inherit: ``$job := mergeOverwrite (deepCopy .Values.defaults) $entry``.

    Only copies are merged into: ``mergeOverwrite`` changes its first argument, and keeps parts of the others.
    """

    name: str
    layers: tuple[Expr, ...]
    entry: Expr

    def expr(self) -> Expr:
        """The merged entry."""
        return call(
            "mergeOverwrite", *(call("deepCopy", layer, kind="map") for layer in self.layers), self.entry, kind="map"
        )


@dataclass(frozen=True)
class Each(Part):
    """Parts once per entry of a values map, in the order of its keys (Go and Python both sort them)."""

    key_name: str
    value_name: str
    source: Expr
    parts: tuple[Part, ...]
    layered: Layered | None = None

    def lines(self, env: Env, indent: int) -> list[str]:
        pad, inner = " " * indent, env.inside()
        body = lines_of(self.parts, inner, indent)
        if self.layered:
            body.insert(0, f"{pad}{{{{- ${self.layered.name} := {self.layered.expr().text(inner)} }}}}")
        start = f"{pad}{{{{- range ${self.key_name}, ${self.value_name} := {self.source.truth(env)} }}}}"
        return [start, *body, f"{pad}{{{{- end }}}}"]

    def items(self, context: Context) -> Iterator[Any]:
        entries = self.source.evaluate(context) or {}
        for name in sorted(entries, key=lambda text: text.encode()):
            bound = context.bind(**{self.key_name: name, self.value_name: entries[name]})
            if self.layered:
                bound = bound.bind(**{self.layered.name: self.layered.expr().evaluate(bound)})
            for part in self.parts:
                yield from part.items(bound)

    def present(self) -> Expr | Always:
        return _present(self.source, "entries", self.parts)

    def expressions(self) -> Iterator[Expr]:
        yield from self.source.walk()
        for part in self.parts:
            yield from part.expressions()


@dataclass(frozen=True)
class EachOf(Part):
    """Parts once per item of a values list."""

    name: str
    source: Expr
    parts: tuple[Part, ...]

    def lines(self, env: Env, indent: int) -> list[str]:
        pad = " " * indent
        body = lines_of(self.parts, env.inside(), indent)
        return [f"{pad}{{{{- range ${self.name} := {self.source.truth(env)} }}}}", *body, f"{pad}{{{{- end }}}}"]

    def items(self, context: Context) -> Iterator[Any]:
        for value in self.source.evaluate(context) or ():
            bound = context.bind(**{self.name: value})
            for part in self.parts:
                yield from part.items(bound)

    def present(self) -> Expr | Always:
        return _present(self.source, "items", self.parts)

    def expressions(self) -> Iterator[Expr]:
        yield from self.source.walk()
        for part in self.parts:
            yield from part.expressions()


def _present(source: Expr, what: str, parts: tuple[Part, ...]) -> Present:
    """Something is there where the source holds something; MayBeEmpty where each round may leave out its parts."""
    if any(part.present() is True for part in parts):
        return Present(source)
    raise MayBeEmpty(f"{what} of {source}")
