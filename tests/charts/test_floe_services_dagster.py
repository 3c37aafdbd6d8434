"""floe-services and Dagster: webserver, daemon, code locations, runs, and the rights each has."""

from __future__ import annotations

import json
from typing import Any

import pytest

from floe_charts.constructs.distinct_names import SameNames
from floe_charts.helm import RenderError
from floe_charts.kubernetes.quantity import quantity
from tests.charts.services import (
    CODE,
    EVERYTHING,
    HR,
    NAME,
    SALES,
    STEM,
    Object,
    containers,
    findings,
    named,
    of,
    pods,
    refused,
    render,
    settings,
)
from tests.support import charts


@pytest.mark.requirement("REQ-604", "REQ-624")
def test_code_locations_appear_in_the_workspace_and_as_services() -> None:
    assert settings(render(), "workspace.yaml") == {"load_from": []}
    objects = render(codeLocations={"sales": SALES, "hr": HR})
    servers = [entry["grpc_server"] for entry in settings(objects, "workspace.yaml")["load_from"]]
    assert {server["location_name"]: server["host"] for server in servers} == {
        "hr": f"{STEM}-code-hr",
        "sales": f"{STEM}-code-sales",
    }
    for name in ("sales", "hr"):
        service = of(objects, "Service")[f"code-{name}"]["spec"]
        pod = of(objects, "Deployment")[f"code-{name}"]["spec"]["template"]
        assert service["selector"].items() <= pod["metadata"]["labels"].items()
        assert service["ports"][0] | {"targetPort": None} == {
            "name": "grpc",
            "port": CODE,
            "targetPort": None,
            "protocol": "TCP",
            "appProtocol": "grpc",
        }
        container = pod["spec"]["containers"][0]
        assert named(container["env"])["DAGSTER_CURRENT_IMAGE"]["value"] == container["image"]
        assert container["args"][container["args"].index("-m") + 1] == f"{name}.definitions"


@pytest.mark.requirement("REQ-633")
def test_no_daemon_when_it_is_off() -> None:
    assert "daemon" in pods(render())
    off = render(daemon={"enabled": False}, networkPolicies={"enabled": True})
    assert "daemon" not in pods(off)
    assert "daemon" not in of(off, "NetworkPolicy")


def test_a_daemon_stops_for_maintenance_while_runs_wait_in_the_queue_and_there_are_never_two() -> None:
    objects = render(daemon={"replicas": 0})
    daemon = of(objects, "Deployment")["daemon"]["spec"]
    assert (daemon["replicas"], daemon["strategy"]) == (0, {"type": "Recreate"})
    assert settings(objects)["run_coordinator"]["class"] == "QueuedRunCoordinator"
    assert of(render(), "Deployment")["daemon"]["spec"]["replicas"] == 1
    assert "/daemon/replicas" in refused(daemon={"replicas": 2})


@pytest.mark.parametrize("file", ["dagster.yaml", "dagster-read-only.yaml"])
def test_runs_wait_in_a_queue_only_where_a_daemon_takes_them_out(file: str) -> None:
    def coordinator(**daemon: Any) -> Object:
        found = settings(render(daemon=daemon, webserver={"readOnly": True}), file)
        assert ("run_monitoring" in found) is (file == "dagster.yaml" and daemon["enabled"])
        return {key: found.get(key) for key in ("run_coordinator", "concurrency")}

    module = "dagster.core.run_coordinator"
    direct = {"module": module, "class": "DefaultRunCoordinator"}
    assert coordinator(enabled=False) == {"run_coordinator": direct, "concurrency": None}
    assert coordinator(enabled=True, maxConcurrentRuns=3) == {
        "run_coordinator": {"module": module, "class": "QueuedRunCoordinator"},
        "concurrency": {"runs": {"max_concurrent_runs": 3}},
    }


@pytest.mark.requirement("REQ-600")
def test_webservers_roll_without_losing_capacity_and_two_keep_a_budget() -> None:
    for replicas, budgets in ((1, set()), (3, {"webserver"})):
        objects = render(webserver={"replicas": replicas})
        spec = of(objects, "Deployment")["webserver"]["spec"]
        assert spec["replicas"] == replicas
        assert spec["strategy"] == {
            "type": "RollingUpdate",
            "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0},
        }
        found = of(objects, "PodDisruptionBudget")
        assert found.keys() == budgets
        assert all(budget["spec"]["maxUnavailable"] == 1 for budget in found.values())
        assert not any("minAvailable" in budget["spec"] for budget in found.values())
    assert of(objects, "Deployment")["daemon"]["spec"]["strategy"] == {"type": "Recreate"}


