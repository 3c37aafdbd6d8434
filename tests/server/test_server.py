"""A real API server takes what the charts render: `make server`, with `KUBEBUILDER_ASSETS` set."""

from __future__ import annotations

import json

import pytest
import yaml

from floe_charts.charts import CHARTS as FLOE
from floe_charts.check.objects import all_pods, name_of
from floe_charts.kubernetes import is_known, relation_errors
from tests.golden.cases import cases
from tests.support import charts

pytestmark = pytest.mark.server
LEVELS = ("enforce", "audit", "warn")
#: Every object is decided on as if it were created, and none is kept.
TRIED = "--dry-run=server"


@pytest.fixture(scope="module")
def places(server):
    """Namespaces for each chart's objects: the platform's must stand the strictest."""
    levels = {f"pod-security.kubernetes.io/{level}": "restricted" for level in LEVELS}
    strict, open_ = server.namespace("restricted", levels), server.namespace("open")
    return {name: strict if name in FLOE else open_ for name in charts.CHARTS}


def rendered(name, values):
    """The objects of kinds that a bare server knows."""
    return list(filter(is_known, charts.in_process(name).render(values).objects))


def pods(objects):
    """What the controllers would make of the objects: a pod for each, claims of a StatefulSet as its volumes."""
    for owner, pod in all_pods(objects):
        claims = [claim["metadata"]["name"] for claim in owner["spec"].get("volumeClaimTemplates") or ()]
        volumes = [*(pod.spec.get("volumes") or ()), *({"name": claim, "emptyDir": {}} for claim in claims)]
        metadata = {**pod.metadata, "name": f"{owner['kind'].lower()}-{name_of(owner)}"[:200].rstrip("-.")}
        yield {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {**pod.spec, "volumes": volumes}}


def tried(server, place, objects):
    """What the server says of the objects and their pods, as if they were created."""
    return server.complaints([*objects, *pods(objects)], place, TRIED) if objects else []


@pytest.mark.requirement("REQ-606", "REQ-631")
def test_defaults_environments_and_golden_cases_are_taken_without_a_warning(server, places, chart_name):
    golden = {case.name: yaml.safe_load((case / "values.yaml").read_text()) for case in cases(chart_name)}
    for title, values in {**charts.environments(chart_name), **golden}.items():
        found = tried(server, places[chart_name], rendered(chart_name, values or {}))
        assert not found, f"{title}: {found}"


@pytest.mark.requirement("REQ-606", "REQ-633")
def test_what_our_checks_pass_is_taken(server, places, chart_name, seeds):
    """Random values make relations that no schema can refuse: what `floe-charts validate` finds is left out."""
    for seed in seeds:
        values = charts.draw(chart_name, seed)
        objects = [item for item in rendered(chart_name, values) if not relation_errors(item)]
        found = [line for line in tried(server, places[chart_name], objects) if not line.startswith("Warning: ")]
        assert not found, f"seed {seed}: {found}\n{json.dumps(values)}"


def test_a_new_version_is_an_upgrade(server, chart_name):
    place = server.namespace(f"upgrade-{chart_name}")
    assert not server.complaints(charts.model(chart_name).evaluate({}), place)
    assert not server.complaints(charts.newer(chart_name).evaluate({}), place)


def test_an_object_that_is_refused_is_told(server):
    broken = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "daat": {}}
    assert "daat" in str(server.complaints([broken], "default", TRIED))
