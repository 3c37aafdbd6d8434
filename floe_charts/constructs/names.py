"""The named templates every chart has: name, fullname, labels, selector labels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.literal import Literal
from floe_charts.template.logic import every
from floe_charts.template.nodes import Value
from floe_charts.template.parts import Map, Pair, Splice
from floe_charts.template.paths import VALUES, BuiltIn, Path, param
from floe_charts.template.text import Choice, Concat, Define, Include
from floe_charts.values.common import STANDARD_LABELS

RELEASE_NAME = BuiltIn(("Release", "Name"))
NAMESPACE = BuiltIn(("Release", "Namespace"))
CHART_NAME = BuiltIn(("Chart", "Name"))
CHART_VERSION = BuiltIn(("Chart", "Version"))
APP_VERSION = BuiltIn(("Chart", "AppVersion"))
IS_ROOT = BuiltIn(("Chart", "IsRoot"), "bool")
#: Room for "-<component>" and a controller's hash behind it, inside Kubernetes' 63 characters.
LONGEST = 40


def cut(text: Expr, length: int) -> Choice:
    """Text cut to a length; a hash of the whole keeps two long names apart."""
    head = call("trimSuffix", "-", call("trunc", length - 9, text))
    tail = call("trunc", 8, call("sha256sum", text))
    return Choice(((call("gt", call("len", text), length, kind="bool"), call("printf", "%s-%s", head, tail)),), text)


def cutting(chart: str, length: int) -> Define:
    """``<chart>.cut<length>``: its parameter ``text``, cut."""
    body = cut(Path(param("text"), kind="str", plain=True), length)
    return Define(f"{chart}.cut{length}", body, f"A name of at most {length} characters.", ("text",), plain=True)


def standard(
    chart: str, chart_name: Expr = CHART_NAME, below: tuple[str, ...] = (), shortened: Define | None = None
) -> dict[str, Define]:
    """The templates of a chart's names and of its own labels.

    For a parent that wants a subchart's, ``below`` is where the subchart's values lie and ``shortened`` what the
    parent has already for cutting a name.
    """
    name, shortened = _name(chart, chart_name, below), shortened or cutting(chart, LONGEST)
    qualified = _qualified_name(chart, name, below)
    selector = _selector_labels(chart, name)
    return {
        "name": name,
        "qualifiedName": qualified,
        "cut": shortened,
        "fullname": _fullname(chart, qualified, shortened, below),
        "selectorLabels": selector,
        "ownLabels": _own_labels(chart, selector),
    }


def _override(key: str, below: tuple[str, ...]) -> Path:
    return Path(VALUES, (*below, key), "str", nullable=True, plain=True)


def _of(comment: str, below: tuple[str, ...]) -> str:
    return f"{comment}\nAs the subchart {below[-1]} has it." if below else comment


def _name(chart: str, chart_name: Expr, below: tuple[str, ...]) -> Define:
    body = Choice((), call("default", chart_name, _raw(_override("nameOverride", below))))
    return Define(f"{chart}.name", body, _of("The chart's name, or nameOverride.", below), plain=True)


def _qualified_name(chart: str, name: Define, below: tuple[str, ...]) -> Define:
    comment = _of("Release and chart in one name; a subchart's is never the release's alone.", below)
    return Define(f"{chart}.qualifiedName", _qualified(Include(name), subchart=bool(below)), comment, plain=True)


def _fullname(chart: str, qualified: Define, shortened: Define, below: tuple[str, ...]) -> Define:
    full = _override("fullnameOverride", below)
    stem = Include(shortened, {"text": _label(Include(qualified))})
    comment = f"The stem of every object's name: a DNS label of at most {LONGEST} characters; a longer one gets a hash."
    return Define(f"{chart}.fullname", Choice(((full, _raw(full)),), stem), _of(comment, below), plain=True)


def _selector_labels(chart: str, name: Define) -> Define:
    comment = "Labels that never change over an upgrade."
    return Define(f"{chart}.selectorLabels", Map(tuple(_selector(Include(name)))), comment, kind="map")


def _own_labels(chart: str, selector: Define) -> Define:
    comment = "Labels the chart itself gives."
    return Define(f"{chart}.ownLabels", Map(tuple(_labels(Include(selector)))), comment, kind="map")


def labelled(chart: str, own: Define) -> Define:
    """``<chart>.labels``: the chart's own, and those an installer gives all objects."""
    common = Path(VALUES, ("commonLabels",), "map", nullable=True)
    parts = (Splice(Include(own), certain=True, keys=STANDARD_LABELS), Splice(common))
    return Define(f"{chart}.labels", Map(parts), "Labels of every object.", kind="map")


def _raw(path: Path) -> Expr:
    return replace(path, nullable=False)


def _qualified(name: Expr, *, subchart: bool) -> Choice:
    """A release called after the chart needs no second ``-<chart>``.

    A subchart must not take that short way: of a release called after two charts both would have the name alone,
    and their objects would be the same to Kubernetes.
    """
    both = Concat((RELEASE_NAME, Literal("-"), name))
    after_chart = every(IS_ROOT, call("contains", name, RELEASE_NAME, kind="bool"))
    return Choice((), both) if subchart else Choice(((after_chart, RELEASE_NAME),), both)


def _label(text: Expr) -> Expr:
    """A release may be called ``2024.a``; a Service's name has no dots and starts with a letter."""
    dashed = call("replace", ".", "-", text, kind="str")
    return call("regexReplaceAll", "^([0-9])", dashed, "r${1}", kind="str", plain=True)


def _selector(name: Expr) -> list[Any]:
    return [Pair("app.kubernetes.io/name", Value(name)), Pair("app.kubernetes.io/instance", Value(RELEASE_NAME))]


def _labels(selector: Expr) -> list[Any]:
    chart = call("replace", "+", "_", call("printf", "%s-%s", CHART_NAME, CHART_VERSION), kind="str")
    return [
        Pair("helm.sh/chart", Value(chart)),
        Splice(selector, certain=True, keys=("app.kubernetes.io/name", "app.kubernetes.io/instance")),
        Pair("app.kubernetes.io/version", Value(APP_VERSION)),
        Pair("app.kubernetes.io/managed-by", Value(BuiltIn(("Release", "Service")))),
    ]
