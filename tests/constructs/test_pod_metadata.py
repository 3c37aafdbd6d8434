"""What a pod's template writes as labels and annotations no installer may set: one key would stand there twice."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from floe_charts.constructs.component import COMPONENT, Component
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.pod.metadata import beside
from floe_charts.imports import k8s
from floe_charts.testing import model_of
from floe_charts.testing.readings import differences
from floe_charts.values.common import ChartValues
from floe_charts.values.constraint import LabelKey, LabelValue
from floe_charts.values.model import Reserved, Values, value
from tests.support import charts

DAGSTER = "checksum/dagster.yaml"
WRITTEN = [
    *(("floe-services", f"{who}.pod.podAnnotations", DAGSTER) for who in ("webserver", "daemon")),
    ("floe-services", "webserver.pod.podAnnotations", "checksum/workspace.yaml"),
    ("floe-services", "codeLocationPod.podAnnotations", DAGSTER),
    ("floe-services", "codeLocationPod.podLabels", "dagster/role"),
    ("floe-services", "test.pod.podAnnotations", "helm.sh/hook"),
    ("floe-platform", "polaris.pod.podAnnotations", "checksum/application.properties"),
    ("floe-platform", "floe-services.codeLocationPod.podLabels", "dagster/role"),
    ("otel-collector", "collector.pod.podAnnotations", "checksum/collector-config.yaml"),
    ("floe-jobs", "defaults.podLabels", "floe/job"),
]


def nested(path: str, last: Any) -> dict[str, Any]:
    head, _, rest = path.partition(".")
    return {head: nested(rest, last) if rest else last}


@pytest.mark.parametrize(("chart", "path", "key"), WRITTEN)
def test_a_key_that_the_template_writes_is_refused(chart: str, path: str, key: str) -> None:
    (refusal,) = charts.generator(chart).errors(nested(path, {key: "x"}))
    assert key in str(refusal)
    assert charts.generator(chart).errors(nested(path, {f"{key}.mine": "x"})) == []


class Options(Values):
    """Options of pods with one label of their own."""

    reserved: ClassVar[Reserved] = {"podLabels": ("web/tier", COMPONENT)}

    pod_labels: dict[LabelKey, LabelValue] = value({}, "Labels.")


class LabelledValues(ChartValues):
    """Values of the chart below."""

    pod: Options = value(Options(), "The pods.")


class Labelled(HelmChart[LabelledValues]):
    """A ConfigMap with the metadata of a pod."""

    info = ChartInfo("labelled", "0.1.0", app_version="1.0", description="Metadata.")
    values_type = LabelledValues
    label = "web/tier"

    def build(self, values: LabelledValues) -> None:
        component = Component(self, "web")
        labels = beside(self, values.pod, "pod_labels", {**component.labels, self.label: "front"})
        k8s.KubeConfigMap(component, "config", metadata=k8s.ObjectMeta(name=component.name, labels=labels))


class Forgetful(Labelled):
    """The same with a label that nobody reserved."""

    label = "web/side"


def test_the_installers_stand_beside_the_templates() -> None:
    values = {"pod": {"podLabels": {"team": "data"}}}
    (found,) = model_of(Labelled).evaluate(values)
    assert found["metadata"]["labels"].items() >= {"web/tier": "front", "team": "data"}.items()
    assert differences(Labelled, values) == []


def test_a_template_may_write_only_what_its_options_reserve() -> None:
    with pytest.raises(ValueError, match=r"Options: .* web/side; add it to reserved\['podLabels'\]"):
        model_of(Forgetful)
