"""floe-platform: what binds the three charts together."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from floe_charts.charts.floe_platform.values import FloePlatformValues, FloeServicesPart, OtelCollectorPart
from floe_charts.charts.floe_services import FloeServices
from floe_charts.charts.floe_services.overlays import OVERLAYS as SERVICES
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.charts.floe_services.webserver_values import WebserverValues
from floe_charts.charts.otel_collector import OtelCollector
from floe_charts.check.objects import all_containers, all_pods
from floe_charts.helm import SchemaRefused
from floe_charts.testing import synth
from tests.charts.platform_objects import NAME, PROD, find, render, requested
from tests.support import charts
from tests.support.helm_binaries import helm_binary


@pytest.mark.requirement("REQ-600")
def test_one_server_in_prod_is_refused():
    with pytest.raises(SchemaRefused, match="replicas': minimum: got 1, want 2"):
        render(
            {
                "global": {"environment": "prod"},
                "floe-services": PROD["floe-services"],
                "otel-collector": PROD["otel-collector"],
            }
        )


@pytest.mark.requirement("REQ-633")
@pytest.mark.parametrize("key", ["floe-services", "otel-collector"])
def test_a_subchart_that_is_off_leaves_nothing_behind(key):
    label = "app.kubernetes.io/name"
    names = {item["metadata"]["labels"][label] for item in render({key: {"enabled": False}})}
    assert names == {"floe-platform", "floe-services", "otel-collector"} - {key}


@pytest.mark.requirement("REQ-615")
def test_the_shared_registry_reaches_every_image():
    found = render({"global": {"imageRegistry": "registry.example/mirror"}})
    images = [one["image"] for _, one in all_containers(found)]
    assert len(images) > 10
    assert all(image.startswith("registry.example/mirror/") for image in images), images


@pytest.mark.requirement("REQ-625")
def test_a_typed_setting_reaches_the_subchart():
    part = FloeServicesPart(webserver=WebserverValues(replicas=3))
    found = render(FloePlatformValues(floe_services=part).overlay())
    assert find("Deployment", "floe-floe-services-webserver", found)["spec"]["replicas"] == 3


@pytest.mark.requirement("REQ-625")
def test_an_environment_brings_what_the_subchart_says_of_it():
    part = FloeServicesPart.of(SERVICES["prod"])
    assert part.overlay() == {key: item for key, item in SERVICES["prod"].overlay().items() if key != "global"}
    assert FloeServicesPart.of(SERVICES["prod"], enabled=False).overlay()["enabled"] is False


@pytest.mark.requirement("REQ-625")
def test_values_yaml_says_of_a_subchart_only_what_differs():
    written = yaml.safe_load((charts.chart_dir(NAME) / "values.yaml").read_text())
    assert written["floe-services"] == written["otel-collector"] == {"enabled": True}


@pytest.mark.requirement("REQ-625")
@pytest.mark.parametrize(
    "wrong",
    [
        {"floe-services": {"webserver": {"replicsa": 2}}},
        {"floe-services": {"webserver": {"replicas": "2"}}},
        {"floe-services": {"enabled": None}},
        {"otel-collector": {"no": 1}},
        {**PROD, "floe-services": {**PROD["floe-services"], "webserver": {"replicas": 1}}},
    ],
)
def test_the_subcharts_schemas_and_rules_hold_in_the_parent(wrong):
    assert charts.generator(NAME).errors(wrong)
    with pytest.raises(SchemaRefused):
        render(wrong)


def test_the_subcharts_rules_rest_where_they_do_not_apply():
    """In dev one webserver is enough, and a subchart that is off is not asked."""
    assert not charts.generator(NAME).errors({"floe-services": {"webserver": {"replicas": 1}}})
    off = {**PROD, "floe-services": {"enabled": False, "webserver": {"replicas": 1}}}
    assert not charts.generator(NAME).errors(off)
    assert render(off)


@pytest.mark.requirement("REQ-621")
@pytest.mark.requirement("REQ-625")
@pytest.mark.parametrize("version", ["3.19.0", "4.3.1"])
def test_real_helm_lints_builds_and_packages_offline(version: str, tmp_path: Path) -> None:
    chart = synth(charts.chart_class(NAME), tmp_path)
    for sub in (FloeServices, OtelCollector):
        synth(sub, tmp_path)
    lock = (chart / "Chart.lock").read_text()
    environments = [[], *(["-f", f"{NAME}/values-{name}.yaml"] for name in ("dev", "staging", "prod"))]
    for command in [
        *(["lint", "--strict", NAME, *files] for files in environments),
        ["dependency", "build", NAME],
        ["package", NAME],
    ]:
        done = subprocess.run(
            [str(helm_binary(version)), *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (chart / "Chart.lock").read_text() == lock
    assert (tmp_path / f"{NAME}-{charts.chart_class(NAME).info.version}.tgz").exists()


def test_a_part_is_the_subcharts_own_class():
    assert issubclass(FloeServicesPart, FloeServicesValues)
    assert OtelCollectorPart(enabled=False).overlay() == {"enabled": False}


@pytest.mark.requirement("REQ-606")
def test_one_preset_leaves_the_user_ids_to_the_platform_everywhere():
    found = render({"global": {"securityPreset": "platform"}})
    contexts = [pod.spec["securityContext"] for _, pod in all_pods(found)]
    assert len(contexts) > 8
    assert not [context for context in contexts if {"runAsUser", "runAsGroup", "fsGroup"} & context.keys()]
    assert all(context["runAsNonRoot"] for context in contexts)


def test_every_container_says_at_its_end_what_went_wrong():
    containers = [one for _, one in all_containers(render(PROD))]
    assert {one.get("terminationMessagePolicy") for one in containers} == {"FallbackToLogsOnError"}


BALANCED = {
    "global": {"environment": "staging"},
    "floe-services": {"webserver": {"service": {"type": "LoadBalancer"}}},
}


@pytest.mark.parametrize(
    ("values", "said", "unsaid"),
    [
        ({}, "port-forward service/floe-floe-services-webserver 3000:3000", None),
        ({}, "Secret floe-floe-services-postgresql-auth, key password", None),
        ({}, "Secret floe-floe-platform-polaris-root, keys client-id and client-secret", None),
        ({}, "No exporter is on", None),
        ({"otel-collector": {"prometheus": {"enabled": True}}}, "Telemetry", "No exporter is on"),
        ({"otel-collector": {"enabled": False}}, "Catalog", "Telemetry"),
        ({"floe-services": {"enabled": False}}, "Catalog", "Dagster"),
        ({}, "--timeout 20m", None),
        ({"floe-services": {"migration": {"enabled": False}}}, "Dagster", "--timeout 20m"),
        ({"floe-services": {"webserver": {"pathPrefix": "/data"}}}, "http://localhost:3000/data/ after", None),
        (BALANCED, "get service floe-floe-services-webserver", "port-forward"),
        (
            {"polaris": {"ingress": {"enabled": True, "hosts": {"c.example.org": "/"}, "tlsSecret": "tls"}}},
            "by its Ingress: https://c.example.org/api/catalog",
            "Nobody",
        ),
        (
            {"polaris": {"ingress": {"enabled": True}}, "networkPolicies": {"enabled": True}},
            "Nobody outside the namespace reaches it: networkPolicies.clients is empty.",
            "by its Ingress",
        ),
    ],
)
def test_the_notes_speak_for_the_subcharts(values, said, unsaid):
    notes = charts.in_process(NAME).render(values, release="floe").notes
    assert said in notes
    assert unsaid is None or unsaid not in notes


@pytest.mark.requirement("REQ-635")
@pytest.mark.parametrize("left", [None, "polaris", "floe-services", "otel-collector"])
def test_the_notes_offer_helm_test_where_a_test_is_left(left):
    parts = ("polaris", "floe-services", "otel-collector")
    values = {part: {"test": {"enabled": part == left}} for part in parts}
    rendered = charts.in_process(NAME).render(values, release="floe")
    tests = [item for item in rendered.objects if item["kind"] == "Pod"]
    assert bool(tests) is ("helm test" in rendered.notes) is (left is not None)


@pytest.mark.requirement("REQ-610")
@pytest.mark.parametrize(("environment", "cpu", "memory"), [("dev", 4, 8), ("staging", 8, 16), ("prod", 16, 32)])
def test_requests_fit_the_quota_the_readme_names(environment, cpu, memory):
    asked = requested(environment)
    assert asked["cpu"] <= cpu
    assert asked["memory"] <= memory * 2**30
