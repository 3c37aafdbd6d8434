"""floe-services: what runs and code locations get, and the installer's own keys of dagster.yaml."""

from __future__ import annotations

import json
from typing import Any

import pytest

from floe_charts.charts.floe_services.dagster_yaml_values import EXAMPLE, OWN
from floe_charts.charts.floe_services.user_code_values import CONTEXT
from tests.charts.services import (
    EVERYTHING,
    HR,
    NAME,
    SALES,
    STEM,
    findings,
    named,
    of,
    pods,
    refused,
    render,
    settings,
)
from tests.support import charts

Object = dict[str, Any]
FILES = ("dagster.yaml", "dagster-read-only.yaml")
AZURE = {"azure.workload.identity/use": "true"}


def server(location: Object, name: str = "code-sales", **values: Any) -> Object:
    """The pod of a code location."""
    return pods(render(codeLocations={name.removeprefix("code-"): {**SALES, **location}}, **values))[name]


def context(location: Object, **values: Any) -> Any:
    """What a location tells the launcher of its runs, if anything."""
    found = named(server(location, **values)["spec"]["containers"][0]["env"]).get(CONTEXT)
    return found and json.loads(found["value"])["k8s"]


def mounted(volumes: list[Object], mounts: list[Object]) -> dict[str, Object]:
    """The volume at each path; each name and each path stands once."""
    paths = [mount["mountPath"] for mount in mounts]
    assert len(set(paths)) == len(paths)
    assert len({volume["name"] for volume in volumes}) == len(volumes)
    return {mount["mountPath"]: named(volumes)[mount["name"]] for mount in mounts}


# Runs


def test_labels_annotations_and_affinity_reach_the_pods_of_runs() -> None:
    zone = {"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a"]}]}
    affinity = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [zone]}}}
    evict = {"cluster-autoscaler.kubernetes.io/safe-to-evict": "false", "karpenter.sh/do-not-disrupt": "true"}
    labels = {**AZURE, "sidecar.istio.io/inject": "false"}
    objects = render(runs={"podLabels": labels, "podAnnotations": evict, "affinity": affinity})
    run = settings(objects)["run_launcher"]["config"]["run_k8s_config"]
    own = {"app.kubernetes.io/name": NAME, "app.kubernetes.io/instance": "release", "dagster/role": "run"}
    assert run["pod_template_spec_metadata"] == {"labels": {**own, **labels}, "annotations": evict}
    assert run["pod_spec_config"]["affinity"] == affinity
    plain = settings(render())["run_launcher"]["config"]["run_k8s_config"]
    assert "annotations" not in plain["pod_template_spec_metadata"]
    assert "affinity" not in plain["pod_spec_config"]


@pytest.mark.requirement("REQ-608")
@pytest.mark.parametrize(
    "label",
    [
        "app.kubernetes.io/name",
        "app.kubernetes.io/instance",
        "app.kubernetes.io/component",
        "dagster/role",
        "dagster/run-id",
        "dagster/code-location",
    ],
)
def test_no_label_of_an_installer_takes_a_pod_out_of_its_policy_or_out_of_dagsters_sight(label: str) -> None:
    for found in (
        refused(runs={"podLabels": {label: "x"}}),
        refused(codeLocations={"sales": {**SALES, "podLabels": {label: "x"}}}),
    ):
        assert f"podLabels/{label.replace('/', '~1')}': false schema" in found


def test_resources_of_runs_stand_where_the_launcher_takes_claims_of_devices_too() -> None:
    four = {part: {"cpu": "1", "memory": "1Gi"} for part in ("requests", "limits")}
    claiming = {**four, "claims": [{"name": "gpu"}]}
    launcher = settings(render(runs={"resources": claiming}))["run_launcher"]["config"]
    assert "resources" not in launcher, "there it takes requests and limits alone, or does not start"
    assert launcher["run_k8s_config"]["container_config"]["resources"] == claiming


