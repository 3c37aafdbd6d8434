"""floe-services as a release: its tests, its notes, and its plain reading."""

from __future__ import annotations

import subprocess

import pytest

from floe_charts.charts.floe_services.webserver_test import SCRIPT
from floe_charts.testing import concrete
from floe_charts.testing.readings import compare
from tests.charts.services import EVERYTHING, EXTERNAL, NAME, STEM, Object, of, pods, render
from tests.support import charts


def test_helm_test_can_be_left_out() -> None:
    for enabled, names in ((True, {"webserver-test", "postgresql-test"}), (False, set())):
        assert of(render(test={"enabled": enabled}), "Pod").keys() == names


def test_the_webserver_check_says_what_does_not_answer() -> None:
    quick = SCRIPT.read_text().replace("ATTEMPTS, PAUSE = 10, 3", "ATTEMPTS, PAUSE = 2, 0")
    done = subprocess.run(["python3", "-c", quick, "http://127.0.0.1:9"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("http://127.0.0.1:9 does not answer as Dagster does: ")
    assert len(done.stderr.splitlines()) == 1


def test_known_values_give_the_same_objects_as_helm() -> None:
    values = {
        **EVERYTHING,
        "runs": {"env": {"TZ": {"value": "UTC"}}},
        "global": {"imagePullSecrets": ["regcred"]},
    }
    expected = charts.model(NAME).evaluate(values)
    assert list(compare(expected, render(**values))) == []
    assert list(compare(expected, concrete(charts.chart_class(NAME), values))) == []


@pytest.mark.requirement("REQ-618")
@pytest.mark.parametrize(
    ("spread", "term"),
    [
        ("soft", "preferredDuringSchedulingIgnoredDuringExecution"),
        ("hard", "requiredDuringSchedulingIgnoredDuringExecution"),
    ],
)
def test_webservers_keep_apart_as_told(spread: str, term: str) -> None:
    spec = pods(render(webserver={"pod": {"spread": spread}}))["webserver"]["spec"]
    assert list(spec["affinity"]["podAntiAffinity"]) == [term]
    assert [rule["whenUnsatisfiable"] for rule in spec["topologySpreadConstraints"]] == ["ScheduleAnyway"]


@pytest.mark.requirement("REQ-618")
def test_an_affinity_of_the_installer_replaces_the_charts() -> None:
    zone = {"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a"]}]}
    own = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [zone]}}}
    spec = pods(render(webserver={"pod": {"spread": "none", "affinity": own}}))["webserver"]["spec"]
    assert spec["affinity"] == own
    assert "topologySpreadConstraints" not in spec


@pytest.mark.requirement("REQ-614")
def test_notes_name_the_secret_and_the_way_to_the_webserver() -> None:
    notes = (
        charts.in_process(NAME)
        .render({"postgresql": {"secret": {"existingSecret": "mine", "passwordKey": "pw"}}})
        .notes
    )
    assert "in the Secret mine, key pw." in notes
    assert "generated" not in notes
    assert f"port-forward service/{STEM}-webserver 3000:3000" in notes


def test_notes_fit_the_service_and_the_database() -> None:
    balanced = {
        "global": {"environment": "staging"},
        "webserver": {"service": {"type": "LoadBalancer"}},
        "networkPolicies": {"enabled": True},
        "postgresql": EXTERNAL,
    }
    notes = charts.in_process(NAME).render(balanced).notes
    assert f"get service {STEM}-webserver" in notes
    assert "networkPolicies.clients is empty" in notes
    for absent in ("port-forward", "password"):
        assert absent not in notes
    someone = {"enabled": True, "clients": [{"ipBlock": {"cidr": "10.0.0.0/8"}}]}
    assert "is empty" not in charts.in_process(NAME).render({**balanced, "networkPolicies": someone}).notes


def test_notes_offer_only_what_is_there() -> None:
    told = charts.in_process(NAME).render({}).notes
    for line, off in (
        ("helm test", {"test": {"enabled": False}}),
        ("--timeout 20m", {"migration": {"enabled": False}}),
    ):
        assert line in told
        assert line not in charts.in_process(NAME).render(off).notes


ROUTED = {"enabled": True, "parentRefs": {"public": {}}, "hostnames": ["a.example.org", "b.example.org"]}


def test_notes_name_the_addresses_from_outside() -> None:
    ingress = {"enabled": True, "hosts": {"d.example.org": "/", "c.example.org": "/data"}}
    web = {"pathPrefix": "/data", "ingress": ingress, "httpRoute": ROUTED}
    notes = charts.in_process(NAME).render({"webserver": web}).notes
    assert "http://localhost:3000/data/ with" in notes
    assert "by its Ingress: http://c.example.org/data/, http://d.example.org/data/\n" in notes
    assert "by the Gateways of its HTTPRoute: a.example.org/data/, b.example.org/data/\n" in notes
    secured = {"webserver": {"ingress": {**ingress, "tlsSecret": "tls"}}}
    assert "https://c.example.org/, https://d.example.org/\n" in charts.in_process(NAME).render(secured).notes


@pytest.mark.parametrize("way", [{"ingress": {"enabled": True}}, {"httpRoute": ROUTED}])
def test_notes_say_that_policies_shut_a_way_in(way: Object) -> None:
    policies: Object = {"enabled": True}
    assert "clients is empty" in charts.in_process(NAME).render({"webserver": way, "networkPolicies": policies}).notes
    policies["clients"] = [{"podSelector": {}}]
    assert "is empty" not in charts.in_process(NAME).render({"webserver": way, "networkPolicies": policies}).notes
    assert "is empty" not in charts.in_process(NAME).render({"webserver": way}).notes
