"""A piece of an object as a named template with parameters, included where it is needed, and its checksum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from floe_charts.constructs.document import said
from floe_charts.flow.known import plain_data
from floe_charts.flow.lifting import same_type, to_expr, to_node
from floe_charts.flow.order import ordered
from floe_charts.refs.stand_in import stand_in
from floe_charts.refs.view import View
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.functions import FUNCTIONS
from floe_charts.template.go_text import go_json
from floe_charts.template.paths import Path, param
from floe_charts.template.text import Choice, Define, Include, choice_of

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart

T = TypeVar("T")
#: Letters of a checksum: enough to tell the versions of one object apart, few enough for a name.
LENGTH = 8


@dataclass(frozen=True)
class Partial(Generic[T]):
    """The piece itself, and a checksum of what it says: the same as long as nothing in it changes."""

    value: T
    checksum: str


def partial(chart: HelmChart[Any], name: str, body: Callable[..., T], comment: str, /, **arguments: Any) -> Partial[T]:
    """``body`` gets the arguments, each by its name, and must use no other loop's values.

    >>> partial(chart, "jobSpec", spec, "The spec of a job.", job=job.value).checksum     # doctest: +SKIP
    """
    if chart.registry is None:
        known = body(**arguments)
        return Partial(known, FUNCTIONS["sha256sum"](go_json(plain_data(known)))[:LENGTH])
    written, define = _written(chart, name, body, comment, arguments)
    given = {key: _node(argument) for key, argument in arguments.items()}
    checksum = Include(chart.define(_checksum(define)), given)
    return Partial(same_type(Include(define, given), written, chart.registry), stand_in(checksum, chart.registry))


def json_partial(chart: HelmChart[Any], name: str, body: Callable[..., Any], comment: str, /, **arguments: Any) -> str:
    """The piece as JSON text, for a program that reads its configuration from a variable or an argument."""
    if chart.registry is None:
        return go_json(plain_data(body(**arguments)))
    _, define = _written(chart, name, body, comment, arguments)
    data = said(Include(define, {key: _node(argument) for key, argument in arguments.items()}))
    text: str = stand_in(call("toJson", data, kind="str"), chart.registry)
    return text


def text_partial(chart: HelmChart[Any], name: str, body: Callable[..., str], comment: str, /, **arguments: Any) -> str:
    """The same for a text made of the arguments; many places may ask for it.

    >>> text_partial(chart, "url", lambda host: f"https://{host}", "Where it is.", host=entry.host)   # doctest: +SKIP
    """
    if chart.registry is None:
        return body(**arguments)
    written = to_expr(body(**_parameters(arguments)), chart.registry)
    full, given = f"{chart.info.name}.{name}", {key: _node(argument) for key, argument in arguments.items()}
    define = chart.shared(Define(full, choice_of(written), comment, tuple(arguments), plain=written.plain))
    text: str = chart.text_ref(Include(define, given))
    return text


def _written(
    chart: HelmChart[Any], name: str, body: Callable[..., T], comment: str, arguments: Mapping[str, Any]
) -> tuple[T, Define]:
    """What the body says of its parameters, and the named template that says so."""
    assert chart.registry is not None  # with known values nothing is shared
    written = body(**_parameters(arguments))
    node = ordered(to_node(written, chart.registry))
    define = Define(f"{chart.info.name}.{name}", node, comment, tuple(arguments), kind="map")
    return written, chart.define(define)


def _parameters(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _parameter(key, argument) for key, argument in arguments.items()}


def _node(argument: Any) -> Expr:
    found: Expr = argument._floe_node if isinstance(argument, View) else argument.node
    return found


def _parameter(name: str, argument: Any) -> Any:
    """The argument as the body sees it."""
    if isinstance(argument, View):
        return View(argument._model, Path(param(name)), argument._floe_registry, argument._sure)
    like = argument.node
    inner = replace(like, source=param(name), keys=()) if isinstance(like, Path) else Path(param(name), kind=like.kind)
    return stand_in(inner, argument.registry)


def _checksum(define: Define) -> Define:
    """Over data, not over text: a change of layout changes nothing."""
    include = Include(define, {name: Path(param(name), kind="map") for name in define.params})
    expr = call("trunc", LENGTH, call("sha256sum", call("toJson", said(include))), kind="str", plain=True)
    comment = f"A checksum of what {define.name} says."
    return Define(f"{define.name}Checksum", Choice((), expr), comment, define.params, plain=True)