@pytest.mark.requirement("REQ-604")
def test_runs_take_variables_from_secrets_and_config_maps() -> None:
    """A definition that reads one when it is imported works in the server, and must in the run."""
    sources = {"api": {"kind": "Secret", "optional": True}, "settings": {"kind": "ConfigMap", "prefix": "APP_"}}
    launcher = settings(render(runs={"envFrom": sources}))["run_launcher"]["config"]
    assert launcher["run_k8s_config"]["container_config"]["env_from"] == [
        {"secretRef": {"name": "api", "optional": True}},
        {"prefix": "APP_", "configMapRef": {"name": "settings", "optional": False}},
    ]
    assert "env_from" not in settings(render())["run_launcher"]["config"]["run_k8s_config"]["container_config"]


# What a location adds to its runs


@pytest.mark.requirement("REQ-604")
def test_a_location_may_ask_for_one_resource_of_its_runs_and_inherit_the_rest() -> None:
    """The launcher lays the location's over its own, key by key."""
    passed = context({"runs": {"resources": {"requests": {"cpu": "2"}}}})
    assert passed["run_k8s_config"]["container_config"] == {"resources": {"requests": {"cpu": "2"}}}


@pytest.mark.requirement("REQ-604")
def test_a_code_location_passes_its_variables_and_volumes_on_to_its_runs() -> None:
    own = {
        "env": {"TOKEN": {"secret": {"name": "sales", "key": "token"}}},
        "volumes": {"/etc/sales": {"secret": {"secretName": "sales"}}},
    }
    spec, passed = server(own)["spec"], context(own)
    variable = named(spec["containers"][0]["env"])["TOKEN"]
    assert passed["env"] == [variable]
    assert "run_k8s_config" not in passed
    volumes = mounted(passed["volumes"], passed["volume_mounts"])
    assert volumes.keys() == {"/etc/sales"}
    assert volumes["/etc/sales"] in spec["volumes"]
    assert "CONTEXT" in refused(codeLocations={"sales": {**SALES, "env": {CONTEXT: {"value": "{}"}}}})


def test_a_location_that_says_nothing_of_runs_has_no_context() -> None:
    assert context({}) is None


@pytest.mark.requirement("REQ-604")
def test_the_locations_volume_takes_the_place_of_one_of_all_runs_at_the_same_path() -> None:
    """Dagster appends a location's volumes to the launcher's: one path in both would be a Job Kubernetes refuses."""
    shared = {"/etc/lake": {"secret": {"secretName": "lake"}}, "/etc/ca": {"configMap": {"name": "ca"}}}
    own = {"volumes": {"/etc/lake": {"persistentVolumeClaim": {"claimName": "sales"}}}}
    runs = {"volumes": shared, "env": {"TZ": {"value": "UTC"}, "LOG": {"value": "info"}}}
    passed = context({**own, "env": {"TZ": {"value": "CET"}}}, runs=runs)
    found = mounted(passed["volumes"], passed["volume_mounts"])
    assert found.keys() == shared.keys()
    assert "secret" not in found["/etc/lake"]
    assert found["/etc/lake"]["persistentVolumeClaim"] == {"claimName": "sales"}
    assert passed["env"] == [{"name": "LOG", "value": "info"}, {"name": "TZ", "value": "CET"}]
    launcher = settings(render(codeLocations={"sales": {**SALES, **own}}, runs=runs))["run_launcher"]["config"]
    assert not shared.keys() & {mount["mountPath"] for mount in launcher["volume_mounts"]}
    assert "env" not in launcher["run_k8s_config"]["container_config"]


def test_a_text_keeps_its_last_line_break_wherever_it_stands() -> None:
    pem = {"env": {"CA": {"value": "pem\nend\n"}}}
    cases: list[tuple[Object, Object]] = [(pem, {}), ({}, {"codeLocationPod": pem, "runs": pem})]
    for entry, values in cases:
        pod = server(entry, **values)["spec"]["containers"][0]
        [passed] = context(entry, **values)["env"]
        assert passed == named(pod["env"])["CA"] == {"name": "CA", **pem["env"]["CA"]}


