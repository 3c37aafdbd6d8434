"""Each expression and node: its text, and that Helm computes from the text what Python computes from the node."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from floe_charts.template.call import call
from floe_charts.template.context import Context, Release
from floe_charts.template.expression import TOP, Dot, Env, Expr, parenthesise
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Scalar, Value
from floe_charts.template.parts import Map, Pair
from floe_charts.template.paths import VALUES, BuiltIn, Path, Present, Source
from floe_charts.template.text import Choice, Concat, Define, Include, Raw
from floe_charts.template.truth import boolean
from tests.template.helm import results

RELEASE = Release("release", "default")
CHART = {"name": "probe", "version": "0.1.0", "appVersion": ""}
VALUES_GIVEN: dict[str, Any] = {
    "a": {"b": "x", "n": 10000000, "f": 1.5, "big": 20000000.0, "no": None, "off": False},
    "m": {"k": 1},
    "l": ["p"],
    "on": True,
}


def value(*keys: str, kind: str = "any", **more: Any) -> Path:
    return Path(VALUES, keys, kind, **more)


JOB = Source("variable", "job")
NAME = Define("probe.name", Choice(((value("on"), Literal("yes")),), Literal("no")), plain=True)
EITHER = Define("probe.either", Choice(((value("a", "off"), Literal("yes")),), Literal("")))
WITH = Define("probe.with", Choice((), Path(Source("param", "text"), kind="str")), params=("text",))
LABELS = Define("probe.labels", Map((Pair("a", Value(value("a", "b", kind="str"))), Pair("n", Scalar(1)))), kind="map")
TABLE: list[tuple[str, Expr, str]] = [
    ("text", value("a", "b", kind="str"), ".Values.a.b"),
    ("whole number", value("a", "n", kind="int"), ".Values.a.n | int64"),
    ("absent number", value("a", "zz", kind="int", nullable=True), ".Values.a.zz | int64"),
    ("null text", value("a", "no", kind="str", nullable=True), '.Values.a.no | default ""'),
    ("null bool", value("a", "no", kind="bool", nullable=True), ".Values.a.no | default false"),
    ("nil-safe", value("zz", "y", "x", kind="any", soft=0), "((.Values.zz).y).x"),
    ("entry", Path(JOB, ("b",), "str"), "$job.b"),
    ("entry default", Path(JOB, ("zz", "y"), "str", default="d"), 'dig "zz" "y" "d" $job'),
    ("entry default found", Path(JOB, ("b",), "str", default="d"), 'dig "b" "d" $job'),
    ("entry nil-safe", Path(JOB, ("zz", "y"), soft=0), "($job.zz).y"),
    ("map", value("m", kind="map"), ".Values.m"),
    ("present text", call("not", Present(value("a", "b", kind="str", optional=True))), "not .Values.a.b"),
    ("present number", Present(value("a", "no", kind="int", optional=True)), 'not (kindIs "invalid" .Values.a.no)'),
    ("present bool", Present(value("a", "off", kind="bool", optional=True)), 'not (kindIs "invalid" .Values.a.off)'),
    ("filled text", boolean(Present(value("a", "b", kind="str", optional=True))), "not (empty .Values.a.b)"),
    ("filled map", boolean(value("m", kind="map")), "not (empty .Values.m)"),
    (
        "neither",
        boolean(call("or", value("a", "no"), value("a", "off"))),
        "not (empty (or .Values.a.no .Values.a.off))",
    ),
    (
        "a boolean already",
        boolean(Present(value("a", "n", kind="int", optional=True))),
        'not (kindIs "invalid" .Values.a.n)',
    ),
    ("one of two booleans", boolean(call("ternary", True, False, value("on"))), "ternary true false .Values.on"),
    ("nothing otherwise", Include(EITHER), 'include "probe.either" .'),
    ("release", BuiltIn(("Release", "Name")), ".Release.Name"),
    ("namespace", BuiltIn(("Release", "Namespace")), ".Release.Namespace"),
    ("service", BuiltIn(("Release", "Service")), ".Release.Service"),
    ("chart", BuiltIn(("Chart", "Version")), ".Chart.Version"),
    ("no app version", BuiltIn(("Chart", "AppVersion")), ".Chart.AppVersion"),
    ("literal", Literal("a b"), '"a b"'),
    ("literal list", Literal([1, "a"]), 'list 1 "a"'),
    ("concat", Concat((Literal("100%-"), value("a", "b", kind="str"))), 'printf "100%%-%s" .Values.a.b'),
    ("concat number", Concat((value("a", "n", kind="int"), Literal("x"))), 'printf "%dx" (.Values.a.n | int64)'),
    ("pipe", call("trunc", 1, call("upper", value("a", "b", kind="str"))), ".Values.a.b | upper | trunc 1"),
    ("compare", call("gt", value("a", "n", kind="int"), 1), "gt (.Values.a.n | int64) 1"),
    ("logic", call("and", value("on"), call("not", value("a", "off"))), "and .Values.on (not .Values.a.off)"),
    (
        "a later operand is not asked for",
        call("and", value("on"), call("or", True, call("lt", value("gone", optional=True), 1))),
        "and .Values.on (or true (lt .Values.gone 1))",
    ),
    ("logic of numbers", call("or", value("a", "n", kind="int"), False), "or .Values.a.n false"),
    (
        "nested",
        call("or", call("and", value("on"), False), call("eq", value("a", "b"), "x")),
        'or (and .Values.on false) (eq .Values.a.b "x")',
    ),
    ("include", Include(NAME), 'include "probe.name" .'),
    (
        "include with",
        Include(WITH, {"text": value("a", "b", kind="str")}),
        'include "probe.with" (dict "text" .Values.a.b)',
    ),
    ("raw", Raw("add 1 2", lambda _: 3), "add 1 2"),
]


BEFORE = "{{- $job := .Values.a }}"


def context() -> Context:
    return Context(VALUES_GIVEN, RELEASE, CHART, variables={"job": VALUES_GIVEN["a"]})


@pytest.mark.parametrize(("expr", "text"), [pytest.param(*row[1:], id=row[0]) for row in TABLE])
def test_text_and_value(expr: Expr, text: str) -> None:
    helpers = "\n".join(define.write() for define in (NAME, WITH, EITHER))
    assert expr.text(TOP) == text
    assert results([text], VALUES_GIVEN, helpers, BEFORE) == [expr.evaluate(context())]


def test_a_map_include_reads_back_as_the_map() -> None:
    [found] = results([f"{Include(LABELS).text(TOP)} | fromYaml"], VALUES_GIVEN, LABELS.write())
    assert found == Include(LABELS).evaluate(context()) == {"a": "x", "n": 1}


def test_inside_a_block_the_root_is_the_dollar() -> None:
    inside = TOP.inside()
    assert value("a").text(inside) == "$.Values.a"
    assert BuiltIn(("Release", "Name")).text(inside) == "$.Release.Name"
    assert Include(NAME).text(inside) == 'include "probe.name" $'
    assert Env(root=".root").inside().member("Values") == "$.root.Values"
    assert Path(Source("variable", "job"), ("image",)).text(inside) == "$job.image"


def test_the_dot_stands_for_its_source() -> None:
    dot = Dot(value("a", "n", kind="int"), "int")
    assert (dot.text(TOP), dot.evaluate(context())) == (". | int64", 10000000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".Values.a", ".Values.a"),
        ('"a b"', '"a b"'),
        ("a b", "(a b)"),
        ('"a" "b"', '("a" "b")'),
        ("(a).b", "(a).b"),
        ("(a) (b)", "((a) (b))"),
    ],
)
def test_parentheses_where_there_is_more_than_one_word(text: str, expected: str) -> None:
    assert parenthesise(text) == expected


def test_loop_variables_and_parameters_stay_apart() -> None:
    @dataclass(frozen=True)
    class Shown:
        paths: tuple[Path, ...]

    inner = context().bind(job={"image": "i"})
    assert Path(Source("variable", "job"), ("image",)).evaluate(inner) == "i"
    called = inner.call({"text": "t"})
    assert Path(Source("param", "text")).evaluate(called) == "t"
    with pytest.raises(KeyError):
        Path(Source("variable", "job")).evaluate(called)
    assert replace(inner, variables={}).values is inner.values
