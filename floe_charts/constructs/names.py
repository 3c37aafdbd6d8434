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
from floe_charts.template.paths import VALUES, BuiltIn, Path, Source
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


def names_param(name: str) -> Source:
    """Where the body of a named template reads its parameter."""
    return Source("param", name)


def cut(text: Expr, length: int) -> Choice:
    """Text cut to a length; a hash of the whole keeps two long names apart."""
    head = call("trimSuffix", "-", call("trunc", length - 9, text))
    tail = call("trunc", 8, call("sha256sum", text))
    return Choice(((call("gt", call("len", text), length, kind="bool"), call("printf", "%s-%s", head, tail)),), text)


def cutting(chart: str, length: int) -> Define:
    """``<chart>.cut<length>``: its parameter ``text``, cut."""
    body = cut(Path(names_param("text"), kind="str", plain=True), length)
    return Define(f"{chart}.cut{length}", body, f"A name of at most {length} characters.", ("text",), plain=True)


def standard(
    chart: str, chart_name: Expr = CHART_NAME, below: tuple[str, ...] = (), shortened: Define | None = None
) -> dict[str, Define]:
    """The templates of a chart's names and of its own labels.

    For a parent that wants a subchart's, ``below`` is where the subchart's values lie and ``shortened`` what the
    parent has already for cutting a name.
    """
    whose = f"\nAs the subchart {below[-1]} has it." if below else ""
    override = Path(VALUES, (*below, "nameOverride"), "str", nullable=True, plain=True)
    full = Path(VALUES, (*below, "fullnameOverride"), "str", nullable=True, plain=True)
    name = Define(
        f"{chart}.name",
        Choice((), call("default", chart_name, _raw(override))),
        f"The chart's name, or nameOverride.{whose}",
        plain=True,
    )
    qualified = Define(
        f"{chart}.qualifiedName",
        _qualified(Include(name), subchart=bool(below)),
        f"Release and chart in one name; a subchart's is never the release's alone.{whose}",
        plain=True,
    )
    shortened = shortened or cutting(chart, LONGEST)
    fullname = Define(
        f"{chart}.fullname",
        Choice(((full, _raw(full)),), Include(shortened, {"text": _label(Include(qualified))})),
        f"The stem of every object's name: a DNS label of at most {LONGEST} characters; a longer one gets a hash."
        f"{whose}",
        plain=True,
    )
    selector = Define(
        f"{chart}.selectorLabels",
        Map(tuple(_selector(Include(name)))),
        "Labels that never change over an upgrade.",
        kind="map",
    )
    labels = Define(
        f"{chart}.ownLabels", Map(tuple(_labels(Include(selector)))), "Labels the chart itself gives.", kind="map"
    )
    return {
        "name": name,
        "qualifiedName": qualified,
        "cut": shortened,
        "fullname": fullname,
        "selectorLabels": selector,
        "ownLabels": labels,
    }


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
