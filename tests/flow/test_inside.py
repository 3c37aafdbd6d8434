"""Flow inside an object prints what a maintainer would write, and both readings agree with Helm."""

from __future__ import annotations

from typing import Any

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

from floe_charts import (
    ForEach,
    Values,
    choose,
    each,
    entries,
    fallback,
    items,
    joined,
    merged,
    not_,
    only_if,
    raw,
    value,
)
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.synth.closure import UndeclaredValue
from floe_charts.synth.collect import collect, files
from floe_charts.synth.model import synthesize
from floe_charts.template.context import Context
from floe_charts.testing import differences
from tests.support.probe import Body, ProbeValues, chart_of, config_map, tree
from tests.template.helm import objects


def _joined(self: Any, values: Any) -> object:
    loud, quiet = k8s.ObjectMeta(namespace="loud", labels=values.labels), k8s.ObjectMeta(generate_name=values.message)
    metadata = joined(k8s.ObjectMeta(name="probe"), choose(values.debug, loud, quiet))
    return k8s.KubeConfigMap(self, "config", metadata=metadata)


BODIES: dict[str, Body] = {
    "choose": lambda self, v: config_map(self, {"a": choose(v.replicas > 1, "many", "one")}),
    "fallback": lambda self, v: config_map(self, {"a": fallback(v.web.host, v.message)}),
    "fallback to a number": lambda self, v: config_map(
        self, {"a": f"{fallback(v.replicas, v.web.port)}", "b": f"{v.message}:{fallback(v.replicas, v.web.port)}"}
    ),
    "merged": lambda self, v: config_map(self, merged(v.labels, {"own": "x"})),
    "entries": lambda self, v: config_map(
        self, merged({"own": "x"}, entries(v.jobs, lambda name, job: job.image), disjoint=True)
    ),
    "joined": _joined,
    "text": lambda self, v: config_map(self, {"a": f"{v.message}:{v.replicas}/{v.web.port}", "n": f"{v.replicas}"}),
}
GIVEN: list[dict[str, Any]] = [
    {},
    {"debug": True, "replicas": 3, "labels": {"a": "on", "own": "mine"}, "timeout": 0},
    {
        "web": {"host": "h"},
        "message": "a: {{ b",
        "jobs": {"b": {"image": "i"}, "a": {"image": "{{ x"}},
        "replicas": 10000000,
    },
]


@pytest.mark.parametrize("name", BODIES)
def test_both_readings_equal_helm(name: str) -> None:
    [found] = files(collect(tree(BODIES[name]))).values()
    for given in GIVEN:
        known = ProbeValues.model_validate(given)
        rendered = objects(found.write(), known.to_values())
        assert found.evaluate(Context(known.to_values())) == rendered, given
        app = cdk8s.App()
        concrete = chart_of(BODIES[name])(app, "probe", known)
        assert concrete.to_json() == rendered, given


def test_known_flow_is_decided_at_once() -> None:
    assert only_if(False, "a") is None
    assert choose(True, "a", "b") == "a"
    assert items(None, ["a"], "b") == ["a", "b"]
    assert items(None) is None
    assert each({"b": 1, "a": 2}, lambda key, item: (key, item)) == [("a", 2), ("b", 1)]
    assert entries({"a": 1}, lambda key, item: item + 1) == {"a": 2}
    assert not not_(True).node.evaluate(Context({}))


def test_no_condition() -> None:
    with pytest.raises(MisusedReference, match=r"use not_\(\.\.\.\)"):
        only_if(~True, "a")
    with pytest.raises(MisusedReference, match="str is no condition; compare a value"):
        only_if("yes", "a")


def test_raw_is_read_with_the_known_values_and_takes_no_braces() -> None:
    def build(self: Any, values: Any) -> None:
        more = raw(".Values.replicas | add 1", self, lambda context: context.values["replicas"] + 1, "int")
        config_map(self, {"a": f"{more}"})

    known = chart_of(build)(cdk8s.App(), "probe", ProbeValues(replicas=4))
    assert known.to_json()[0]["data"] == {"a": "5"}
    with pytest.raises(UndeclaredValue, match=r"raw\('.Values.replica'\) reads .Values.replica, which no value is"):
        synthesize(chart_of(lambda self, values: config_map(self, {"a": raw(".Values.replica", self, lambda c: "")})))
    with pytest.raises(ValueError, match="write what stands between the braces"):
        tree(lambda self, values: raw("{{ .Values.replicas }}", self, lambda context: ""))


class Named(Values):
    line: str = value("by {{ .Release.Service }}.", "A template.")
    parts: dict[str, str] = value({}, "Parts by name.")


def test_the_dot_of_raw_text_is_the_root_inside_a_loop_and_in_a_named_template() -> None:
    def build(self: Any, values: Any) -> None:
        by = raw("tpl .Values.line .", self, lambda context: f"by {context.release.service}.")
        size = raw("len .Values.parts", self, lambda context: len(context.values["parts"]), "int")
        for part in ForEach(self, "part", values.parts):
            data = {"by": by, "size": f"{size}", "part": part.value, "again": self.text("again", f"{by}{size}")}
            k8s.KubeConfigMap(part.scope, "map", metadata=k8s.ObjectMeta(name=part.key), data=data)

    assert differences(chart_of(build, Named), {"parts": {"a": "x", "b": "y"}}) == []
