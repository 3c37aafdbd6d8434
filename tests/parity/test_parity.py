"""One tree, two readings: what the tree evaluates to is what Helm renders, object for object."""

from __future__ import annotations

import dataclasses

import pytest

from floe_charts.template.manifest import Manifest
from floe_charts.testing import concrete
from floe_charts.testing.difference import PLAIN
from floe_charts.testing.readings import comparable, compare
from tests.parity.readings import failure, parity
from tests.support import charts
from tests.support.differing import explain


def test_readings_agree_on_defaults_and_environments(chart_name):
    failures = [failure(chart_name, title, values) for title, values in charts.environments(chart_name).items()]
    assert not list(filter(None, failures)), "\n\n".join(filter(None, failures))


@pytest.mark.requirement("REQ-633")
def test_readings_agree_on_random_values(chart_name, seeds):
    for seed in seeds:
        found = failure(chart_name, f"seed {seed}", charts.draw(chart_name, seed))
        assert found is None, found


def test_plain_objects_equal_the_evaluation(chart_name, count):
    """The class built with concrete values in a plain cdk8s app, and so its subcharts."""
    model = charts.model(chart_name)
    for title, values in charts.settings(chart_name, min(count, 50)):
        evaluated, plain = model.evaluate(values), concrete(charts.chart_class(chart_name), values)
        assert sorted(map(_key, evaluated)) == sorted(map(_key, plain)), f"{chart_name}, {title}"
        found = list(compare(comparable(evaluated), comparable(plain), PLAIN))
        assert not found, explain(f"{chart_name}, {title}", values, found)


def _key(item):
    return item["kind"], item["metadata"]["name"]


def test_a_tree_that_reads_otherwise_is_found_out():
    """The proof is worth what it catches: one manifest evaluated for other values differs from Helm's."""
    model = charts.model("echo")
    name, manifest = next(iter(model.manifests.items()))
    broken = dataclasses.replace(model, manifests={**model.manifests, name: _Altered(manifest.part)})
    assert [found.identity[0] for found in parity("echo", {}, broken)] == ["Deployment"]
    assert not parity("echo", {})


class _Altered(Manifest):
    def evaluate(self, context):
        return [{**item, "spec": {**item["spec"], "replicas": 7}} for item in super().evaluate(context)]
