"""Every function the compiler evaluates gives what Helm's engine gives."""

from __future__ import annotations

import json
from typing import Any

import pytest

from floe_charts.template.call import call
from floe_charts.template.context import Context
from floe_charts.template.expression import TOP
from floe_charts.template.functions import FUNCTIONS
from floe_charts.template.paths import VALUES, Path
from tests.template.helm import results

EMPTY: list[Any] = [None, "", 0, False, {}, []]
FULL: list[Any] = ["a", 1, True, {"a": 1}, [0]]
LONG = "a-name-that-is-rather-long"
CASES: dict[str, list[tuple[Any, ...]]] = {
    "and": [(1, "a"), (1, 0, 2), ("", 1), (True, {"a": 1})],
    "or": [(0, "a"), ("", 0), (None, 1), ("x", "y")],
    "not": [(value,) for value in (*EMPTY[1:], *FULL)],
    "eq": [("a", "a"), ("a", "b"), (1, 1), ("a", "b", "a"), (True, True), (True, False)],
    "ne": [("a", "a"), ("a", "b"), (1, 2), (True, False)],
    "lt": [(1, 2), (2, 2), ("a", "b"), ("B", "a")],
    "le": [(1, 2), (2, 2), (3, 2)],
    "gt": [(1, 2), (2, 1), ("b", "a")],
    "ge": [(1, 2), (2, 2), (3, 2)],
    "default": [("x", value) for value in (*EMPTY[1:], *FULL)],
    "empty": [(value,) for value in (*EMPTY, *FULL)],
    "ternary": [("a", "b", True), ("a", "b", False)],
    "int64": [(value,) for value in ("", "12", "abc", 3, 2.9, -2.9, True, False, "-7", "1.5", 10000000)],
    "float64": [("1.5",), (3,), ("",)],
    "add": [(1, 2), (1, "2", 3.7), (None, 4)],
    "sub": [(5, 2), ("5", 7)],
    "mul": [(3, 4), (2, "5", 2)],
    "div": [(7, 2), (-7, 2), (8, 4), (2**53 + 1, 1)],
    "quote": [("a",), ('say "hi"',), ("tab\tand\nline",), (3,), (True,), ("{{",), ("é漢🧊",), ("back\\slash",)],
    "toString": [("a",), (3,), (True,), (False,), (-4,)],
    "printf": [("%s-%s", "a", "b"), ("%d%%", 12), ("plain",)],
    "toJson": [(value,) for value in (*EMPTY[1:], *FULL, "<&>\u2028", 1.5, {"b": [1, {"a": None}], "a": 2.0})],
    "fromYaml": [("a: 1\nb: [x, 'y']\n",), ("",)],
    "sha256sum": [("",), ("a",), ("é🧊",)],
    "trunc": [(3, LONG), (-3, LONG), (99, "a"), (0, "abc"), (-99, "abc")],
    "trimSuffix": [("-", "a--"), ("-", "a"), ("", "a")],
    "trimPrefix": [("a", "aab"), ("b", "aab")],
    "contains": [("b", "abc"), ("x", "abc"), ("", "abc")],
    "hasPrefix": [("a", "abc"), ("b", "abc")],
    "replace": [("+", "_", "a+b+c"), ("x", "y", "abc")],
    "lower": [("AbC-É",)],
    "upper": [("AbC-é",)],
    "len": [("abc",), ([1, 2],), ({"a": 1},), ("",)],
    "list": [(1, "a"), ()],
    "dict": [("a", 1, "b", [2])],
    "regexReplaceAll": [("^([0-9])", "2024-a", "r${1}"), ("^([0-9])", "a2", "r${1}"), ("[a-z]+", "ab1cd", "<${0}>")],
    "dig": [("a", "b", "none", {"a": {"b": 1}}), ("a", "x", "none", {"a": {"b": 1}}), ("x", "y", 3, {})],
    "hasKey": [({"a": 1}, "a"), ({"a": 1}, "b")],
    "kindIs": [("invalid", None), ("invalid", "a"), ("invalid", 0)],
    "get": [({"a": 1}, "a"), ({"a": 1}, "b")],
    "keys": [({"a": 1},), ({},)],
    "sortAlpha": [(["b", "a", "C", "é"],)],
    "join": [(",", ["a", "b"]), ("-", []), (",", [1, True, "a"])],
    "has": [("a", ["a", "b"]), ("x", ["a"]), ("x", [])],
    "omit": [({"a": 1, "b": 2}, "a"), ({"a": 1}, "x"), ({}, "x")],
    "merge": [({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}, "d": 4})],
    "mergeOverwrite": [({"a": {"b": 1}, "e": [1]}, {"a": {"b": 2, "c": 3}, "d": 4, "e": [2]})],
    "deepCopy": [({"a": [1]},)],
    "toYaml": [({"a": [1, "yes", {"b": None}]},), ("text",), ([],)],
}


def test_every_function_has_cases() -> None:
    assert set(CASES) == set(FUNCTIONS)


def seen_by_go(function: str, value: Any) -> Any:
    """``quote`` and ``toYaml`` stand for what a reader makes of their text."""
    return json.loads(value) if function == "quote" else value


@pytest.mark.parametrize("function", sorted(CASES))
def test_literal_arguments(function: str) -> None:
    calls = [call(function, *args) for args in CASES[function]]
    texts = [
        f'fromYaml (print ({c.text(TOP)} | nindent 2 | printf "r:%s"))' if function == "toYaml" else c.text(TOP)
        for c in calls
    ]
    for args, one, found in zip(CASES[function], calls, results(texts), strict=True):
        expected = one.evaluate(Context({}))
        assert (found["r"] if function == "toYaml" else seen_by_go(function, found)) == expected, args


#: Where an argument from a values file differs from a literal: numbers are float64 there, and keys may be absent.
FROM_VALUES: dict[str, list[tuple[Any, ...]]] = {
    "and": [(1, "a"), (None, 1)],
    "default": [("x", value) for value in EMPTY],
    "int64": [(value,) for value in (None, 10000000, 2.9, "12", True, 2**31 - 1)],
    "toJson": [(value,) for value in (*EMPTY, 10000000, 1.5, {"b": [1, {"a": None}], "a": 20000000})],
    "quote": [(value,) for value in ("a", "", True)],
    "add": [(1, 10000000)],
    "empty": [(value,) for value in EMPTY],
    "not": [(value,) for value in EMPTY],
    "join": [(",", ["a", True])],
    "omit": [({"a": 1, "b": 10000000}, "a")],
    "mergeOverwrite": [({"a": {"b": 1}}, {"a": {"c": 10000000}})],
    "len": [([1],), ({"a": 1},)],
    "dig": [("a", "x", {"a": {"x": None}}), ("a", 1, {"a": 10000000})],
    "has": [("a", ["a"])],
    "sortAlpha": [(["b", "a"],)],
}


@pytest.mark.parametrize("function", sorted(FROM_VALUES))
def test_arguments_from_a_values_file(function: str) -> None:
    for args in FROM_VALUES[function]:
        values = {f"v{index}": value for index, value in enumerate(args)}
        one = call(function, *(Path(VALUES, (name,)) for name in values))
        assert seen_by_go(function, results([one.text(TOP)], values)[0]) == one.evaluate(Context(values)), args
