"""Every workload of every chart takes every option that an installer has for pods: jobs, hooks and tests too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from floe_charts.check.objects import dig
from floe_charts.constructs import resources
from floe_charts.constructs.pod.options import PodOptions
from floe_charts.constructs.pod.scheduling import Scheduling
from floe_charts.testing.random import put
from floe_charts.values.coalesce import coalesce
from floe_charts.values.model import Values, fields
from tests.support import charts

Path = tuple[str, ...]
IMAGE = {"repository": "acme/more", "tag": "1.4.0"}
SIDECAR = {"more": {"image": IMAGE, "resources": resources("10m", "32Mi", "20m", "64Mi")}}
SELECTING = [{"matchExpressions": [{"key": "more", "operator": "Exists"}]}]
#: A setting for each option, such as no chart has of its own.
KNOBS: dict[str, Any] = {
    "nodeSelector": {"disk": "ssd"},
    "tolerations": [{"key": "more", "operator": "Exists"}],
    "priorityClassName": "high",
    "runtimeClassName": "gvisor",
    "spread": "hard",
    "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": SELECTING}}},
    "topologySpreadConstraints": {"topology.kubernetes.io/region": {}},
    "podAnnotations": {"acme.example/more": "1"},
    "podLabels": {"more": "1"},
    "env": {"MORE": {"value": "1"}},
    "envFrom": {"more": {"kind": "Secret"}},
    "hostAliases": {"10.1.2.3": ["more.example.org"]},
    "dnsConfig": {"options": [{"name": "ndots", "value": "2"}]},
    "volumes": {"/more": {"emptyDir": {}}},
    "sidecars": SIDECAR,
    "initContainers": SIDECAR,
    "terminationGracePeriodSeconds": 77,
}
#: Values under which each chart shows all of its workloads.
SHOWN: dict[str, dict[str, Any]] = {
    "floe-services": {"codeLocations": {"sales": {"image": IMAGE, "module": "sales.definitions"}}},
    "otel-collector": {},
    "floe-jobs": {
        "jobs": {
            "once": {"type": "custom", "image": IMAGE},
            "nightly": {"type": "dbt", "image": IMAGE, "schedule": "0 2 * * *"},
        }
    },
    "floe-platform": {"floe-services": {"enabled": False}, "otel-collector": {"enabled": False}},
}


def places(model: type[Values], values: Mapping[str, Any], wanted: type[Values], path: Path = ()) -> Iterator[Path]:
    """Where values of the wanted type lie, entries of maps included."""
    if issubclass(model, wanted):
        yield path
        return
    for field in fields(model):
        inside, item = values.get(field.key), field.type.item
        if field.type.model and isinstance(inside, Mapping):
            yield from places(field.type.model, inside, wanted, (*path, field.key))
        elif item and item.model and isinstance(inside, Mapping):
            for key, entry in inside.items():
                yield from places(item.model, entry, wanted, (*path, field.key, key))


def pods(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata and spec of each workload's pods."""
    found = {}
    for item in charts.in_process(name).render(values).objects:
        template = dig(item, "spec", "jobTemplate", "spec", "template") or dig(item, "spec", "template")
        pod = item if item["kind"] == "Pod" else template
        if pod:
            # a changed Job gets another name: its own label tells which it is
            named = dig(pod, "metadata", "labels").get("floe/job") or item["metadata"]["name"]
            found[f"{item['kind']}/{named}"] = {part: pod[part] for part in ("metadata", "spec")}
    return found


def without(name: str, knob: str, at: list[Path]) -> list[str]:
    """The workloads that one option, set at all of these places, leaves as they are."""
    values = dict(SHOWN[name])
    for path in at:
        values = coalesce(values, put({}, (*path, knob), KNOBS[knob]))
    before, after = pods(name, SHOWN[name]), pods(name, values)
    assert before
    assert before.keys() == after.keys()
    return [workload for workload, pod in after.items() if pod == before[workload]]


def options_of(name: str, wanted: type[Values]) -> list[Path]:
    model = charts.chart_class(name).values_type
    return list(places(model, charts.model(name).merged(SHOWN[name]), wanted))


def test_there_is_a_setting_for_every_option() -> None:
    assert {field.key for field in fields(PodOptions)} == KNOBS.keys()


@pytest.mark.requirement("REQ-617", "REQ-618", "REQ-620")
@pytest.mark.parametrize("knob", KNOBS)
@pytest.mark.parametrize("name", SHOWN)
def test_every_workload_takes_the_option_of_its_component(name: str, knob: str) -> None:
    at = options_of(name, PodOptions)
    assert at
    assert without(name, knob, at) == []


@pytest.mark.requirement("REQ-620")
@pytest.mark.parametrize("knob", [field.key for field in fields(Scheduling)])
@pytest.mark.parametrize("name", SHOWN)
def test_every_workload_takes_the_option_of_the_chart(name: str, knob: str) -> None:
    assert without(name, knob, [("scheduling",)]) == []
