"""Text at install time: template functions over values, JSON, raw template text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from floe_charts.flow.known import plain_data
from floe_charts.flow.lifting import home, to_expr
from floe_charts.flow.objects import refuse_nulls
from floe_charts.refs.carrier import NODE
from floe_charts.refs.contents import items_of, pairs_of
from floe_charts.refs.misuse import MisusedReference, describe, misused_node
from floe_charts.refs.ref import Ref, refuse_markers
from floe_charts.refs.registry import MARKER, Registry
from floe_charts.refs.stand_in import NOWHERE, stand_in
from floe_charts.template.call import call
from floe_charts.template.context import Context
from floe_charts.template.expression import Expr
from floe_charts.template.go_text import go_json
from floe_charts.template.literal import Literal
from floe_charts.template.paths import Path
from floe_charts.template.text import Raw
from floe_charts.template.truth import printable

T = TypeVar("T")


def apply(function: str, *args: Any, kind: str = "str", plain: bool = False) -> Any:
    """A template function over values; computed at once when all of them are known."""
    registry = home(*args)
    node = call(function, *(_operand(arg, registry) for arg in args), kind=kind, plain=plain)
    return stand_in(node, registry) if registry else stand_in(Literal(node.evaluate(NOWHERE)), None)


def _operand(arg: Any, registry: Registry | None) -> Expr:
    return printable(arg if isinstance(arg, Expr) else to_expr(arg, registry))


def json_text(value: Any) -> str:
    """The value as JSON text.

    What may be empty or unset needs a ``fallback``: a construct is given nothing for it, which no JSON text can tell.

    >>> str(json_text({"a": [1, True]}))
    '{"a":[1,true]}'
    """
    if home(value) is None:
        return cast(str, stand_in(Literal(go_json(plain_data(value))), None))
    refuse_nulls(value)
    node = getattr(value, NODE, None) or getattr(value, "node", None)
    if node is None and isinstance(value, (Mapping, list, tuple)):
        raise MisusedReference(
            f"json_text({_shown(value)}): a map or list made of several values is no single expression; write"
            " the JSON around them, as in f'{{\"a\": {json_text(values.a)}}}', or YAML by self.document(...)"
        )
    empty = _EMPTY.get(node.kind) if isinstance(node, Path) else None
    if isinstance(node, Path) and empty and (node.optional or node.kind in ("map", "list")):
        raise misused_node(node, "it may be empty or unset", f"write json_text(fallback(value, {empty}))")
    return cast(str, apply("toJson", value))


def _shown(value: Any) -> str:
    """What was passed, with the paths of its references."""
    if isinstance(value, Mapping) and not isinstance(value, Ref):
        return "{" + ", ".join(f"{key!s}: {_shown(item)}" for key, item in pairs_of(value)) + "}"
    if isinstance(value, (list, tuple)) and not isinstance(value, Ref):
        return "[" + ", ".join(map(_shown, items_of(value))) + "]"
    node = getattr(value, NODE, None) or getattr(value, "node", None)
    if node is not None:
        return describe(node)
    return repr(MARKER.sub("…", value) if isinstance(value, str) else value)


#: What stands for nothing, for each kind.
_EMPTY = {"map": "{}", "list": "[]", "str": '""', "int": "0", "number": "0", "bool": "False"}


def raw(expression: str, owner: Any, reading: Callable[[Context], Any], kind: str = "str") -> Any:
    """Escape hatch: a template expression as written, with a Python function that reads it the same way.

    The expression has no braces around it, and its dot is the chart's root, inside loops too; ``kind`` says what it
    gives: "str", "int", "number", "bool", "map" or "list". ``owner`` is the chart.

    >>> raw(".Values.size | add 1", self, lambda context: context.values["size"] + 1, "int")        # doctest: +SKIP
    """
    if "{{" in expression:
        raise ValueError(f"raw({expression!r}): write what stands between the braces, without them")
    refuse_markers(expression, "part of a template: name the value there, as .Values.replicas")
    registry: Registry | None = owner.registry
    if registry is None:
        return stand_in(Literal(reading(getattr(owner, "context", NOWHERE))), None)
    registry.raw_texts.append(expression)
    return stand_in(Raw(expression, reading, kind), registry)
