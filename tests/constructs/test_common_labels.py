"""Labels an installer gives every object: on all but pods and selectors, and never in place of the chart's own."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import ChartInfo, ChartValues, Component, HelmChart, Values, merged, value
from floe_charts.check.objects import dig
from floe_charts.imports import k8s
from floe_charts.testing import differences, model_of, render
from tests.support import charts
from tests.support.probe import chart_of

JOB = {"type": "custom", "image": {"repository": "acme/job", "tag": "1"}, "podLabels": {"tier": "batch"}}
SHOWN: dict[str, dict[str, Any]] = {
    "floe-jobs": {"jobs": {"load": JOB}},
    "floe-services": {"networkPolicies": {"enabled": True}},
    "otel-collector": {"test": {"pod": {"podLabels": {"team": "tests"}}}},
    "floe-platform": {"floe-services": {"enabled": False}, "otel-collector": {"enabled": False}},
}


def pod_labels(item: Any) -> Any:
    return dig(item, "spec", "template", "metadata", "labels")


@pytest.mark.parametrize("name", SHOWN)
def test_every_object_but_a_pod_carries_them(name: str) -> None:
    plain = charts.in_process(name).render(SHOWN[name]).objects
    objects = charts.in_process(name).render({**SHOWN[name], "commonLabels": {"team": "data"}}).objects
    assert objects
    for before, item in zip(plain, objects, strict=True):
        labels = item["metadata"]["labels"]
        if item["kind"] != "Pod":
            assert labels == {**before["metadata"]["labels"], "team": "data"}
        assert item.get("spec") == before.get("spec"), "no pod starts again, and no selector changes"


def test_a_pod_of_helm_test_has_its_own() -> None:
    values = {**SHOWN["otel-collector"], "commonLabels": {"team": "data"}}
    [pod] = [item for item in charts.in_process("otel-collector").render(values).objects if item["kind"] == "Pod"]
    assert pod["metadata"]["labels"]["team"] == "tests"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *((name, "app.kubernetes.io/component") for name in SHOWN),
        ("otel-collector", "helm.sh/chart"),
        ("floe-jobs", "floe/job"),
    ],
)
def test_what_the_chart_writes_is_refused(name: str, key: str) -> None:
    [(path, message)] = charts.generator(name).errors({"commonLabels": {key: "x"}})
    assert (path, key in message) == (("commonLabels",), True)


class Tiered(HelmChart[ChartValues]):
    """A ConfigMap with a label of its own that nobody reserved."""

    info = ChartInfo("tiered", "0.1.0", app_version="1.0", description="A label.")
    values_type = ChartValues

    def build(self, values: ChartValues) -> None:
        web = Component(self, "web")
        k8s.KubeConfigMap(web, "config", metadata=web.metadata(labels={"tier": "front"}), data={"a": "b"})


class TieredValues(ChartValues):
    """The same with the label reserved."""

    reserved = {"commonLabels": ("tier",)}


class Reserving(Tiered):
    """The same with the label reserved."""

    values_type = TieredValues


def test_a_label_of_the_charts_own_must_be_reserved() -> None:
    with pytest.raises(ValueError, match=r"objects carry tier; add it to reserved\['commonLabels'\]"):
        model_of(Tiered)
    assert differences(Reserving, {"commonLabels": {"team": "data"}}) == []


class Named(ChartValues):
    extra: dict[str, str] = value({}, "Labels of one object.", example={"a": "b"})


class Bare(Values):
    extra: dict[str, str] = value({}, "Labels of one object.", example={"a": "b"})


def labelled(values_type: type[Values], labels: Any) -> Any:
    def build(self: Any, values: Any) -> None:
        web = Component(self, "web")
        k8s.KubeConfigMap(web, "config", metadata=web.metadata(labels=labels(values)), data={"a": "b"})

    return chart_of(build, values_type)


GIVEN = {"team": "data", "app.kubernetes.io/component": "mine"}


@pytest.mark.parametrize(
    ("values_type", "values", "team"),
    [
        (Bare, {}, None),
        (Bare, {"extra": GIVEN}, "data"),
        (Named, {}, None),
        (Named, {"commonLabels": {"team": "all", "tier": "front"}}, "all"),
        (Named, {"commonLabels": {"team": "all", "tier": "front"}, "extra": GIVEN}, "data"),
    ],
)
def test_a_map_of_the_installers_stands_beside_the_charts_own(values_type: Any, values: Any, team: str | None) -> None:
    chart = labelled(values_type, lambda v: v.extra)
    assert differences(chart, values) == []
    [config] = [item for item in render(chart, values) if item["kind"] == "ConfigMap"]
    labels = config["metadata"]["labels"]
    assert (labels.get("team"), labels["app.kubernetes.io/component"]) == (team, "web")


def test_a_map_of_the_installers_mixed_with_others_is_refused() -> None:
    """Of two labels with one key Helm takes the last without a word."""
    with pytest.raises(ValueError, match=r"may have keys of commonLabels; pass it alone"):
        model_of(labelled(Named, lambda v: merged({"x": "y"}, v.extra)))
