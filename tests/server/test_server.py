"""A real API server takes what the charts render: `make server`, with `KUBEBUILDER_ASSETS` set."""

from __future__ import annotations

import json

import pytest

from floe_charts.charts import CHARTS as FLOE
from floe_charts.check.objects import all_pods, name_of
from floe_charts.kubernetes import is_known
from tests.support import charts
from tests.support.api_server import VARIABLE, api_server, assets

pytestmark = pytest.mark.server
LEVELS = ("enforce", "audit", "warn")
#: Every object is decided on as if it were created, and none is kept.
TRIED = "--dry-run=server"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = assets()
    if folder is None:
        pytest.skip(f"{VARIABLE} names no folder; fill one with: setup-envtest use 1.27.x --print path")
    with api_server(folder, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def places(server):
    """Namespaces for each chart's objects: the platform's must stand the strictest."""
    levels = {f"pod-security.kubernetes.io/{level}": "restricted" for level in LEVELS}
    strict, open_ = namespace(server, "restricted", levels), namespace(server, "open", {})
    return {name: strict if name in FLOE else open_ for name in charts.CHARTS}


def namespace(server, name, labels):
    about = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}}
    assert not server.complaints([about], "default")
    return name


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


@pytest.mark.requirement("REQ-606", "REQ-631")
def test_the_server_takes_every_object_and_every_pod(server, places, chart_name, seeds):
    for title, values in charts.settings(chart_name, len(seeds), seeds.start):
        objects = rendered(chart_name, values)
        found = server.complaints([*objects, *pods(objects)], places[chart_name], TRIED)
        assert not found, f"{title}: {found}\n{json.dumps(values)}"


def test_the_server_takes_a_new_version_as_an_upgrade(server, chart_name):
    place = namespace(server, f"upgrade-{chart_name}", {})
    assert not server.complaints(charts.model(chart_name).evaluate({}), place)
    assert not server.complaints(charts.newer(chart_name).evaluate({}), place)
