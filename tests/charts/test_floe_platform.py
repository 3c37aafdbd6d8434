"""floe-platform: Polaris and what binds the three charts together."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from floe_charts.charts.floe_platform.values import FloePlatformValues, FloeServicesPart, OtelCollectorPart
from floe_charts.charts.floe_services import FloeServices
from floe_charts.charts.floe_services.overlays import OVERLAYS as SERVICES
from floe_charts.charts.floe_services.values import FloeServicesValues, WebserverValues
from floe_charts.charts.otel_collector import OtelCollector
from floe_charts.check.objects import all_containers
from floe_charts.helm import SchemaRefused
from floe_charts.testing import synth
from tests.support import charts
from tests.support.helm_binaries import helm_binary

NAME = "floe-platform"
PROD = charts.chart_class(NAME).overlays["prod"].overlay()
Object = dict[str, Any]


def render(values: Object | None = None) -> list[Object]:
    return charts.in_process(NAME).render(values or {}, release="floe").objects


def find(kind: str, name: str, objects: list[Object]) -> Object:
    return next(item for item in objects if item["kind"] == kind and item["metadata"]["name"] == name)


def polaris(values: Object | None = None) -> Object:
    return find("Deployment", "floe-floe-platform-polaris", render(values))


def pod(values: Object | None = None) -> Object:
    spec: Object = polaris(values)["spec"]["template"]["spec"]
    return spec


def settings(values: Object | None = None) -> dict[str, str]:
    text = find("ConfigMap", "floe-floe-platform-polaris-config", render(values))["data"]["application.properties"]
    return dict(line.split("=", 1) for line in text.splitlines())


@pytest.mark.requirement("REQ-600")
def test_polaris_is_a_deployment_that_rolls_without_losing_a_pod():
    spec = polaris(PROD)["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"] == {
        "type": "RollingUpdate",
        "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0},
    }
    assert find("PodDisruptionBudget", "floe-floe-platform-polaris", render(PROD))["spec"]["minAvailable"] == 1


@pytest.mark.requirement("REQ-600")
def test_one_server_in_prod_is_refused():
    with pytest.raises(SchemaRefused, match="replicas"):
        render(
            {
                "global": {"environment": "prod"},
                "floe-services": PROD["floe-services"],
                "otel-collector": PROD["otel-collector"],
            }
        )


@pytest.mark.requirement("REQ-609")
def test_probes_are_polaris_own_on_the_management_port():
    server = pod()["containers"][0]
    paths = {kind: server[f"{kind}Probe"]["httpGet"] for kind in ("startup", "readiness", "liveness")}
    assert paths["liveness"] == {"path": "/q/health/live", "port": "management"}
    assert paths["startup"] == paths["readiness"] == {"path": "/q/health/ready", "port": "management"}
    assert {"name": "management", "containerPort": 8182} in server["ports"]
    assert find("Service", "floe-floe-platform-polaris-management", render())["spec"]["clusterIP"] == "None"


@pytest.mark.requirement("REQ-611")
def test_the_realm_is_prepared_before_the_server_starts():
    wait, bootstrap = pod()["initContainers"]
    assert wait["name"] == "wait-for-polaris-db"
    assert bootstrap["args"] == ["bootstrap", "-f", "/etc/floe/polaris/root/credentials.yaml"]


@pytest.mark.requirement("REQ-615")
def test_one_tag_serves_the_server_and_the_admin_tool():
    found = pod({"polaris": {"image": {"tag": "1.7.9", "registry": "mirror.example"}}})
    images = [found["containers"][0]["image"], found["initContainers"][1]["image"]]
    assert images == ["mirror.example/apache/polaris:1.7.9", "mirror.example/apache/polaris-admin-tool:1.7.9"]


@pytest.mark.requirement("REQ-614")
def test_no_secret_leaves_its_file():
    found = settings()
    assert not [key for key in found if "password" in key or "secret" in key]
    assert (
        found["quarkus.datasource.jdbc.url"]
        == "jdbc:postgresql://floe-floe-platform-polaris-db:5432/polaris?service=floe"
    )
    assert (
        found["polaris.authentication.token-broker.symmetric-key.file"] == "/etc/floe/polaris/token-key/symmetric.key"
    )
    sources = [
        entry
        for one in pod()["containers"] + pod()["initContainers"]
        for entry in one.get("env", [])
        if "valueFrom" in entry
    ]
    assert not sources


@pytest.mark.requirement("REQ-614")
def test_the_generated_root_credentials_are_what_the_admin_tool_reads():
    values = {"polaris": {"realm": "LAKE", "root": {"clientId": "admin"}}}
    job = find("Job", "floe-floe-platform-polaris-root", render(values))
    args = job["spec"]["template"]["spec"]["containers"][0]["args"]
    texts = dict(text.split("=", 1) for text in args[1:])
    assert json.loads(texts["credentials.yaml"]) == {"LAKE": {"client-id": "admin", "client-secret": "{random}"}}
    assert (texts["client-id"], texts["client-secret"]) == ("admin", "{random}")


@pytest.mark.requirement("REQ-614")
def test_existing_secrets_are_used_and_nothing_is_generated():
    own = {"root": {"existingSecret": "my-root"}, "tokenKey": {"existingSecret": "my-key", "key": "k"}}
    found = render(
        {
            "polaris": {**own, "database": {"secret": {"existingSecret": "my-db"}}},
            "floe-services": {"enabled": False},
        }
    )
    assert not [item for item in found if item["kind"] == "Job"]
    volumes = find("Deployment", "floe-floe-platform-polaris", found)["spec"]["template"]["spec"]["volumes"]
    assert {"my-root", "my-key", "my-db"} == {one["secret"]["secretName"] for one in volumes if "secret" in one}


@pytest.mark.requirement("REQ-614")
def test_the_object_store_credentials_are_a_file():
    found = pod({"polaris": {"objectStore": {"enabled": True, "existingSecret": "lake"}}})
    server = found["containers"][0]
    assert {
        "name": "AWS_SHARED_CREDENTIALS_FILE",
        "value": "/etc/floe/polaris/object-store/credentials",
    } in server["env"]
    assert "AWS_SHARED_CREDENTIALS_FILE" not in str(pod({"polaris": {"objectStore": {"enabled": True}}}))


@pytest.mark.requirement("REQ-601")
def test_an_external_database_leaves_no_server_behind():
    secret = {"existingSecret": "catalog-db"}
    values = {"polaris": {"database": {"mode": "external", "host": "pg.example", "port": 6432, "secret": secret}}}
    found = render(values)
    assert [item["metadata"]["name"] for item in found if item["kind"] == "StatefulSet"] == [
        "floe-floe-services-postgresql"
    ]
    assert settings(values)["quarkus.datasource.jdbc.url"] == "jdbc:postgresql://pg.example:6432/polaris?service=floe"
    with pytest.raises(SchemaRefused):
        render({"polaris": {"database": {"mode": "external"}}})


@pytest.mark.requirement("REQ-624")
def test_changed_settings_roll_the_pods():
    before, after = polaris(), polaris({"polaris": {"properties": {"quarkus.http.io-threads": "8"}}})
    key = "checksum/application.properties"
    assert (
        before["spec"]["template"]["metadata"]["annotations"][key]
        != after["spec"]["template"]["metadata"]["annotations"][key]
    )
    assert settings({"polaris": {"properties": {"quarkus.http.io-threads": "8"}}})["quarkus.http.io-threads"] == "8"


@pytest.mark.parametrize(
    "properties",
    [{"quarkus.http.port": "1"}, {"polaris.x": "two\nlines"}, {"polaris.x": "back\\slash"}, {"a b": "c"}],
)
def test_properties_that_would_break_the_file_or_the_chart_are_refused(properties):
    with pytest.raises(SchemaRefused):
        render({"polaris": {"properties": properties}})


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


@pytest.mark.requirement("REQ-608")
def test_policies_open_the_edges_between_the_charts():
    found = render(PROD)
    runs = find("NetworkPolicy", "floe-floe-platform-runs", found)["spec"]
    labels = {"app.kubernetes.io/name": "floe-services", "app.kubernetes.io/instance": "floe"}
    assert runs["podSelector"]["matchLabels"] == {**labels, "app.kubernetes.io/component": "run_worker"}
    assert [rule["ports"][0]["port"] for rule in runs["egress"][1:]] == [8181, 4317, 4318]
    own = find("NetworkPolicy", "floe-floe-platform-polaris", found)["spec"]["egress"]
    assert [rule["ports"][0]["port"] for rule in own] == [53, 5432, 4317]


@pytest.mark.requirement("REQ-608")
def test_what_policies_select_exists():
    """A renamed subchart is still found, by the names its own templates give."""
    values = {
        **PROD,
        "otel-collector": {**PROD["otel-collector"], "nameOverride": "telemetry", "fullnameOverride": "otel"},
    }
    found = render(values)
    selected = find("NetworkPolicy", "floe-floe-platform-collector", found)["spec"]["podSelector"]["matchLabels"]
    pods = find("Deployment", "otel", found)["spec"]["template"]["metadata"]["labels"]
    assert selected.items() <= pods.items()
    assert settings(values)["quarkus.otel.exporter.otlp.endpoint"] == "http://otel:4317"
    assert find("Service", "otel", found)


@pytest.mark.parametrize("off", [{"polaris": {"tracing": False}}, {"otel-collector": {"enabled": False}}])
def test_without_collector_or_wish_nothing_is_traced(off):
    assert "quarkus.otel.sdk.disabled" in settings()
    assert not [key for key in settings(off) if "otel" in key]


@pytest.mark.requirement("REQ-635")
def test_helm_test_lists_catalogs_with_the_mounted_secret():
    test = find("Pod", "floe-floe-platform-polaris-test", render())
    assert test["metadata"]["annotations"]["helm.sh/hook"] == "test"
    [container] = test["spec"]["containers"]
    assert {"name": "POLARIS_URL", "value": "http://floe-floe-platform-polaris:8181"} in container["env"]
    compile(container["command"][2], "list_catalogs.py", "exec")


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