def test_an_autoscaler_counts_the_webservers_and_nothing_nails_a_single_one_to_its_node() -> None:
    objects = render(webserver={"autoscaled": True})
    assert "replicas" not in of(objects, "Deployment")["webserver"]["spec"]
    budget = of(objects, "PodDisruptionBudget")["webserver"]["spec"]
    assert budget["maxUnavailable"] == 1


@pytest.mark.requirement("REQ-609", "REQ-635")
@pytest.mark.parametrize("prefix", [None, "", "/dagster", "/data/dagster"])
def test_a_path_prefix_reaches_whatever_asks_the_webserver(prefix: str | None) -> None:
    """With a prefix the webserver answers 404 on /server_info and /graphql at the root."""
    objects = render(webserver={"pathPrefix": prefix})
    server, below = pods(objects)["webserver"]["spec"]["containers"][0], prefix or ""
    assert [item for item in server["args"] if "prefix" in item] == ([f"--path-prefix={prefix}"] if prefix else [])
    for probe in ("startupProbe", "readinessProbe"):
        assert server[probe]["httpGet"]["path"] == f"{below}/server_info"
    asking = pods(objects)["webserver-test"]["spec"]["containers"][0]
    assert asking["args"] == [f"http://{STEM}-webserver:3000{below}"]


@pytest.mark.parametrize("prefix", ["dagster", "/", "/dagster/", "/a b", "/a//b"])
def test_a_path_prefix_the_webserver_would_not_start_with_is_refused(prefix: str) -> None:
    assert "pathPrefix" in refused(webserver={"pathPrefix": prefix})


@pytest.mark.requirement("REQ-600", "REQ-604", "REQ-613")
def test_environments_have_rules() -> None:
    prod = {"environment": "prod"}
    assert "at '/webserver/replicas': minimum: got 1, want 2" in refused(**{"global": prod})
    stopped = of(render(**{"global": prod, "webserver": {"replicas": 0}}), "Deployment")["webserver"]
    assert stopped["spec"]["replicas"] == 0, "for maintenance"
    assert "/service/type" in refused(webserver={"service": {"type": "LoadBalancer"}})
    assert "at '/image/tag': 'latest' does not match pattern 'anything but latest" in refused(image={"tag": "latest"})
    overlays = charts.environments(NAME)
    for name, replicas, pull in (
        ("dev", 1, "IfNotPresent"),
        ("staging", 2, "IfNotPresent"),
        ("prod", 2, "Always"),
    ):
        objects = render(**overlays[name])
        assert of(objects, "Deployment")["webserver"]["spec"]["replicas"] == replicas
        used = {container["imagePullPolicy"] for pod in pods(objects).values() for container in containers(pod)}
        assert used == {pull}, name


@pytest.mark.requirement("REQ-605", "REQ-606", "REQ-616", "REQ-617")
def test_every_container_is_restricted_and_has_resources() -> None:
    sidecar = {
        "image": {"repository": "acme/proxy", "tag": "1"},
        "resources": {
            "requests": {"cpu": "10m", "memory": "16Mi"},
            "limits": {"cpu": "20m", "memory": "32Mi"},
        },
    }
    objects = render(**EVERYTHING, webserver={"pod": {"sidecars": {"proxy": sidecar}}})
    assert findings(objects, "pod_security", "hardening", "resources") == []
    assert [item["name"] for item in pods(objects)["webserver"]["spec"]["containers"]] == [
        "webserver",
        "sidecar-proxy",
    ]
    assert "hostPath" not in json.dumps(objects)


@pytest.mark.requirement("REQ-602", "REQ-606", "REQ-620")
def test_run_pods_are_restricted_bounded_and_placed() -> None:
    objects = render(
        scheduling={"nodeSelector": {"disk": "ssd"}},
        runs={
            "priorityClassName": "low",
        },
    )
    config = settings(objects)["run_launcher"]["config"]
    parts = config["run_k8s_config"]
    container = {"name": "dagster", "securityContext": parts["container_config"]["security_context"]}
    spec = {"securityContext": parts["pod_spec_config"]["security_context"], "containers": [container]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "run"}, "spec": spec}
    assert findings([pod], "pod_security") == []
    assert parts["pod_spec_config"]["automount_service_account_token"] is False
    assert parts["pod_spec_config"]["node_selector"] == {"disk": "ssd"}
    assert parts["pod_spec_config"]["priority_class_name"] == "low"
    mounts = {mount["name"] for mount in config["volume_mounts"]}
    assert mounts == named(config["volumes"]).keys()
    assert parts["job_spec_config"] == {"ttl_seconds_after_finished": 86400, "active_deadline_seconds": 86400}


