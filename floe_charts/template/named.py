"""Named templates (``define``) and the ``include`` that calls them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Kind


class Body(Protocol):
    """What a named template holds: text or a piece of YAML."""

    def lines(self, env: Env, indent: int) -> list[str]:
        """The body's lines."""

    def evaluate(self, context: Context) -> Any:
        """What the body comes to."""


#: Inside a template with parameters the dot is their ``dict``.
_GIVEN = Env(root=".root")


@dataclass(frozen=True, eq=False)
class Define:
    """A named template of ``_helpers.tpl``; two are the same only if they are one object.

    Without parameters it is included with the root context;
    with some, with a ``dict`` of them, and with the root under ``root`` if it asks for that.
    """

    name: str
    body: Body
    comment: str = ""
    params: tuple[str, ...] = ()
    plain: bool = False
    kind: Kind = "str"

    @cached_property
    def asks_root(self) -> bool:
        """Whether the body reads more than its parameters: its text then changes with where the root is."""
        return self.body.lines(_GIVEN, 0) != self.body.lines(Env(root=".elsewhere"), 0)

    def write(self) -> str:
        """The ``define`` block with its comment."""
        env = _GIVEN if self.params else Env()
        words = self.comment.replace("*/", "* /")  # would end the comment, and break the whole file
        comment = f"{{{{/*\n{words}\n*/}}}}\n" if words else ""
        return "\n".join([f'{comment}{{{{- define "{self.name}" -}}}}', *self.body.lines(env, 0), "{{- end }}"])


@dataclass(frozen=True)
class Include(Expr):
    """The result of a named template."""

    define: Define
    arguments: Mapping[str, Expr] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What the template yields: text, or a map or list of YAML."""
        return self.define.kind

    @property
    def plain(self) -> bool:
        """Whether the template yields a valid name."""
        return self.define.plain

    def operands(self) -> Sequence[Expr]:
        return tuple(self.arguments.values())

    def text(self, env: Env) -> str:
        if not self.define.params:
            return f"include {json.dumps(self.define.name)} {env.root}"
        words = (f"{json.dumps(name)} {value.operand(env)}" for name, value in self.arguments.items())
        root = f' "root" {env.root}' if self.define.asks_root else ""
        return f"include {json.dumps(self.define.name)} (dict {' '.join(words)}{root})"

    def evaluate(self, context: Context) -> Any:
        arguments = {name: value.evaluate(context) for name, value in self.arguments.items()}
        return self.define.body.evaluate(context.call(arguments))


@dataclass(frozen=True)
class WithLineBreak(Expr):
    """A named template's document with the line break ``include`` lost at its end: it may belong to a text."""

    document: Expr
    kind: Kind = "map"

    def operands(self) -> Sequence[Expr]:
        return (self.document,)

    def text(self, env: Env) -> str:
        return f'printf "%s\\n" {self.document.operand(env)}'

    def evaluate(self, context: Context) -> Any:
        return self.document.evaluate(context)
