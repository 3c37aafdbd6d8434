"""Objects an installer names keep names of their own: values that make two of them one are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.flow.lifting import condition_expr, to_expr
from floe_charts.template.call import call
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.logic import every
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
class Clash(Part):
    """Fails where two owners have one name: two objects would be one to Kubernetes, and the last one wins."""

    owners: tuple[str, str]
    name: Expr
    condition: Expr

    @property
    def message(self) -> str:
        """What an installer reads; no JSON schema can compare two values."""
        return f"%s is the name of both {self.owners[0]} and {self.owners[1]}: give one of them another name"

    def lines(self, env: Env, indent: int) -> list[str]:
        words = f"printf {json.dumps(self.message)} {self.name.operand(env)}"
        return [f"{{{{- if {self.condition.truth(env)} }}}}", f"{{{{- fail ({words}) }}}}", "{{- end }}"]

    def items(self, context: Context) -> Iterator[Any]:
        if self.condition.evaluate(context):
            raise SameNames(self.message % self.name.evaluate(context))
        return iter(())

    def expressions(self) -> Iterator[Expr]:
        return self.condition.walk()


@dataclass(frozen=True)
class Clashes(Part):
    """All pairs of owners."""

    pairs: tuple[Clash, ...]

    def lines(self, env: Env, indent: int) -> list[str]:
        return [line for pair in self.pairs for line in pair.lines(env, indent)]

    def items(self, context: Context) -> Iterator[Any]:
        return (item for pair in self.pairs for item in pair.items(context))

    def expressions(self) -> Iterator[Expr]:
        return (expr for pair in self.pairs for expr in pair.expressions())


def refuse_same_names(chart: HelmChart[Any], *groups: Mapping[str, Taken]) -> None:
    """Let ``templates/names.yaml`` fail, and raise SameNames, where two of a group have one name while both hold.

    The keys say to an installer whose names they are: a value's path, or a chart.

    >>> admin = Taken(values.admin.name, values.admin.create)                             # doctest: +SKIP
    >>> refuse_same_names(self, {"serviceAccount": Taken(self.service_account), "admin": admin})  # doctest: +SKIP
    """
    clashes = Clashes(tuple(pair for group in groups for pair in _pairs(chart, group)))
    if not chart.registry:
        list(clashes.items(chart.context))
        return
    stated = chart.manifests.get(FILE)
    earlier = stated.part.pairs if stated and isinstance(stated.part, Clashes) else ()
    chart.manifests[FILE] = Manifest(Clashes((*earlier, *clashes.pairs)), type(chart).__module__)


def _pairs(chart: HelmChart[Any], group: Mapping[str, Taken]) -> Iterator[Clash]:
    for (one, first), (other, second) in combinations(group.items(), 2):
        names = [to_expr(taken.name, chart.registry) for taken in (first, second)]
        whens = [condition_expr(taken.when) for taken in (first, second) if taken.when is not True]
        yield Clash((one, other), names[0], every(*whens, call("eq", *names, kind="bool")))