def test_only_the_pods_of_runs_carry_the_release() -> None:
    config = settings(render())["run_launcher"]["config"]
    assert "labels" not in config, "on the Job a GitOps tool would hold it for its own and prune it"
    labels = config["run_k8s_config"]["pod_template_spec_metadata"]["labels"]
    assert labels == {"app.kubernetes.io/name": NAME, "app.kubernetes.io/instance": "release", "dagster/role": "run"}


def test_a_code_location_may_have_nodes_of_its_own() -> None:
    taint = {"key": "gpu", "operator": "Exists", "effect": "NoSchedule"}
    own = {**HR, "nodeSelector": {"gpu": "yes"}, "tolerations": [taint]}
    shared = {"nodeSelector": {"pool": "code"}}
    wide = {"nodeSelector": {"pool": "all"}, "tolerations": [{**taint, "key": "all"}]}
    found = pods(render(codeLocations={"own": own, "hr": HR}, codeLocationPod=shared, scheduling=wide))
    places = {name: (pod["spec"]["nodeSelector"], pod["spec"]["tolerations"]) for name, pod in found.items()}
    assert places["code-own"] == ({"gpu": "yes"}, [taint])
    assert places["code-hr"] == ({"pool": "code"}, wide["tolerations"])
    assert places["daemon"] == (wide["nodeSelector"], wide["tolerations"])


def test_a_run_that_dies_is_noticed() -> None:
    assert settings(render())["run_monitoring"] == {"enabled": True, "start_timeout_seconds": 300}


def test_the_migration_names_no_launcher_for_it_has_no_token() -> None:
    objects = render()
    assert settings(objects, owner="migration").keys() == {"telemetry", "storage"}
    assert settings(objects, owner="migration")["storage"] == settings(objects)["storage"]
    assert pods(objects)["migration"]["spec"]["automountServiceAccountToken"] is False


@pytest.mark.requirement("REQ-611", "REQ-623")
def test_the_migration_comes_when_the_database_is_there_and_outlasts_the_wait() -> None:
    job = of(render(), "Job")["migration"]
    assert job["metadata"]["annotations"]["helm.sh/hook"] == "post-install,post-upgrade"
    wait = named(job["spec"]["template"]["spec"]["initContainers"][0]["env"])["TIMEOUT"]["value"]
    server = pods(render())["postgresql"]["spec"]["containers"][0]["startupProbe"]
    start = server["periodSeconds"] * server["failureThreshold"]
    assert start <= int(wait) < job["spec"]["activeDeadlineSeconds"] < 20 * 60


def test_a_webserver_that_only_reads_holds_no_rights() -> None:
    objects = render(webserver={"readOnly": True}, networkPolicies={"enabled": True})
    accounts = {name: pod["spec"]["serviceAccountName"] for name, pod in pods(objects).items()}
    assert accounts["webserver"] == accounts["migration"] == STEM
    assert accounts["daemon"] == f"{STEM}-run-access"
    webserver = pods(objects)["webserver"]["spec"]
    assert webserver["automountServiceAccountToken"] is False
    home = named(webserver["volumes"])["dagster-home"]["configMap"]
    files = {item["path"]: item["key"] for item in home["items"]}
    read, full = settings(objects, files["dagster.yaml"]), settings(objects)
    assert full.keys() - read.keys() == {"run_launcher", "run_monitoring"}
    assert read == {key: full[key] for key in read}
    policies = of(objects, "NetworkPolicy")
    assert "0.0.0.0/0" in json.dumps(policies["daemon"]["spec"])
    assert "0.0.0.0/0" not in json.dumps(policies["webserver"]["spec"])


@pytest.mark.requirement("REQ-614")
def test_the_pod_that_generates_a_secret_is_placed_like_any_other() -> None:
    objects = render(
        scheduling={"nodeSelector": {"disk": "ssd"}},
        secrets={"pod": {"priorityClassName": "high", "podAnnotations": {"example.com/mesh": "off"}}},
    )
    pod = pods(objects)["postgresql-auth"]
    assert pod["spec"]["nodeSelector"] == {"disk": "ssd"}
    assert pod["spec"]["priorityClassName"] == "high"
    assert pod["metadata"]["annotations"] == {"example.com/mesh": "off"}
    name, *texts = pod["spec"]["containers"][0]["args"]
    assert name == f"{STEM}-postgresql-auth"
    assert set(texts) >= {
        f"label:app.kubernetes.io/name={NAME}",
        "label:app.kubernetes.io/component=postgresql-auth",
        "annotation:floe-charts/release=release",
    }


