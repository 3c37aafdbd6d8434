"""floe-platform: Polaris, its database and its secrets."""

from __future__ import annotations

import json

import pytest

from floe_charts.helm import SchemaRefused
from floe_charts.testing import differences
from tests.charts.platform_objects import NAME, PROD, find, pod, polaris, render, settings
from tests.support import charts


@pytest.mark.requirement("REQ-600")
def test_polaris_is_a_deployment_that_rolls_without_losing_a_pod():
    spec = polaris(PROD)["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"] == {
        "type": "RollingUpdate",
        "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0},
    }
    assert find("PodDisruptionBudget", "floe-floe-platform-polaris", render(PROD))["spec"]["maxUnavailable"] == 1
    assert "replicas" not in polaris({"polaris": {"autoscaled": True}})["spec"]


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


@pytest.mark.requirement("REQ-601", "REQ-633")
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


@pytest.mark.requirement("REQ-614")
def test_without_the_generator_every_secret_of_polaris_is_an_existing_one():
    own = {"existingSecret": "own"}
    given = {"root": own, "tokenKey": own, "database": {"secret": own}}
    services = {"floe-services": {"enabled": False}, "secrets": {"enabled": False}}
    assert not [item for item in render({**services, "polaris": given}) if item["kind"] == "Job"]
    for missing in given:
        others = {key: item for key, item in given.items() if key != missing}
        with pytest.raises(SchemaRefused, match=rf"polaris\.{missing}|/polaris/{missing}"):
            render({**services, "polaris": others})


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


def test_hard_spread_is_about_nodes_and_zones_stay_a_wish():
    """Nodes without a zone label would never match a constraint on zones."""
    spec = pod({"polaris": {"replicas": 2, "pod": {"spread": "hard"}}})
    assert "requiredDuringSchedulingIgnoredDuringExecution" in spec["affinity"]["podAntiAffinity"]
    assert [one["whenUnsatisfiable"] for one in spec["topologySpreadConstraints"]] == ["ScheduleAnyway"]


def test_prod_rolls_out_on_two_nodes():
    """Insisting on different nodes would need a third one for the new pod."""
    spec = polaris(PROD)["spec"]
    assert spec["replicas"] == 2
    apart = spec["template"]["spec"]["affinity"]["podAntiAffinity"]
    assert list(apart) == ["preferredDuringSchedulingIgnoredDuringExecution"]


@pytest.mark.requirement("REQ-611")
def test_the_bootstrap_has_the_servers_environment_and_volumes():
    """What the server needs to reach its database, a proxy's certificates for one, the init container needs first."""
    own = {
        "env": {"JAVA_OPTS_APPEND": {"value": "-Dx=y"}},
        "envFrom": {"proxy": {"kind": "ConfigMap"}},
        "volumes": {"/etc/certs": {"secret": {"secretName": "certs"}}},
    }
    found = pod({"polaris": {"pod": own}})
    [server], (_, bootstrap) = found["containers"], found["initContainers"]
    for container in (server, bootstrap):
        assert {"name": "JAVA_OPTS_APPEND", "value": "-Dx=y"} in container["env"]
        assert container["envFrom"] == [{"configMapRef": {"name": "proxy", "optional": False}}]
        assert "/etc/certs" in [mount["mountPath"] for mount in container["volumeMounts"]]
    for name in (one["name"] for one in pod()["initContainers"][1]["env"]):
        with pytest.raises(SchemaRefused):
            render({"polaris": {"pod": {"env": {name: {"value": "mine"}}}}})


@pytest.mark.requirement("REQ-614")
def test_a_root_secret_may_have_keys_of_its_own():
    keys = {"clientIdKey": "user", "clientSecretKey": "pass", "credentialsKey": "root.yaml"}
    values = {"polaris": {"root": {"existingSecret": "mine", **keys}}}
    found = render(values)
    files: dict[str, str] = {}
    for kind, name in (("Deployment", "polaris"), ("Pod", "polaris-test")):
        item = find(kind, f"floe-floe-platform-{name}", found)
        spec = item["spec"] if kind == "Pod" else item["spec"]["template"]["spec"]
        [secret] = [volume["secret"] for volume in spec["volumes"] if volume["name"] == "root"]
        assert secret["secretName"] == "mine"
        files |= {one["path"]: one["key"] for one in secret["items"]}
    assert files == {"client-id": "user", "client-secret": "pass", "credentials.yaml": "root.yaml"}
    assert "Secret mine, keys user and pass" in charts.in_process(NAME).render(values).notes
    generated = find("Job", "floe-floe-platform-polaris-root", render({"polaris": {"root": keys}}))
    args = generated["spec"]["template"]["spec"]["containers"][0]["args"]
    assert [text.split("=")[0] for text in args[-3:]] == ["user", "pass", "root.yaml"]


def test_keys_of_one_name_are_read_alike():
    """Such a Secret is of no use, yet both readings must say the same of it."""
    assert not differences(
        charts.chart_class(NAME), {"polaris": {"root": {"clientIdKey": "k", "clientSecretKey": "k"}}}
    )
