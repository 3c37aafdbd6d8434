"""A YAML document kept as text inside another object, as a ConfigMap keeps a program's configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from floe_charts.template.conditional import Either
from floe_charts.template.context import Context
from floe_charts.template.documents import YamlText
from floe_charts.template.expression import TOP, Env, Expr
from floe_charts.template.named import Include
from floe_charts.template.node import MayBeEmpty, Node
from floe_charts.template.part import Part
from floe_charts.template.scalars import Block
from floe_charts.template.splice import Splice

#: Line breaks before it are surely those of the last value; ``|+`` would keep the file's own, and some Helms add one.
_END = "# end"


@dataclass(frozen=True)
class Document(Node):
    """The output of a named template as text, indented below its key."""

    include: Expr

    def head(self) -> str:
        """The block's sign."""
        return " |"

    def lines(self, env: Env, indent: int) -> list[str]:
        break_first = ' | trimPrefix "\\n"' if starts_with_action(self.include) else ""
        pad, open_end = " " * indent, isinstance(self.include, Include) and ends_open(self.include.define.body)
        text = f"{pad}{{{{- {self.include.text(env)}{break_first} | nindent {indent} }}}}"
        return [text, f"{pad}{_END}"] if open_end else [text]

    def evaluate(self, context: Context) -> Any:
        return YamlText.of(self.include.evaluate(context))

    def expressions(self) -> Iterator[Expr]:
        return self.include.walk()


def starts_with_action(include: Expr) -> bool:
    """Whether a document's template starts with ``{{- if`` or its kin; a line break then comes before all else."""
    return isinstance(include, Include) and include.define.body.lines(TOP, 0)[0].startswith("{{-")


def ends_open(body: Any) -> bool:
    """Whether a document's last line may belong to text of a value, whose final line breaks count."""
    if isinstance(body, Splice):
        return ends_open(body.expr.define.body) if isinstance(body.expr, Include) else True
    if isinstance(body, Either):
        return ends_open(body.yes) or ends_open(body.no)
    if hasattr(body, "parts"):
        return _last_open(body.parts) or _last_open(getattr(body, "otherwise", ()))
    if hasattr(body, "node"):
        return ends_open(body.node)
    return isinstance(body, Block)


def _last_open(parts: Sequence[Part]) -> bool:
    for part in reversed(parts):
        if ends_open(part):
            return True
        if _certain(part):
            return False
    return False


def _certain(part: Part) -> bool:
    try:
        return part.present() is True
    except MayBeEmpty:  # a loop whose entries may all be left out: what comes before it may end the document
        return False
