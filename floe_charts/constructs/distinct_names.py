"""Objects an installer names keep names of their own: values that make two of them one are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.flow.lifting import condition_expr, to_expr
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.literal import Literal
from floe_charts.template.manifest import Manifest
from floe_charts.template.parts import Part

#: Where the names are compared: it renders to nothing, or fails.
FILE = "templates/names.yaml"


class SameNames(ValueError):
    """Two objects of one release would have the same name."""


@dataclass(frozen=True)
class Taken:
    """A name that objects get, or the stem of their names, while a condition holds."""

    name: str
    when: Any = True


@dataclass(frozen=True)
class Owner:
    """Whose a name is, as an installer knows it, and while what."""

    title: str
    name: Expr
    when: Expr

    @property
    def message(self) -> str:
        """What an installer reads; no JSON schema can compare two values."""
        return f"%s is the name of both %s and {self.title}: give one of them another name"

    def lines(self, env: Env, first: bool) -> Iterator[str]:
        """Looks whose the name is already, and remembers whose it is from here on."""
        always = self.when == Literal(True)
        yield from () if always else [f"{{{{- if {self.when.truth(env)} }}}}"]
        yield f"{{{{- $name := {self.name.text(env)} }}}}"
        if not first:
            yield "{{- with get $taken $name }}"
            yield f"{{{{- fail (printf {json.dumps(self.message)} $name .) }}}}"
            yield "{{- end }}"
        yield f"{{{{- $_ := set $taken $name {json.dumps(self.title)} }}}}"
        yield from () if always else ["{{- end }}"]

    def take(self, context: Context, taken: dict[str, str]) -> None:
        """The same with known values."""
        if not self.when.evaluate(context):
            return
        name = self.name.evaluate(context)
        if name in taken:
            raise SameNames(self.message % (name, taken[name]))
        taken[name] = self.title


@dataclass(frozen=True)
class Distinct(Part):
    """Fails where two of a group have one name: two objects would be one to Kubernetes, and the last one wins."""

    groups: tuple[tuple[Owner, ...], ...]

    def lines(self, env: Env, indent: int) -> list[str]:
        return [line for group in self.groups for line in self._group(group, env)]

    def _group(self, group: tuple[Owner, ...], env: Env) -> Iterator[str]:
        yield "{{- $taken := dict }}"
        for owner in group:
            yield from owner.lines(env, first=owner is group[0])

    def items(self, context: Context) -> Iterator[Any]:
        self.refuse(context)
        return iter(())

    def refuse(self, context: Context) -> None:
        """Raise SameNames where the template fails."""
        for group in self.groups:
            taken: dict[str, str] = {}
            for owner in group:
                owner.take(context, taken)

    def expressions(self) -> Iterator[Expr]:
        found = (expr for group in self.groups for owner in group for expr in (owner.when, owner.name))
        return (part for expr in found for part in expr.walk())


def refuse_same_names(chart: HelmChart[Any], *groups: Mapping[str, Taken]) -> None:
    """Let ``templates/names.yaml`` fail, and raise SameNames, where two of a group have one name while both hold.

    The keys say to an installer whose names they are: a value's path, or a chart.

    >>> admin = Taken(values.admin.name, values.admin.create)                             # doctest: +SKIP
    >>> refuse_same_names(self, {"serviceAccount": Taken(self.service_account), "admin": admin})  # doctest: +SKIP
    """
    distinct = Distinct(tuple(_owners(chart, group) for group in groups))
    if not chart.registry:
        distinct.refuse(chart.context)
        return
    stated = chart.manifests.get(FILE)
    earlier = stated.part.groups if stated and isinstance(stated.part, Distinct) else ()
    chart.manifests[FILE] = Manifest(Distinct((*earlier, *distinct.groups)), type(chart).__module__)


def _owners(chart: HelmChart[Any], group: Mapping[str, Taken]) -> tuple[Owner, ...]:
    return tuple(
        Owner(title, to_expr(taken.name, chart.registry), condition_expr(taken.when)) for title, taken in group.items()
    )
