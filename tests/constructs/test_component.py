"""What a component's objects are called: a Service's name has 63 characters, however long the release's is."""

from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from floe_charts import Component
from floe_charts.constructs import port, service
from floe_charts.imports import k8s
from floe_charts.kubernetes import object_errors
from floe_charts.template.context import Release
from floe_charts.testing import differences, render
from tests.support.probe import ProbeValues, chart_of, tree

LONG = Release(name="r" * 50, namespace="apps")


def _services(chart: Any, id: str, suffix: str) -> None:
    component = Component(chart, id)
    service(component, [port("http", 80)])
    spec = k8s.ServiceSpec(cluster_ip="None", selector=component.selector_labels, ports=[port("http", 80)])
    k8s.KubeService(component, "second", metadata=component.metadata(name=component.named(suffix)), spec=spec)


@pytest.mark.usefixtures("unread_values_pass")
def test_the_longest_names_fit() -> None:
    chart = chart_of(lambda self, values: _services(self, "w" * 13, "headless"))
    found = render(chart, release=LONG)
    assert sorted(len(item["metadata"]["name"]) for item in found) == [40 + 1 + 13, 63]
    assert [object_errors(item) for item in found] == [[], []]
    assert differences(chart, release=LONG) == []


@pytest.mark.parametrize(("id", "suffix", "told"), [("w" * 23, "x", "w" * 23), ("w" * 14, "headless", "w-headless")])
def test_a_name_that_could_get_too_long_is_refused(id: str, suffix: str, told: str) -> None:
    with pytest.raises(ValueError, match=rf"^probe/{id}: .*{told}' would make names of more than 63 .* at most 22$"):
        tree(lambda self, values: _services(self, id, suffix))


def test_it_is_refused_with_known_values_too() -> None:
    with pytest.raises(ValueError, match="use at most 22"):
        chart_of(lambda self, values: Component(self, "w" * 30))(cdk8s.App(), "probe", ProbeValues())
