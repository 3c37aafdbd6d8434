"""A Java properties file built from values, for a ConfigMap key."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.alias_generators import to_camel

from floe_charts.constructs.helm_chart import HelmChart, Text
from floe_charts.constructs.reserved import refuse_unreserved
from floe_charts.flow.known import plain_data
from floe_charts.flow.lifting import opaque_text, to_expr
from floe_charts.refs.stand_in import stand_in
from floe_charts.template.call import call
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.functions import FUNCTIONS
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Document
from floe_charts.template.text import Define, Include, bare
from floe_charts.values.model import Values


@dataclass(frozen=True)
class Line:
    """``key=value``, while its condition holds."""

    key: str
    value: Expr
    condition: Expr | None = None


@dataclass(frozen=True)
class PropertiesBody:
    """The chart's own lines, then the installer's: one for each entry of a map of text to text."""

    own: tuple[Line, ...]
    more: Expr

    def lines(self, env: Env, indent: int) -> list[str]:
        """The template text."""
        groups = itertools.groupby(self.own, key=lambda line: line.condition)
        written = [text for condition, lines in groups for text in _written(condition, lines, env)]
        loop = f"{{{{- range $key, $value := {self.more.truth(env)} }}}}"
        return [*written, loop, "{{ $key }}={{ $value }}", "{{- end }}"]

    def evaluate(self, context: Context) -> str:
        """The file without its last line break, as ``include`` yields it."""
        own = {
            line.key: line.value.evaluate(context)
            for line in self.own
            if not line.condition or line.condition.evaluate(context)
        }
        return written_out({**own, **dict(sorted((self.more.evaluate(context) or {}).items()))})

    def expressions(self) -> Iterator[Expr]:
        """Every expression of the body."""
        for line in self.own:
            yield line.value
            yield from () if line.condition is None else (line.condition,)
        yield self.more


class PropertiesDocument(Document):
    """The file as the text of a ConfigMap key."""

    def head(self) -> str:
        return " |"

    def evaluate(self, context: Context) -> str:
        return f"{self.include.evaluate(context)}\n"


def _written(condition: Expr | None, lines: Iterable[Line], env: Env) -> list[str]:
    texts = [f"{line.key}={bare(line.value, env)}" for line in lines]
    return texts if condition is None else [f"{{{{- if {condition.truth(env)} }}}}", *texts, "{{- end }}"]


def written_out(properties: Mapping[str, Any]) -> str:
    """``key=value`` lines."""
    return "\n".join(f"{key}={value}" for key, value in properties.items())


def properties_file(
    chart: HelmChart[Any],
    name: str,
    own: Mapping[str, Any],
    options: Values,
    field: str,
    comment: str,
    when: Mapping[str, Any] | None = None,
) -> Text:
    """A properties file: the chart's own text values, and the installer's map in a field of ``options``.

    ``when`` gives the condition of keys that are not always there. Neither keys nor values may need
    escaping: declare them with types that rule out line breaks and backslashes. Raises ValueError for an own key
    that the class of the options does not reserve: of an installer's it would be a second line.

    >>> properties_file(self, "app", {"port": "80"}, values, "properties", "Settings.").text    # doctest: +SKIP
    """
    if chart.registry:
        refuse_unreserved(options, to_camel(field), own, "files with these options set")
    more = getattr(options, field)
    conditions = {key: to_expr(condition, chart.registry) for key, condition in (when or {}).items()}
    lines = tuple(Line(key, to_expr(value, chart.registry), conditions.get(key)) for key, value in own.items())
    body = PropertiesBody(lines, to_expr(more, chart.registry) if more is not None else Literal({}))
    if chart.registry is None:
        text = body.evaluate(chart.context)
        return Text(plain_data(f"{text}\n"), FUNCTIONS["sha256sum"](text))
    include = Include(chart.define(Define(f"{chart.info.name}.{name}", body, comment)))
    return Text(
        opaque_text(PropertiesDocument(include), chart.registry),
        stand_in(call("sha256sum", include, kind="str", plain=True), chart.registry),
    )
