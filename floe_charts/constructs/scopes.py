"""Flow as construct scopes: what is put under ``When`` is guarded, what is made in a ``ForEach`` loop is repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import cdk8s
from constructs import Construct
from pydantic.alias_generators import to_camel

from floe_charts.constructs.places import Place, below, place_of, settle
from floe_charts.flow.layers import laid_over, layered_entry
from floe_charts.flow.lifting import condition_expr, decided
from floe_charts.flow.loops import loop_variables
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import Ref, one_registry, registry_of
from floe_charts.refs.variables import Variables
from floe_charts.template.manifest import Loop

T = TypeVar("T")


class Nowhere(cdk8s.Chart):
    """A tree nobody synthesizes: where the constructs of a condition that is known to be false go."""

    def __init__(self, scope: Construct) -> None:
        super().__init__(cdk8s.App(), "nowhere")
        owner = chart_of(scope)
        settle(self, Place(owner, "nowhere"))
        owner.discarded.append(self)  # or jsii forgets the Python object


class When(Construct):
    """A scope whose constructs exist only if a condition holds. Scopes nest.

    >>> exposed = When(self, "exposed", values.ingress.enabled)      # doctest: +SKIP
    >>> k8s.KubeIngress(exposed, "ingress", ...)                     # doctest: +SKIP
    """

    def __init__(self, scope: Construct, id: str, condition: Any) -> None:
        known = decided(condition)
        above = Nowhere(scope) if known is False else scope
        super().__init__(above, id)
        place = below(self, above, id)
        if known is None:
            _refuse_foreign(place, registry_of(condition))
            place.chart.flow[place.path] = condition_expr(condition)


def _refuse_foreign(place: Place, registry: Registry | None) -> None:
    """A condition or a map of another chart would be read as one of this chart's values."""
    one_registry(found for found in (place.chart.registry, registry) if found)


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One round of a ``ForEach``: the scope to build under, the key, and the entry."""

    scope: Construct
    key: str
    value: T


class ForEach(Generic[T]):
    """Build once per entry of a values map.

    >>> for job in ForEach(self, "job", values.jobs):                # doctest: +SKIP
    ...     k8s.KubeJob(job.scope, "job", spec=... job.value.image ...)

    With references the body runs once, and its constructs come out inside ``range``; with known values it runs per
    entry. ``under`` names what an entry inherits from, the lowest layer first: values that hold every key an entry
    may leave out.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        entries: Mapping[str, T] | None,
        *,
        under: Callable[[T], Sequence[Any]] | None = None,
    ) -> None:
        self.scope, self.id, self.source, self.under = scope, id, entries, under

    def __iter__(self) -> Iterator[Entry[T]]:
        if isinstance(self.source, Ref) and self.source.registry:
            yield from self._symbolic(self.source.registry.variables)
            return
        known = getattr(self.source, "entries", self.source) or {}
        for key in sorted(known, key=str.encode):
            entry = known[key]
            yield Entry(
                self._scope(f"{self.id}-{key}"), key, laid_over(self.under(entry), entry) if self.under else entry
            )

    def _scope(self, id: str) -> Construct:
        scope = Construct(self.scope, id)
        below(scope, self.scope, id)
        return scope

    def _symbolic(self, variables: Variables) -> Iterator[Entry[T]]:
        scope = self._scope(self.id)
        name = re.sub(r"\W", "_", self.id)
        key, entry, names = loop_variables(self.source, [f"{name}_name", "entry" if self.under else name])
        variable = variables.unused(to_camel(name))
        layered, whole = layered_entry(variable, self.under(entry), entry) if self.under else (None, entry)
        source: Any = self.source
        place = place_of(scope)
        _refuse_foreign(place, source.registry)
        place.chart.flow[place.path] = Loop(*names, source.node, layered)
        with variables.inside(*names, *([variable] if layered else [])):
            yield Entry(scope, key, whole)


def chart_of(scope: Construct) -> Any:
    """The HelmChart a construct lives in."""
    return place_of(scope).chart
