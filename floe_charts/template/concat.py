"""Text made of several parts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Kind
from floe_charts.template.go_text import go_json
from floe_charts.template.literal import Literal
from floe_charts.template.paths import Path

#: YAML folds line breaks between double quotes, U+0085, U+2028 and U+2029 among them, and takes no control character.
_ORDINARY = re.compile('[^"\\\\{}\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*')


@dataclass(frozen=True)
class Concat(Expr):
    """Parts one after the other: what an f-string over references becomes."""

    parts: tuple[Expr, ...]
    kind: Kind = "str"

    @property
    def plain(self) -> bool:
        """Whether the text needs no quotes: plain parts that together are no number, date or boolean of YAML."""
        joined = any(isinstance(part, Literal) and re.search("[-./]", str(part.value)) for part in self.parts)
        return joined and _starts_name(self.parts[0]) and all(part.plain or part.kind == "int" for part in self.parts)

    def operands(self) -> Sequence[Expr]:
        return self.parts

    def text(self, env: Env) -> str:
        parts = [_formatted(part) for part in self.parts]
        template = "".join(_verb(part) for part in parts)
        values = [part.operand(env) for part in parts if not isinstance(part, Literal)]
        return " ".join(["printf", json.dumps(template, ensure_ascii=False), *values])

    def bare(self, env: Env) -> str:
        """The parts written out as template text, for names and double-quoted URLs."""
        return "".join(
            _escaped(str(part.value)) if isinstance(part, Literal) else f"{{{{ {part.printed(env)} }}}}"
            for part in self.parts
        )

    def quotable(self) -> bool:
        """Whether the bare text may stand between double quotes: no value can bring a quote or a backslash."""
        return all(
            _ORDINARY.fullmatch(str(part.value)) if isinstance(part, Literal) else part.plain or part.kind == "int"
            for part in self.parts
        )

    def evaluate(self, context: Context) -> str:
        return "".join(str(part.evaluate(context)) for part in self.parts)


@dataclass(frozen=True)
class AsText(Expr):
    """A number or a truth where text is wanted, as in an f-string; of a text that may be unset, only on its way."""

    source: Expr
    kind: Kind = "str"
    plain: bool = True

    def operands(self) -> Sequence[Expr]:
        return (self.source,)

    def text(self, env: Env) -> str:
        return self.printed(env) if self.source.kind == "number" else f"{self.source.text(env)} | toString"

    def printed(self, env: Env) -> str:
        """Go prints whole numbers and truths as they are, but large fractions with an exponent."""
        return f"{self.source.text(env)} | toJson" if self.source.kind == "number" else self.source.text(env)

    def evaluate(self, context: Context) -> str:
        return go_json(self.source.evaluate(context))


def _starts_name(part: Expr) -> bool:
    """Whether a text that starts with this part starts like a name, and not like a number."""
    if isinstance(part, Literal):
        return re.match("[A-Za-z/]", str(part.value)) is not None
    return part.plain and part.kind == "str" and not isinstance(part, AsText)


def _formatted(part: Expr) -> Expr:
    """What ``printf`` is given: a value that is surely a whole number as such, for ``%d`` takes nothing else."""
    if isinstance(part, AsText) and isinstance(part.source, Path) and part.source.kind == "int":
        return part.source
    return part


def _escaped(text: str) -> str:
    """Literal text with an action after it: ``{{`` would start one, and so would a brace at the end with the next."""
    return re.sub(r"\{\{|\{$", lambda found: f'{{{{ "{found[0]}" }}}}', text)


def _verb(part: Expr) -> str:
    if isinstance(part, Literal):
        return str(part.value).replace("%", "%%")
    return "%d" if part.kind == "int" else "%s"