@pytest.mark.requirement("REQ-610")
@pytest.mark.parametrize("environment", ["dev", "integration"])
def test_runs_and_services_fit_a_small_quota(environment: str) -> None:
    objects = render(**charts.environments(NAME)[environment], codeLocations={"sales": SALES})
    config = settings(objects)
    several = config["concurrency"]["runs"]["max_concurrent_runs"]
    assert several == 3
    run = config["run_launcher"]["config"]["run_k8s_config"]["container_config"]["resources"]["requests"]
    services = [pods(objects)[name]["spec"] for name in ("webserver", "daemon", "code-sales", "postgresql")]
    requests = [pod["containers"][0]["resources"]["requests"] for pod in services] + [run] * several
    assert sum(quantity(asked["cpu"]) for asked in requests) <= 4
    assert sum(quantity(asked["memory"]) for asked in requests) <= 8 * 2**30


def test_only_those_who_launch_runs_hold_rights() -> None:
    objects = render(**EVERYTHING)
    with_token = {name for name, pod in pods(objects).items() if pod["spec"]["automountServiceAccountToken"]}
    assert with_token == {"webserver", "daemon", "postgresql-auth"}
    rights = {
        (rule["resources"][0], verb) for rule in of(objects, "Role")["run-access"]["rules"] for verb in rule["verbs"]
    }
    assert rights == {
        ("jobs", "create"),
        ("jobs", "delete"),
        ("jobs", "list"),
        ("jobs/status", "get"),
        ("pods", "delete"),
        ("pods", "list"),
        ("pods/log", "get"),
        ("events", "list"),
    }
    assert of(objects, "Role")["postgresql-auth"]["rules"] == [
        {"apiGroups": [""], "resources": ["secrets"], "verbs": ["create"]}
    ]
    for role in ("run-access", "postgresql-auth"):
        subject = of(objects, "RoleBinding")[role]["subjects"][0]
        users = {name for name, pod in pods(objects).items() if pod["spec"]["serviceAccountName"] == subject["name"]}
        assert users == ({"webserver", "daemon"} if role == "run-access" else {"postgresql-auth"})


def test_who_may_not_make_rights_brings_accounts_that_have_them() -> None:
    own = {
        "serviceAccount": {"create": False, "name": "mine"},
        "runAccess": {"create": False, "name": "launcher"},
        "postgresql": {"secret": {"existingSecret": "dagster-db"}},
    }
    objects = render(**EVERYTHING, **own)
    assert not [item for item in objects if item["kind"] in ("ServiceAccount", "Role", "RoleBinding")]
    accounts = {name: pod["spec"]["serviceAccountName"] for name, pod in pods(objects).items()}
    assert {name for name, account in accounts.items() if account == "launcher"} == {"webserver", "daemon"}
    assert settings(objects)["run_launcher"]["config"]["service_account_name"] == "mine"
    assert "/runAccess" in refused(runAccess={"create": False})


def test_the_account_that_launches_runs_may_have_another_name() -> None:
    objects = render(runAccess={"name": "launcher"})
    [subject] = of(objects, "RoleBinding")["run-access"]["subjects"]
    assert subject["name"] == "launcher"
    assert "launcher" in of(objects, "ServiceAccount")
    assert pods(objects)["daemon"]["spec"]["serviceAccountName"] == "launcher"


@pytest.mark.requirement("REQ-604")
def test_the_account_that_launches_runs_is_never_that_of_all_pods() -> None:
    values = {"serviceAccount": {"name": "launcher"}, "runAccess": {"name": "launcher"}}
    said = "launcher is the name of both serviceAccount and runAccess: give one of them another name"
    with pytest.raises(RenderError, match=said):
        charts.in_process(NAME).render(values)
    with pytest.raises(SameNames, match=said):
        charts.model(NAME).evaluate(values)


@pytest.mark.requirement("REQ-609")
def test_every_long_lived_container_is_probed() -> None:
    objects = render(**EVERYTHING, webserver={"readiness": {"periodSeconds": 21}})
    missing = [found for found in findings(objects, "probes") if "readiness" in found]
    assert len(missing) == 1, missing
    assert f"Deployment/{STEM}-daemon" in missing[0]
    assert findings(objects, "probes") == missing
    webserver = pods(objects)["webserver"]["spec"]["containers"][0]
    assert webserver["readinessProbe"]["httpGet"]["path"] == "/server_info"
    assert webserver["readinessProbe"]["periodSeconds"] == 21
    assert pods(objects)["code-sales"]["spec"]["containers"][0]["livenessProbe"]["grpc"] == {"port": CODE}


def test_those_who_launch_runs_have_the_charts_annotations_or_their_own() -> None:
    def carried(**values: Object) -> Object:
        found: Object = of(render(**values), "ServiceAccount")["run-access"]["metadata"].get("annotations")
        return found

    shared = {"annotations": {"example.com/role": "reader"}}
    assert carried() is None
    assert carried(serviceAccount=shared) == shared["annotations"]
    own = {"annotations": {"example.com/role": "launcher"}}
    assert carried(serviceAccount=shared, runAccess=own) == own["annotations"]
