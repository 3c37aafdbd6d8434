"""Text made of several parts, and named templates (``define``) with the ``include`` that calls them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from floe_charts.template.context import Context, Refused
from floe_charts.template.expression import Call, Env, Expr, Kind, Literal
from floe_charts.template.functions import go_json


@dataclass(frozen=True)
class Concat(Expr):
    """Parts one after the other: what an f-string over references becomes."""

    parts: tuple[Expr, ...]
    kind: Kind = "str"

    @property
    def plain(self) -> bool:  # type: ignore[override]
        """Whether the text needs no quotes: its parts are plain, and together they are no number, date or boolean of YAML."""
        joined = any(isinstance(part, Literal) and re.search("[-./]", str(part.value)) for part in self.parts)
        return joined and _starts_name(self.parts[0]) and all(part.plain or part.kind == "int" for part in self.parts)

    def operands(self) -> Sequence[Expr]:
        return self.parts

    def text(self, env: Env) -> str:
        template = "".join(_verb(part) for part in self.parts)
        values = [part.operand(env) for part in self.parts if not isinstance(part, Literal)]
        return " ".join(["printf", json.dumps(template, ensure_ascii=False), *values])

    def bare(self, env: Env) -> str:
        """The parts written out as template text, for names and double-quoted URLs."""
        return "".join(
            str(part.value) if isinstance(part, Literal) else f"{{{{ {part.text(env)} }}}}" for part in self.parts
        )

    def quotable(self) -> bool:
        """Whether the bare text may stand between double quotes: no value can bring a quote or a backslash."""
        return all(
            re.fullmatch(r'[^"\\{}\n]*', str(part.value))
            if isinstance(part, Literal)
            else part.plain or part.kind == "int"
            for part in self.parts
        )

    def evaluate(self, context: Context) -> str:
        return "".join(str(part.evaluate(context)) for part in self.parts)


@dataclass(frozen=True)
class AsText(Expr):
    """A number or a truth where text is wanted, as in an f-string."""

    source: Expr
    kind: Kind = "str"
    plain: bool = True

    def operands(self) -> Sequence[Expr]:
        return (self.source,)

    def text(self, env: Env) -> str:
        return f"{self.source.text(env)} | {'toJson' if self.source.kind == 'number' else 'toString'}"

    def quoted(self, env: Env) -> str:
        """The text between quotes."""
        return f"{self.source.text(env)} | {'toJson | ' if self.source.kind == 'number' else ''}quote"

    def evaluate(self, context: Context) -> str:
        return go_json(self.source.evaluate(context))


def _starts_name(part: Expr) -> bool:
    """Whether a text that starts with this part starts like a name, and not like a number."""
    if isinstance(part, Literal):
        return re.match("[A-Za-z/]", str(part.value)) is not None
    return part.plain and part.kind == "str" and not isinstance(part, AsText)


def _verb(part: Expr) -> str:
    if isinstance(part, Literal):
        return str(part.value).replace("%", "%%")
    return "%d" if part.kind == "int" else "%s"


class Body(Protocol):
    """What a named template holds: text or a piece of YAML."""

    def lines(self, env: Env, indent: int) -> list[str]:
        """The body's lines."""

    def evaluate(self, context: Context) -> Any:
        """What the body comes to."""


@dataclass(frozen=True, eq=False)
class Define:
    """A named template of ``_helpers.tpl``; two are the same only if they are one object.

    Without parameters it is included with the root context; with some, with a ``dict`` of them and the root under ``root``.
    """

    name: str
    body: Body
    comment: str = ""
    params: tuple[str, ...] = ()
    plain: bool = False
    kind: Kind = "str"

    def write(self) -> str:
        """The ``define`` block with its comment."""
        env = Env(root=".root") if self.params else Env()
        comment = f"{{{{/*\n{self.comment}\n*/}}}}\n" if self.comment else ""
        return "\n".join([f'{comment}{{{{- define "{self.name}" -}}}}', *self.body.lines(env, 0), "{{- end }}"])


@dataclass(frozen=True)
class Include(Expr):
    """The result of a named template."""

    define: Define
    arguments: Mapping[str, Expr] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:  # type: ignore[override]
        """What the template yields: text, or a map or list of YAML."""
        return self.define.kind

    @property
    def plain(self) -> bool:  # type: ignore[override]
        """Whether the template yields a valid name."""
        return self.define.plain

    def operands(self) -> Sequence[Expr]:
        return tuple(self.arguments.values())

    def text(self, env: Env) -> str:
        if not self.define.params:
            return f"include {json.dumps(self.define.name)} {env.root}"
        words = (f"{json.dumps(name)} {value.operand(env)}" for name, value in self.arguments.items())
        return f'include {json.dumps(self.define.name)} (dict {" ".join(words)} "root" {env.root})'

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


@dataclass(frozen=True)
class Choice:
    """Text by cases, the body of most helpers: ``if … else if … else``."""

    cases: tuple[tuple[Expr, Expr], ...]
    otherwise: Expr

    def lines(self, env: Env, indent: int) -> list[str]:
        """The branches, each trimmed so that no blank reaches the result."""
        result: list[str] = []
        for word, (condition, value) in zip(["if"] + ["else if"] * len(self.cases), self.cases, strict=False):
            result += [f"{{{{- {word} {condition.truth(env)} -}}}}", bare(value, env)]
        end = ["{{- else -}}", bare(self.otherwise, env), "{{- end -}}"] if self.cases else [bare(self.otherwise, env)]
        return result + end

    def evaluate(self, context: Context) -> Any:
        """The first case whose condition holds."""
        for condition, value in self.cases:
            if condition.evaluate(context):
                return value.evaluate(context)
        return self.otherwise.evaluate(context)

    def expressions(self) -> list[Expr]:
        """Every expression of the body."""
        return [part for case in self.cases for part in case] + [self.otherwise]


def choice_of(expr: Expr) -> Choice:
    """A body for an expression; one of two values reads best as ``if … else``."""
    if isinstance(expr, Call) and expr.function == "ternary":
        yes, no, condition = expr.args
        return Choice(((condition, yes),), no)
    return Choice((), expr)


def bare(value: Expr, env: Env) -> str:
    """An expression as text on a line of its own."""
    if isinstance(value, Literal):
        return escape(str(value.value))
    return value.bare(env) if isinstance(value, Concat) else f"{{{{ {value.text(env)} }}}}"


def escape(text: str) -> str:
    """Literal text in a template file: ``{{`` would start an action."""
    return text.replace("{{", '{{ "{{" }}')


@dataclass(frozen=True)
class Fail(Expr):
    """Refuse the values with a message (``fail``)."""

    message: Expr
    kind: Kind = "str"

    def operands(self) -> Sequence[Expr]:
        return (self.message,)

    def text(self, env: Env) -> str:
        return f"fail {self.message.operand(env)}"

    def evaluate(self, context: Context) -> Any:
        raise Refused(self.message.evaluate(context))


@dataclass(frozen=True)
class Raw(Expr):
    """An escape hatch: template text the compiler does not understand, with an optional Python reading of it."""

    source: str
    reading: Any = None
    kind: Kind = "str"

    def text(self, env: Env) -> str:
        return self.source

    def evaluate(self, context: Context) -> Any:
        if self.reading is None:
            raise LookupError(
                f"raw expression {{{{ {self.source} }}}} has no Python reading; give raw(..., reading=function)"
            )
        return self.reading(context)
