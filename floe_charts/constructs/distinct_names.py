"""A parent and its subcharts keep names of their own: overrides that make two of them one are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.subchart_names import SubchartNames
from floe_charts.template.call import call
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.logic import every
from floe_charts.template.manifest import Manifest
from floe_charts.template.parts import Part
from floe_charts.template.paths import VALUES, Path


class SameNames(ValueError):
    """Two charts of one release would give their objects the same names."""


@dataclass(frozen=True)
class Clash(Part):
    """Fails where two charts have one stem: two objects would be one to Kubernetes, and the last one wins."""

    charts: tuple[str, str]
    stem: Expr
    condition: Expr

    @property
    def message(self) -> str:
        """What an installer reads; no JSON schema can compare two values."""
        return f"%s would name objects of {self.charts[0]} and of {self.charts[1]}: override the name of one otherwise"

    def lines(self, env: Env, indent: int) -> list[str]:
        words = f"printf {json.dumps(self.message)} {self.stem.operand(env)}"
        return [f"{{{{- if {self.condition.truth(env)} }}}}", f"{{{{- fail ({words}) }}}}", "{{- end }}"]

    def items(self, context: Context) -> Iterator[Any]:
        if self.condition.evaluate(context):
            raise SameNames(self.message % self.stem.evaluate(context))
        return iter(())

    def expressions(self) -> Iterator[Expr]:
        return self.condition.walk()


@dataclass(frozen=True)
class Clashes(Part):
    """All pairs of charts of a release."""

    pairs: tuple[Clash, ...]

    def lines(self, env: Env, indent: int) -> list[str]:
        return [line for pair in self.pairs for line in pair.lines(env, indent)]

    def items(self, context: Context) -> Iterator[Any]:
        return (item for pair in self.pairs for item in pair.items(context))

    def expressions(self) -> Iterator[Expr]:
        return (expr for pair in self.pairs for expr in pair.expressions())


def refuse_same_names(parent: HelmChart[Any], *subcharts: SubchartNames) -> None:
    """Let ``templates/names.yaml`` fail, and raise SameNames, where two of the charts that are on share a stem.

    >>> refuse_same_names(self, SubchartNames(self, Orders))                  # doctest: +SKIP
    """
    own = (parent.info.name, parent.stem, ())
    stems = [own, *((sub.key, sub.stem, (_enabled(parent, sub.key),)) for sub in subcharts)]
    clashes = Clashes(
        tuple(
            Clash((one, other), stem, every(*when, *also, call("eq", stem, another, kind="bool")))
            for (one, stem, when), (other, another, also) in combinations(stems, 2)
        )
    )
    if parent.registry:
        parent.manifests["templates/names.yaml"] = Manifest(clashes, type(parent).__module__)
    else:
        list(clashes.items(parent.context))


def _enabled(parent: HelmChart[Any], key: str) -> Path:
    """The value that switches a subchart on."""
    [found] = [sub.condition for sub in parent.subcharts if sub.key == key]
    return Path(VALUES, tuple(found.split(".")), "bool")
