"""Each declared value is read by some template, else synthesis stops and names it."""

from __future__ import annotations

from typing import Any

import pytest
from cdk8s_plus_27 import k8s

from floe_charts import ForEach, Values, When, each_of, raw, value
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.synth.closure import UndeclaredValue, UnreadValue
from floe_charts.synth.model import synthesize
from tests.support.probe import Body, chart_of, config_map


class Inner(Values):
    used: str = value("a", "Used.")
    spare: str = value("b", "Spare.")


class Outer(Values):
    inner: Inner = value(Inner(), "Nested.")
    each_of: dict[str, Inner] = value({}, "By name.")


def everything(values: Any) -> dict[str, str]:
    return {"a": values.inner.used, "b": values.inner.spare}


def loop_of(*names: str) -> Body:
    def build(self: Any, values: Any) -> None:
        for entry in ForEach(self, "entry", values.each_of):
            data = {name: getattr(entry.value, name) for name in names}
            config_map(entry.scope, {**data, "x": "y"}, name=f"e-{entry.key}")
        config_map(self, everything(values))

    return build


def conditional(self: Any, values: Any) -> None:
    config_map(When(self, "when", values.inner.spare == "b"), {"a": values.inner.used}, name="one")
    config_map(self, {"j": "x", "t": raw("toJson .Values.eachOf", self, lambda c: "")})


def swallowed(self: Any, values: Any) -> None:
    str.__len__(values.inner.spare)
    loop_of("used", "spare")(self, type("V", (), {"each_of": values.each_of, "inner": values.inner}))


READ: dict[str, Body] = {
    "loops": loop_of("used", "spare"),
    "conditions and raw text": conditional,
    "whole": lambda self, v: config_map(self, {**everything(v), "m": raw(".Values", self, lambda c: "")}),
}


@pytest.mark.parametrize("name", READ)
def test_values_read_in_any_way_count(name: str) -> None:
    synthesize(chart_of(READ[name], Outer))


UNREAD: dict[str, tuple[Body, str]] = {
    "nested": (
        lambda self, v: config_map(self, {"a": v.inner.used, "m": raw(".Values.eachOf", self, lambda c: "")}),
        "'inner.spare'",
    ),
    "entry": (loop_of("used"), "'eachOf.<name>.spare'"),
    "map": (lambda self, v: config_map(self, everything(v)), "'eachOf'"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_an_unread_value_is_named(name: str) -> None:
    build, path = UNREAD[name]
    with pytest.raises(UnreadValue, match="^probe: values? ") as refused:
        synthesize(chart_of(build, Outer))
    assert path in str(refused.value)
    assert "no template reads" in str(refused.value)


class Listed(Values):
    names: list[Inner] = value([], "Some.")


def test_a_value_of_a_lists_items_is_named_by_brackets() -> None:
    def build(self: Any, values: Any) -> None:
        container = k8s.Container(name="x", args=each_of(values.names, lambda one: one.used))
        k8s.KubePod(self, "pod", spec=k8s.PodSpec(containers=[container]))

    with pytest.raises(UnreadValue, match=r"'names\[\]\.spare'"):
        synthesize(chart_of(build, Listed))


def test_a_value_that_a_construct_dropped_is_said_to_be() -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, {"a": values.inner.used, "m": raw(".Values.eachOf", self, lambda c: "")})
        k8s.Container(name=values.inner.spare)

    with pytest.raises(UnreadValue, match=r"'inner.spare' \(dropped by a construct\)"):
        synthesize(chart_of(build, Outer))


LOST: dict[str, Body] = {
    "a named template": lambda self, v: _looped(self, v, lambda job: self.text("image", f"i:{job.value.used}")),
    "a document": lambda self, v: _looped(self, v, lambda job: self.document("job", {"name": job.key}).text),
    "kept from a loop that has ended": lambda self, v: config_map(
        self, {"z": next(iter(ForEach(self, "job", v.each_of))).value.used, **everything(v)}
    ),
}


def _looped(self: Any, values: Any, text: Any) -> None:
    for job in ForEach(self, "job", values.each_of):
        config_map(job.scope, {"a": text(job), "b": job.value.used, "c": job.value.spare}, name=f"e-{job.key}")
    config_map(self, everything(values))


@pytest.mark.parametrize("name", LOST)
def test_a_loop_variable_outside_of_its_loop_is_refused(name: str) -> None:
    with pytest.raises(MisusedReference, match=r"^probe: \S+ uses \$job(Name)? outside of its loop; build under"):
        synthesize(chart_of(LOST[name], Outer))


def with_file(text: str) -> Body:
    def build(self: Any, values: Any) -> None:
        loop_of("used", "spare")(self, values)
        self.extra_files["templates/extra.yaml"] = text

    return build


def test_a_template_written_by_hand_may_read_declared_values() -> None:
    text = "kind: ConfigMap\ndata: {a: {{ .Values.inner.used }}, b: {{ (.Values.eachOf.x).used }}}\n"
    assert synthesize(chart_of(with_file(text), Outer)).extra_files == {"templates/extra.yaml": text}


@pytest.mark.parametrize("path", ["nope", "inner.nope", "eachOf.x.nope", "inner.used.more"])
def test_a_template_that_reads_no_value_is_refused(path: str) -> None:
    with pytest.raises(UndeclaredValue, match=rf"probe: templates/extra.yaml reads .Values.{path}, which no value is"):
        synthesize(chart_of(with_file(f"kind: ConfigMap\ndata: {{{{ .Values.{path} }}}}\n"), Outer))
