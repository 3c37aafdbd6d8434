"""Scopes guard and repeat whatever is built under them."""

from __future__ import annotations

from functools import partial
from typing import Any

import cdk8s
import pytest
from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts import ForEach, Values, When, each_of, entries, is_set, items, merged, only_if, value
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
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


class Member(Values):
    role: str = value("dev", "What they do.")


class Team(Values):
    members: dict[str, Member] = value({}, "By name.")
    rooms: list[Member] = value([], "In a list.")
    sizes: list[int] = value([], "Numbers.")


class Teams(Values):
    teams: dict[str, Team] = value({}, "By name.")


TEAMS = {"a": {"members": {"x": {}, "y": {"role": "lead"}}, "rooms": [{"role": "r"}], "sizes": [1, 10000000]}, "b": {}}


def same_names(self: Any, values: Any) -> None:
    for team in ForEach(self, "item", values.teams):
        for item in ForEach(team.scope, "item", team.value.members):
            others = entries(team.value.members, partial(_described, team.key))
            config_map(
                item.scope, merged({"role": item.value.role}, others, disjoint=True), name=f"{team.key}-{item.key}"
            )


def _described(team: str, item_name: str, item: Member) -> str:
    return f"{team}/{item_name}={item.role}"


def typed_lists(self: Any, values: Any) -> None:
    for team in ForEach(self, "the team.1", values.teams):
        ports = each_of(team.value.sizes, lambda size: k8s.ServicePort(port=size))
        rooms = each_of(team.value.rooms, partial(_room, team.key))
        spec = k8s.ServiceSpec(ports=items(k8s.ServicePort(port=1), ports, rooms))
        k8s.KubeService(team.scope, "service", metadata=k8s.ObjectMeta(name=f"t-{team.key}"), spec=spec)


def _room(team: str, room: Member) -> k8s.ServicePort:
    return k8s.ServicePort(port=80, name=f"{team}-{room.role}")


def test_loops_with_one_name_and_typed_lists_read_the_same() -> None:
    def build(self: Any, values: Any) -> None:
        same_names(self, values)
        typed_lists(self, values)

    assert differences(chart_of(build, Teams), {"teams": TEAMS}) == []


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

    assert "\ndata:\n  {{- if .Values.web.enabled }}\n  a: b\n  {{- else }}\n  {}\n  {{- end }}\n" in template(build)


def test_a_guard_is_not_asked_again_inside_the_one_around_it() -> None:
    def build(self: Any, values: Any) -> None:
        annotated = k8s.ObjectMeta(name="probe", annotations=values.labels)
        k8s.KubeConfigMap(When(self, "labelled", is_set(values.labels)), "config", metadata=annotated)

    text = template(build)
    assert text.count(".Values.labels") == 2
    assert "  annotations:\n    {{- toYaml .Values.labels | nindent 4 }}\n" in text


def test_a_slash_in_a_scopes_name_loses_no_condition() -> None:
    assert "{{- if .Values.debug }}" in template(lambda self, v: config_map(When(self, "a/b", v.debug), {"a": "b"}))


def test_another_charts_condition_or_map_is_refused() -> None:
    other: dict[str, Any] = {}
    template(lambda self, v: other.update(v=v) or config_map(self, {}))
    for build in (
        lambda self, v: config_map(When(self, "when", other["v"].debug), {"a": "b"}),
        lambda self, v: [config_map(job.scope, {}, name=job.key) for job in ForEach(self, "job", other["v"].jobs)],
    ):
        with pytest.raises(MisusedReference, match="one expression uses values of probe and probe"):
            template(build)


def test_arguments_alike_in_camel_case_are_two_variables() -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, entries(values.labels, lambda the_key, theKey: f"{the_key}={theKey}"))  # noqa: N803

    text = template(build)
    assert "range $theKey, $theKey2 := .Values.labels" in text
    assert 'printf "%s=%s" $theKey $theKey2' in text