def test_a_location_without_volumes_hands_on_those_of_all_runs() -> None:
    passed = context({}, runs={"volumes": {"/etc/ca": {"configMap": {"name": "ca"}}}, "env": {"A": {"value": "b"}}})
    assert mounted(passed["volumes"], passed["volume_mounts"]).keys() == {"/etc/ca"}
    assert passed["env"] == [{"name": "A", "value": "b"}]


def test_a_location_has_an_account_resources_and_labels_for_its_runs() -> None:
    big = {"requests": {"cpu": "4", "memory": "16Gi"}, "limits": {"cpu": "8", "memory": "16Gi"}}
    own = {
        "serviceAccountName": "sales",
        "runs": {"resources": big},
        "podLabels": AZURE,
        "podAnnotations": {"example.com/team": "sales"},
    }
    pod, passed = server(own), context(own)
    assert passed == {
        "service_account_name": "sales",
        "run_k8s_config": {
            "container_config": {"resources": big},
            "pod_template_spec_metadata": {"labels": AZURE, "annotations": {"example.com/team": "sales"}},
        },
    }
    assert pod["spec"]["serviceAccountName"] == "sales"
    assert pod["spec"]["automountServiceAccountToken"] is False
    assert AZURE.items() <= pod["metadata"]["labels"].items()
    assert pod["metadata"]["annotations"]["example.com/team"] == "sales"
    assert pod["spec"]["containers"][0]["resources"] != big
    assert server({})["spec"]["serviceAccountName"] == STEM


# The server of a location


def test_what_a_location_says_goes_over_what_all_locations_share_entry_by_entry() -> None:
    shared = {
        "env": {"TZ": {"value": "UTC"}, "LOG": {"value": "info"}},
        "volumes": {"/etc/ca": {"configMap": {"name": "ca"}}, "/data": {"emptyDir": {}}},
        "podLabels": {"team": "all", "tier": "code"},
        "podAnnotations": {"example.com/a": "all", "example.com/b": "all"},
    }
    own = {
        "env": {"TZ": {"secret": {"name": "zone", "key": "tz"}}},
        "volumes": {"/data": {"persistentVolumeClaim": {"claimName": "sales"}}},
        "podLabels": {"team": "sales"},
        "podAnnotations": {"example.com/a": "sales"},
    }
    pod = server(own, codeLocationPod=shared)
    env = named(pod["spec"]["containers"][0]["env"])
    assert env["TZ"] == {"name": "TZ", "valueFrom": {"secretKeyRef": {"name": "zone", "key": "tz"}}}
    assert env["LOG"]["value"] == "info"
    volumes = mounted(pod["spec"]["volumes"], pod["spec"]["containers"][0]["volumeMounts"])
    assert volumes["/etc/ca"]["configMap"] == {"name": "ca"}
    assert volumes["/data"].keys() == {"name", "persistentVolumeClaim"}
    assert {"team": "sales", "tier": "code"}.items() <= pod["metadata"]["labels"].items()
    assert {"example.com/a": "sales", "example.com/b": "all"}.items() <= pod["metadata"]["annotations"].items()


def test_a_location_has_an_affinity_of_its_own() -> None:
    def near(zone: str) -> Object:
        term = {"matchExpressions": [{"key": "zone", "operator": "In", "values": [zone]}]}
        return {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [term]}}}

    shared = {"affinity": near("a")}
    assert server({"affinity": near("b")}, codeLocationPod=shared)["spec"]["affinity"] == near("b")
    assert server({}, codeLocationPod=shared)["spec"]["affinity"] == near("a")


