"""Conditions joined: what follows from another one is not said twice."""

from __future__ import annotations

import pytest

from floe_charts.template.expression import TOP, Expr
from floe_charts.template.logic import every, some
from floe_charts.template.paths import VALUES, Path

A, B, C = (Path(VALUES, (name,), "bool") for name in "abc")


@pytest.mark.parametrize(
    ("joined", "text"),
    [
        (some(every(A, B), A, C), "or .Values.a .Values.c"),
        (some(A, every(B, A)), ".Values.a"),
        (some(every(A, B), every(B, A)), "and .Values.a .Values.b"),
        (some(every(A, B), every(A, C)), "or (and .Values.a .Values.b) (and .Values.a .Values.c)"),
        (some(some(A, B), C, B), "or .Values.a .Values.b .Values.c"),
    ],
)
def test_a_condition_that_holds_only_where_another_does_says_nothing_more(joined: Expr, text: str) -> None:
    assert joined.truth(TOP) == text
