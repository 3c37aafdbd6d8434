"""Constants of a template."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Kind

#: A truth comes first: Python takes it for a number.
_TYPES: dict[Kind, Any] = {"bool": bool, "int": int, "number": float, "str": str, "map": dict, "list": (list, tuple)}


@dataclass(frozen=True)
class Literal(Expr):
    """A constant."""

    value: Any

    @property
    def kind(self) -> Kind:
        """The kind of the constant."""
        return _kind_of(self.value)

    @property
    def plain(self) -> bool:
        """Whether the constant can stand unquoted inside a name."""
        return isinstance(self.value, int) or re.fullmatch(r"[A-Za-z0-9._/-]*", str(self.value)) is not None

    def text(self, env: Env) -> str:
        if self.value is None:
            return "nil"
        if isinstance(self.value, dict):
            pairs = (part for key, value in self.value.items() for part in (Literal(key), Literal(value)))
            return " ".join(["dict", *(part.operand(env) for part in pairs)])
        if isinstance(self.value, (list, tuple)):
            return " ".join(["list", *(Literal(item).operand(env) for item in self.value)])
        return json.dumps(self.value, ensure_ascii=False)

    def evaluate(self, context: Context) -> Any:
        return self.value


def _kind_of(value: Any) -> Kind:
    return next((kind for kind, types in _TYPES.items() if isinstance(value, types)), "any")
