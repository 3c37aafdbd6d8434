"""Text by cases, and expressions as template text of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from floe_charts.template.call import Call
from floe_charts.template.concat import Concat
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.literal import Literal
from floe_charts.template.yaml_text import TRIMMED


@dataclass(frozen=True)
class Choice:
    """Text by cases, the body of most helpers: ``if … else if … else``."""

    cases: tuple[tuple[Expr, Expr], ...]
    otherwise: Expr

    def lines(self, env: Env, indent: int) -> list[str]:
        """The branches, each trimmed so that no blank reaches the result."""
        result: list[str] = []
        for word, (condition, value) in zip(["if"] + ["else if"] * len(self.cases), self.cases, strict=False):
            result += [f"{{{{- {word} {condition.truth(env)} -}}}}", _whole(value, env)]
        if not self.cases:
            return [_whole(self.otherwise, env)]
        nothing = self.otherwise == Literal("")
        return [*result, *([] if nothing else ["{{- else -}}", _whole(self.otherwise, env)]), "{{- end -}}"]

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
    """A body for an expression; one of two values, or of more, reads best as ``if … else if … else``."""
    if isinstance(expr, Call) and expr.function == "ternary":
        yes, no, condition = expr.args
        others = choice_of(no)
        return Choice(((condition, yes), *others.cases), others.otherwise)
    return Choice((), expr)


def _whole(value: Expr, env: Env) -> str:
    """An expression as text between actions that trim: blanks at its ends stay only inside an action of their own."""
    parts = value.parts if isinstance(value, Concat) else (value,)
    first, last = (str(part.value) if isinstance(part, Literal) else "" for part in (parts[0], parts[-1]))
    trimmed = first.startswith(TRIMMED) or last.endswith(TRIMMED)
    return f"{{{{ {value.text(env)} }}}}" if trimmed else bare(value, env)


def bare(value: Expr, env: Env) -> str:
    """An expression as text on a line of its own."""
    if isinstance(value, Literal):
        return escape(str(value.value))
    return value.bare(env) if isinstance(value, Concat) else f"{{{{ {value.printed(env)} }}}}"


def escape(text: str) -> str:
    """Literal text in a template file: ``{{`` would start an action."""
    return text.replace("{{", '{{ "{{" }}')
