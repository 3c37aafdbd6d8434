"""Definitions in ``crds/``: Helm sends them as they are written, so there is no second reading to compare them with."""

from __future__ import annotations

from typing import Any

from floe_charts import ChartInfo, HelmChart, Subchart, SubchartValues, Values, value
from floe_charts.check import labels
from floe_charts.testing import differences, render
from tests.support.probe import config_map

CRD = """apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {0}.example.org
spec:
  group: example.org
  scope: Namespaced
  names: {{kind: Widget, plural: {0}}}
  versions: [{{name: v1, served: true, storage: true, schema: {{openAPIV3Schema: {{type: object}}}}}}]
"""


class PartValues(Values):
    text: str = value("a", "A text.")


class Part(HelmChart[PartValues]):
    info = ChartInfo("part", "0.1.0", app_version="1.0", description="Has a definition.")
    values_type = PartValues

    def build(self, values: PartValues) -> None:
        self.extra_files["crds/part.yaml"] = CRD.format("parts")
        config_map(self, {"text": values.text}, name="part")


class InnerValues(PartValues, SubchartValues): ...


class WholeValues(Values):
    text: str = value("b", "A text.")
    part: InnerValues = value(InnerValues(), "The part.")


class Whole(HelmChart[WholeValues]):
    info = ChartInfo("whole", "0.1.0", app_version="1.0", description="Has one, and a chart that has one.")
    values_type = WholeValues
    subcharts = (Subchart(Part, "part.enabled"),)

    def build(self, values: WholeValues) -> None:
        self.extra_files["crds/whole.yaml"] = CRD.format("wholes")
        config_map(self, {"text": values.text}, name="whole")


def crds() -> list[dict[str, Any]]:
    return [item for item in render(Whole) if item["kind"] == "CustomResourceDefinition"]


def test_a_definition_is_rendered_and_no_difference() -> None:
    assert [item["metadata"]["name"] for item in crds()] == ["parts.example.org", "wholes.example.org"]
    assert differences(Whole) == []


def test_a_definition_needs_no_labels_of_a_release() -> None:
    """A file in crds/ is no template: it cannot name the release, and belongs to all of them."""
    assert list(labels.check(crds())) == []
