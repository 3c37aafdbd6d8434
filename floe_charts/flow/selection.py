"""Some entries of a values map: whether any fits, and lists and maps of those that do.

``each`` and ``entries`` guard their key by the map being there, which says nothing once entries are left out
one by one. Here the caller states that something always remains, or guards the whole by ``any_entry``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from floe_charts.flow.lifting import condition_expr, decided, lifted, to_node, to_part
from floe_charts.flow.loops import Entries, as_item, called_once, each_of, known_entries, symbolic
from floe_charts.refs.stand_in import Condition
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Literal
from floe_charts.template.nodes import Conditional, Node
from floe_charts.template.parts import Each, EachOf, Guard, Map, Part, Seq, Splice
from floe_charts.template.text import Define, Include

T = TypeVar("T")


class Remaining(Each):
    """A loop whose entries may be left out; the caller knows that its list or map is not empty for that."""

    def present(self) -> bool:  # type: ignore[override]
        return True


class Filled(Map):
    """A map of optional keys of which, as the schema sees to it, one is always there."""

    def present(self) -> bool:  # type: ignore[override]
        return True


@dataclass(frozen=True)
class Whole(Splice):
    """All of a values list that has items for certain."""

    certain: bool = True

    def lines(self, env: Env, indent: int) -> list[str]:
        return [self.yaml(indent, f"toYaml {self.expr.operand(env)}")]


class Every(EachOf):
    """A loop over such a list."""

    def present(self) -> bool:  # type: ignore[override]
        return True


@dataclass(frozen=True)
class Fitting:
    """The body of a named template: some text when an entry fits, none when none does."""

    key_name: str
    value_name: str
    source: Expr
    condition: Expr

    def lines(self, env: Env, indent: int) -> list[str]:
        """The loop; what it prints serves as a truth only."""
        inner = env.inside()
        return [
            f"{{{{- range ${self.key_name}, ${self.value_name} := {self.source.truth(env)} }}}}",
            f"{{{{- if {self.condition.truth(inner)} }}}}true{{{{ end }}}}",
            "{{- end }}",
        ]

    def evaluate(self, context: Context) -> str:
        """The text, a "true" for each entry that fits."""
        found = self.source.evaluate(context) or {}
        bound = (context.bind(**{self.key_name: key, self.value_name: found[key]}) for key in found)
        return "true" * sum(bool(self.condition.evaluate(one)) for one in bound)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The same as a loop over items, for whoever asks what the template reads."""
        return (Remaining(self.key_name, self.value_name, self.source, (Guard(self.condition, ()),)),)


@dataclass(frozen=True)
class Truth:
    """The body of a named template that stands for a condition."""

    condition: Expr

    def lines(self, env: Env, indent: int) -> list[str]:
        """One line, for what it prints serves as a truth only."""
        return [f"{{{{- if {self.condition.truth(env)} }}}}true{{{{ end }}}}"]

    def evaluate(self, context: Context) -> str:
        """The text, empty where the condition fails."""
        return "true" if self.condition.evaluate(context) else ""


def any_entry(chart: Any, name: str, entries: Entries, test: Callable[[Any, Any], Any], comment: str) -> Condition:
    """Whether an entry of a values map fits, as a named template ``<chart>.<name>``.

    >>> any_entry(self, "runs", values.jobs, lambda name, job: job.enabled, "Any job?")   # doctest: +SKIP
    """
    if not symbolic(entries):
        return Condition.of(Literal(any(decided(test(key, entry)) for key, entry in known_entries(entries))), None)
    source: Any = entries
    names, _, result = called_once(source, test)
    body = Fitting(*names, source.node, condition_expr(result))
    define = chart.define(Define(f"{chart.info.name}.{name}", body, comment))
    return Condition.of(Include(define), chart.registry)


def named(chart: Any, name: str, condition: Any, comment: str) -> Condition:
    """A condition used in many places, as a named template ``<chart>.<name>``: ``true`` or nothing.

    >>> named(self, "busy", has_jobs & values.enabled, "Whether there is work.")   # doctest: +SKIP
    """
    if decided(condition) is not None:
        return Condition.of(Literal(decided(condition)), None)
    define = chart.define(Define(f"{chart.info.name}.{name}", Truth(condition_expr(condition)), comment))
    return Condition.of(Include(define), chart.registry)


def some(entries: Entries, body: Callable[[Any, Any], T]) -> list[T]:
    """Like ``each``, for bodies that leave entries out by ``only_if``; guard the whole by ``any_entry``."""
    if not symbolic(entries):
        found = [body(key, entry) for key, entry in known_entries(entries)]
        return [one for one in found if one is not None] or cast(list[T], None)
    source: Any = entries
    names, _, result = called_once(source, body)
    part = Remaining(*names, source.node, (as_item(to_part(result, source.registry)),))
    return cast(list[T], lifted(part, [result], source.registry))


def pairs(entries: Entries, body: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """The keys and values the body gives for each entry, side by side; ``entries`` gives one key an entry."""
    if not symbolic(entries):
        maps = [body(key, entry) or {} for key, entry in known_entries(entries)]
        return {key: one for found in maps for key, one in found.items() if one is not None}
    source: Any = entries
    names, _, result = called_once(source, body)
    parts = _parts(to_node(result, source.registry))
    return cast(dict[str, Any], lifted(Map((Remaining(*names, source.node, parts),)), {}, source.registry))


def filled(whole: T, registry: Any) -> T:
    """A map or struct of optional keys that is written without asking whether any is there: one always is."""
    if registry is None:
        return whole
    return cast(T, lifted(Filled(_parts(to_node(whole, registry))), whole, registry))


def never_empty(whole: list[T]) -> list[T]:
    """A values list that is written without asking whether it has items: its schema says ``minItems``."""
    source: Any = whole
    if not symbolic(source):
        return whole
    return cast(list[T], lifted(Seq((Whole(source.node),)), whole, source.registry))


def every(source: Any, body: Callable[[Any], T]) -> list[T]:
    """``each_of`` over such a list."""
    loop = each_of(source, body)
    if not symbolic(source):
        return loop
    (part,) = cast(Seq, to_node(loop, source.registry)).parts
    return cast(list[T], lifted(Seq((Every(**vars(part)),)), loop, source.registry))


def _parts(node: Node) -> tuple[Part, ...]:
    """A map's parts; under their condition where the map has one."""
    if isinstance(node, Conditional):
        return (Guard(node.condition, _parts(node.node)),)
    assert isinstance(node, Map)
    return node.parts
