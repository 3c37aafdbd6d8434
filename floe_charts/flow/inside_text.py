"""Values inside text: what stands there must be there, and be of one type."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from floe_charts.refs.stand_in import MisusedReference, describe
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.paths import Path, Present
from floe_charts.template.text import AsText
from floe_charts.template.truth import boolean


def inside_text(expr: Expr, holds: tuple[Expr, ...]) -> Expr:
    """An expression as part of a text: a fraction as in JSON, for ``printf`` would say 1e+07.

    ``holds`` are the conditions the text stands under. Raises MisusedReference for what may be of any type, and for
    what may be unset although none of them asks for it: Python would write "None".
    """
    if expr.kind == "any":
        raise MisusedReference(
            f"{describe(expr)} may be of any type and cannot stand inside text; use json_text(...) or declare one type"
        )
    source = _optional(expr)
    if source is None:
        return call("toJson", expr, kind="str") if expr.kind in ("number", "bool") else expr
    _refuse_unset(source, holds, "")
    sure = replace(source, optional=False)
    return sure if sure.kind == "str" else AsText(sure)


def alone(node: Any, holds: tuple[Expr, ...], where: str) -> Any:
    """An f-string of one value and nothing else; raises MisusedReference like ``inside_text``."""
    source = _optional(node) if isinstance(node, AsText) else None
    if source is None:
        return node
    _refuse_unset(source, holds, where)
    return source if source.kind == "str" else AsText(boolean(source)) if source.kind == "bool" else node


def _optional(expr: Expr) -> Path | None:
    """The value that a text is made of, where it may be unset."""
    source = expr.source if isinstance(expr, AsText) else expr
    return source if isinstance(source, Path) and source.optional else None


def _refuse_unset(source: Path, holds: tuple[Expr, ...], where: str) -> None:
    if Present(source) in holds or source in holds:
        return
    empty = {"str": '""', "bool": "False"}.get(source.kind, "0")
    unset = f"{source} may be unset and cannot stand inside text; use fallback(value, {empty})"
    raise MisusedReference(f"{where}: {unset}".removeprefix(": "))