def test_a_location_of_another_file_can_be_dropped() -> None:
    objects = render(codeLocations={"sales": {**SALES, "enabled": False}, "hr": {**HR, "enabled": True}})
    assert [name for name in of(objects, "Deployment") if name.startswith("code-")] == ["code-hr"]
    assert [name for name in of(objects, "Service") if name.startswith("code-")] == ["code-hr"]
    [only] = settings(objects, "workspace.yaml")["load_from"]
    assert only["grpc_server"]["location_name"] == "hr"
    rendered = charts.in_process(NAME).render({"codeLocations": {"sales": {**SALES, "enabled": False}}})
    assert settings(rendered.objects, "workspace.yaml") == {"load_from": []}
    assert "There is no code yet" in rendered.notes


# dagster.yaml


@pytest.mark.parametrize("file", FILES)
def test_the_installers_keys_stand_in_dagster_yaml_beside_the_charts(file: str) -> None:
    found = settings(render(dagsterYaml=EXAMPLE, webserver={"readOnly": True}), file)
    plain = settings(render(webserver={"readOnly": True}), file)
    for key in EXAMPLE.keys() - {"concurrency", "run_monitoring"}:
        assert found[key] == EXAMPLE[key]
    limits = {"max_concurrent_runs": 10, **EXAMPLE["concurrency"]["runs"]}
    assert found["concurrency"] == {"pools": {"default_limit": 1}, "runs": limits}
    if file == "dagster.yaml":
        assert found["run_monitoring"] == {**plain["run_monitoring"], "max_runtime_seconds": 43200}
    for key in plain.keys() - EXAMPLE.keys():
        assert found[key] == plain[key]
    assert found.keys() == plain.keys() | (EXAMPLE.keys() - {"run_monitoring"})


def test_compute_logs_are_kept_nowhere_unless_the_installer_says_where() -> None:
    assert settings(render())["compute_logs"]["class"] == "NoOpComputeLogManager"
    assert settings(render(dagsterYaml=EXAMPLE))["compute_logs"] == EXAMPLE["compute_logs"]


def test_pools_stand_without_a_daemon_too() -> None:
    values = {"daemon": {"enabled": False}, "dagsterYaml": {"concurrency": {"pools": {"default_limit": 2}}}}
    assert settings(render(**values))["concurrency"] == {"pools": {"default_limit": 2}}


@pytest.mark.requirement("REQ-614")
@pytest.mark.parametrize("key", OWN)
def test_what_the_chart_writes_is_refused(key: str) -> None:
    assert f"/dagsterYaml/{key}" in refused(dagsterYaml={key: {}})


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"concurrency": {"runs": {"max_concurrent_runs": 3}}}, "/dagsterYaml/concurrency/runs/max_concurrent_runs"),
        ({"run_monitoring": {"start_timeout_seconds": 3}}, "/dagsterYaml/run_monitoring/start_timeout_seconds"),
        ({"compute_logs": {"class": "S3ComputeLogManager"}}, "/dagsterYaml/compute_logs"),
        ({"runRetries": {}}, "invalid propertyName 'runRetries'"),
    ],
)
def test_what_another_value_sets_or_no_dagster_reads_is_refused_by_its_path(keys: Object, path: str) -> None:
    assert path in refused(dagsterYaml=keys)


@pytest.mark.requirement("REQ-624")
def test_the_installers_keys_roll_the_pods_that_read_them() -> None:
    before = pods(render(**EVERYTHING))
    after = pods(render(**EVERYTHING, dagsterYaml={"run_retries": {"enabled": True}}))
    assert {name for name in before if before[name] != after[name]} == {"webserver", "daemon", "code-sales"}


def test_nothing_of_it_breaks_a_rule() -> None:
    location = {**SALES, "runs": {}, "podLabels": AZURE, "volumes": {"/data": {"emptyDir": {}}}}
    objects = render(codeLocations={"sales": location}, runs={"podLabels": AZURE}, dagsterYaml=EXAMPLE)
    assert findings(objects, "pod_security", "hardening", "resources", "selectors") == [
        *findings(render(codeLocations={"sales": SALES}), "pod_security", "hardening", "resources", "selectors")
    ]
