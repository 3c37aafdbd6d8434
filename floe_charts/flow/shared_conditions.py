"""Conditions as named templates: whether any entry of a values map fits, or what is asked in many places.

A named template gives text, so its truth is some text against none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from floe_charts.flow.lifting import condition_expr, decided
from floe_charts.flow.loops import Entries, called_once, known_entries, symbolic
from floe_charts.refs.stand_in import Condition
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Scalar
from floe_charts.template.parts import Each, Guard, Item
from floe_charts.template.text import Define, Include


@dataclass(frozen=True)
class Fitting:
    """The body of a named template: some text when an entry fits, none when none does."""

    #: A loop of nothing but guards: it says which entries there are, and which of them fit.
    loop: Each

    def lines(self, env: Env, indent: int) -> list[str]:
        """The loop; what it prints serves as a truth only."""
        loop, (guard,) = self.loop, self.loop.parts
        assert isinstance(guard, Guard)
        return [
            f"{{{{- range ${loop.key_name}, ${loop.value_name} := {loop.source.truth(env)} }}}}",
            f"{{{{- if {guard.condition.truth(env.inside())} }}}}true{{{{ end }}}}",
            "{{- end }}",
        ]

    def evaluate(self, context: Context) -> str:
        """The text, a "true" for each entry that fits."""
        return "".join(self.loop.items(context))


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
    fits = Guard(condition_expr(result), (Item(Scalar("true")),))
    body = Fitting(Each(*names, source.node, (fits,)))
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
