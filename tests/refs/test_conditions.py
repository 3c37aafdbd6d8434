"""Comparisons build conditions, in the form a maintainer would write, and Helm decides them as Python does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from floe_charts import is_set, not_
from floe_charts.template.context import Context
from floe_charts.template.expression import TOP
from tests.support.probe import ProbeValues, tree
from tests.template.helm import results

CASES: list[tuple[Callable[[Any], Any], str]] = [
    (lambda v: v.replicas > 1, "gt (.Values.replicas | int64) 1"),
    (lambda v: v.replicas >= 1, "ge (.Values.replicas | int64) 1"),
    (lambda v: v.replicas < 1, "lt (.Values.replicas | int64) 1"),
    (lambda v: v.replicas <= 1, "le (.Values.replicas | int64) 1"),
    (lambda v: v.replicas == 1, "eq (.Values.replicas | int64) 1"),
    (lambda v: v.replicas != 1, "ne (.Values.replicas | int64) 1"),
    (lambda v: 1 < v.replicas, "gt (.Values.replicas | int64) 1"),  # noqa: SIM300 - the reflected comparison
    (lambda v: 1 == v.replicas, "eq (.Values.replicas | int64) 1"),  # noqa: SIM300
    (lambda v: v.mode == "external", 'eq .Values.mode "external"'),
    (lambda v: "external" != v.mode, 'ne .Values.mode "external"'),  # noqa: SIM300
    (lambda v: v.replicas == v.web.port, "eq (.Values.replicas | int64) (.Values.web.port | int64)"),
    (lambda v: v.debug, ".Values.debug | default false"),
    (lambda v: ~v.debug, "not .Values.debug"),
    (lambda v: ~~v.debug, ".Values.debug | default false"),
    (lambda v: not_(v.mode == "a"), 'ne .Values.mode "a"'),
    (lambda v: ~(v.replicas > 1), "le (.Values.replicas | int64) 1"),
    (lambda v: v.debug & v.web.enabled, "and .Values.debug .Values.web.enabled"),
    (lambda v: v.debug | (v.replicas > 1), "or .Values.debug (gt (.Values.replicas | int64) 1)"),
    (
        lambda v: (v.debug | v.web.enabled) & (v.mode == "builtin"),
        'and (or .Values.debug .Values.web.enabled) (eq .Values.mode "builtin")',
    ),
    (
        lambda v: v.debug | v.web.enabled & (v.replicas > 1),
        "or .Values.debug (and .Values.web.enabled (gt (.Values.replicas | int64) 1))",
    ),
    (lambda v: v.debug == True, ".Values.debug | default false"),  # noqa: E712 - what a person may write
    (lambda v: v.debug == False, "not .Values.debug"),  # noqa: E712
    (lambda v: v.debug != True, "not .Values.debug"),  # noqa: E712
    (lambda v: v.debug == v.web.enabled, "eq (.Values.debug | default false) (.Values.web.enabled | default false)"),
    (lambda v: v.debug != v.web.enabled, "ne (.Values.debug | default false) (.Values.web.enabled | default false)"),
    (
        lambda v: v.debug == (v.replicas > 1),
        "eq (.Values.debug | default false) (gt (.Values.replicas | int64) 1)",
    ),
    (lambda v: ~(v.debug | v.web.enabled), "not (or .Values.debug .Values.web.enabled)"),
    (lambda v: ~(v.debug & (v.replicas > 1)), "not (and .Values.debug (gt (.Values.replicas | int64) 1))"),
    (lambda v: ~v.debug & ~v.web.enabled, "and (not .Values.debug) (not .Values.web.enabled)"),
    (lambda v: is_set(v.timeout), 'not (kindIs "invalid" .Values.timeout)'),
    (lambda v: is_set(v.message) & v.debug, "and .Values.message .Values.debug"),
]
GIVEN = [
    {},
    {"replicas": 2, "debug": True},
    {"replicas": 80, "mode": "external", "web": {"enabled": True}},
    {"debug": True, "web": {"enabled": True}, "timeout": 0},
]


@pytest.mark.parametrize(("condition", "text"), CASES, ids=[text for _, text in CASES])
def test_text_and_truth(condition: Callable[[Any], Any], text: str) -> None:
    node = condition(tree(lambda self, values: None).values).node
    assert node.text(TOP) == text
    for given in GIVEN:
        values = ProbeValues.model_validate(given).to_values()
        [found] = results([f'ternary "yes" "no" (not (not ({node.truth(TOP)})))'], values)
        assert found == ("yes" if node.evaluate(Context(values)) else "no"), given


@pytest.mark.parametrize(("condition", "text"), CASES, ids=[text for _, text in CASES])
def test_known_values_decide_at_once(condition: Callable[[Any], Any], text: str) -> None:
    from floe_charts.flow.lifting import decided
    from floe_charts.refs.known import Known

    symbolic = condition(tree(lambda self, values: None).values).node
    for given in GIVEN:
        known = ProbeValues.model_validate(given)
        assert decided(condition(Known(known))) is bool(symbolic.evaluate(Context(known.to_values()))), given
