"""Scopes guard and repeat whatever is built under them."""

from __future__ import annotations

from typing import Any

import cdk8s
import pytest
from constructs import Construct

from floe_charts import ForEach, When, only_if
from floe_charts.refs.stand_in import MisusedReference
from tests.support.probe import ProbeValues, chart_of, config_map, template


def nested(self: Any, values: Any) -> None:
    for job in ForEach(self, "job", values.jobs):
        config_map(When(job.scope, "often", job.value.retries > 1), {"image": job.value.image}, name=f"x-{job.key}")


def test_scopes_nest() -> None:
    assert template(nested) == (
        "{{- range $jobName, $job := .Values.jobs }}\n"
        '{{- if gt (dig "retries" 3 $job | int64) 1 }}\n'
        '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ printf "x-%s" $jobName | quote }}\n'
        "data:\n  image: {{ $job.image | quote }}\n"
        "{{- end }}\n{{- end }}\n"
    )


def test_known_values_build_what_holds() -> None:
    given = ProbeValues.model_validate({"jobs": {"b": {"image": "i"}, "a": {"image": "j", "retries": 1}}})
    chart = chart_of(nested)(cdk8s.App(), "probe", given)
    assert [item["metadata"]["name"] for item in chart.to_json()] == ["x-b"]


def test_a_scope_outside_a_chart_is_an_error() -> None:
    values: dict[str, Any] = {}
    template(lambda self, v: values.update(v=v) or config_map(self, {}))
    with pytest.raises(MisusedReference, match="is not inside a HelmChart"):
        When(Construct(cdk8s.App(), "free"), "when", values["v"].debug)


def test_conditions_right_inside_each_other_are_one() -> None:
    def build(self: Any, values: Any) -> None:
        outer = When(self, "outer", values.debug & values.web.enabled)
        config_map(When(outer, "inner", (values.mode == "builtin") & values.debug), {"a": "b"})

    first = template(build).splitlines()[0]
    assert first == '{{- if and .Values.debug .Values.web.enabled (eq .Values.mode "builtin") }}'


def test_inside_a_scope_only_what_is_left_is_asked() -> None:
    def build(self: Any, values: Any) -> None:
        config_map(When(self, "known", values.debug), {"a": only_if(values.debug & values.web.enabled, "b")})

    assert "\n{{- if .Values.web.enabled }}\ndata:\n  a: b\n{{- end }}\n" in template(build)
