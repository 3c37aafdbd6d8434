"""floe-services: what values do to it, and who may talk to whom."""

from __future__ import annotations

import json
import subprocess
from itertools import product
from typing import Any

import pytest
import yaml

from floe_charts.charts.floe_services.webserver_test import SCRIPT
from floe_charts.check import ALL, check_objects
from floe_charts.constructs.database.postgres import WAIT
from floe_charts.helm.errors import SchemaRefused
from floe_charts.kubernetes.quantity import quantity
from floe_charts.testing import concrete
from floe_charts.testing.readings import compare
from tests.support import charts

NAME = "floe-services"
STEM = "release-floe-services"
SALES = {"image": {"repository": "acme/sales", "tag": "1.4.0"}, "module": "sales.definitions"}
HR = {"image": {"repository": "acme/hr", "tag": "2.0.0"}, "module": "hr.definitions"}
EXTERNAL = {
    "mode": "external",
    "host": "db.example.com",
    "port": 6432,
    "secret": {"existingSecret": "dagster-db"},
}
EVERYTHING = {"codeLocations": {"sales": SALES}, "networkPolicies": {"enabled": True}}
DATABASE, CODE, WEB = 5432, 3030, 3000
Object = dict[str, Any]


def render(**values: Any) -> list[Object]:
    return charts.in_process(NAME).render(values).objects


def refused(**values: Any) -> str:
    with pytest.raises(SchemaRefused) as caught:
        render(**values)
    return str(caught.value)


def of(objects: list[Object], kind: str) -> dict[str, Object]:
    """Objects of a kind by name, without the release's stem."""
    return {item["metadata"]["name"].removeprefix(f"{STEM}-"): item for item in objects if item["kind"] == kind}


def pods(objects: list[Object]) -> dict[str, Object]:
    """Metadata and spec of every pod, by component."""
    found = [item if item["kind"] == "Pod" else (item.get("spec") or {}).get("template") for item in objects]
    return {pod["metadata"]["labels"]["app.kubernetes.io/component"]: pod for pod in found if pod}


def containers(pod: Object) -> list[Object]:
    return [*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"]]


def settings(objects: list[Object], file: str = "dagster.yaml", owner: str = "dagster") -> Any:
    return yaml.safe_load(of(objects, "ConfigMap")[owner]["data"][file])


def findings(objects: list[Object], *rules: str) -> list[str]:
    return [str(found) for found in check_objects(objects, {rule: ALL[rule] for rule in rules})]


def named(items: list[Object]) -> dict[str, Object]:
    return {item["name"]: item for item in items}


# The database


@pytest.mark.requirement("REQ-601", "REQ-616")
def test_the_built_in_database_keeps_its_data_on_a_claim() -> None:
    objects = render(postgresql={"storage": {"size": "20Gi", "storageClassName": "fast"}})
    server = of(objects, "StatefulSet")["postgresql"]["spec"]
    claim = server["volumeClaimTemplates"][0]["spec"]
    assert (claim["storageClassName"], claim["resources"]["requests"]["storage"]) == ("fast", "20Gi")
    assert of(objects, "Service")[server["serviceName"].removeprefix(f"{STEM}-")]["spec"]["clusterIP"] == "None"
    container = server["template"]["spec"]["containers"][0]
    mount = next(item["mountPath"] for item in container["volumeMounts"] if item["name"] == "data")
    env = {item["name"]: item["value"] for item in container["env"]}
    assert env["PGDATA"].startswith(f"{mount}/")


@pytest.mark.requirement("REQ-601", "REQ-633")
def test_an_external_database_renders_nothing_of_the_server() -> None:
    objects = render(postgresql=EXTERNAL)
    assert not of(objects, "StatefulSet")
    assert not [name for kind in ("Service", "Job", "Role") for name in of(objects, kind) if "postgresql" in name]
    for owner in ("dagster", "migration"):
        database = settings(objects, owner=owner)["storage"]["postgres"]["postgres_db"]
        assert (database["hostname"], database["port"]) == ("db.example.com", 6432)


@pytest.mark.requirement("REQ-601")
def test_an_external_database_needs_a_host_and_a_secret() -> None:
    assert "postgresql" in refused(postgresql={**EXTERNAL, "host": ""})
    assert "existingSecret" in refused(postgresql={**EXTERNAL, "secret": {}})


@pytest.mark.requirement("REQ-614")
def test_a_secret_nobody_generates_must_exist() -> None:
    assert "existingSecret" in refused(secrets={"enabled": False})
    objects = render(secrets={"enabled": False}, postgresql={"secret": {"existingSecret": "mine"}})
    assert not of(objects, "Role").keys() - {"run-access"}


@pytest.mark.requirement("REQ-614")
def test_an_existing_secret_replaces_the_generator_everywhere() -> None:
    generated, own = (
        render(**EVERYTHING),
        render(**EVERYTHING, postgresql={"secret": {"existingSecret": "mine"}}),
    )
    users = {name for name, pod in pods(generated).items() if f"{STEM}-postgresql-auth" in secrets_of(pod)}
    assert users == {"webserver", "daemon", "code-sales", "migration", "postgresql", "postgresql-test"}
    assert {name for name, pod in pods(own).items() if "mine" in secrets_of(pod)} == users
    assert "postgresql-auth" not in json.dumps(own)
    assert pods(generated).keys() - pods(own).keys() == {"postgresql-auth"}
    run = settings(own)["run_launcher"]["config"]["volumes"]
    assert named(run)["postgres-auth"]["secret"]["secretName"] == "mine"


def secrets_of(pod: Object) -> set[str]:
    volumes = pod["spec"].get("volumes", ())
    return {volume["secret"]["secretName"] for volume in volumes if "secret" in volume}


@pytest.mark.requirement("REQ-614")
def test_there_is_no_place_for_a_password_and_none_comes_out() -> None:
    for values in ({"password": "s3ntinel"}, {"secret": {"password": "s3ntinel"}}):
        assert "s3ntinel" not in refused(postgresql=values)
    rendered = charts.in_process(NAME).render(EVERYTHING)
    assert not of(rendered.objects, "Secret")
    assert settings(rendered.objects)["storage"]["postgres"]["postgres_db"]["password"] == ""
    for name, pod in pods(rendered.objects).items():
        for container in containers(pod):
            values = {item["name"]: item.get("value") for item in container.get("env", ())}
            assert not [key for key in values if "PASSWORD" in key and not key.endswith("_FILE")], name


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


@pytest.mark.requirement("REQ-611", "REQ-623")
def test_pods_wait_for_the_database_and_a_timeout_names_it() -> None:
    objects = render(**EVERYTHING, postgresql={"wait": {"timeoutSeconds": 77}})
    for name in ("webserver", "daemon", "migration"):
        wait = pods(objects)[name]["spec"]["initContainers"][0]
        env = {item["name"]: item["value"] for item in wait["env"]}
        assert (env["PGHOST"], env["TIMEOUT"]) == (f"{STEM}-postgresql", "77")
        assert wait["command"] == ["sh", "-ec", WAIT]
    nobody = {"PATH": "/usr/bin:/bin", "PGHOST": "127.0.0.1", "PGPORT": "1", "TIMEOUT": "0"}
    done = subprocess.run(["sh", "-ec", WAIT], env=nobody, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "PostgreSQL at 127.0.0.1:1 did not answer within 0 s"


# Dagster


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
    assert "replicas" in refused(**{"global": prod})
    stopped = of(render(**{"global": prod, "webserver": {"replicas": 0}}), "Deployment")["webserver"]
    assert stopped["spec"]["replicas"] == 0, "for maintenance"
    assert "/service/type" in refused(webserver={"service": {"type": "LoadBalancer"}})
    assert "/image/tag" in refused(image={"tag": "latest"})
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
    assert labels == {"app.kubernetes.io/name": NAME, "app.kubernetes.io/instance": "release"}


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


# Images and roll-outs


@pytest.mark.requirement("REQ-615")
def test_one_registry_reaches_every_image() -> None:
    values = {**EVERYTHING, "global": {"imageRegistry": "registry.example.com/mirror"}}
    objects = render(**values)
    images = {container["image"] for pod in pods(objects).values() for container in containers(pod)}
    assert len(images) == 4
    assert all(image.startswith("registry.example.com/mirror/") for image in images)
    assert "docker.io" not in json.dumps(objects)


@pytest.mark.requirement("REQ-613", "REQ-619")
def test_pull_secrets_reach_every_pod_and_every_run() -> None:
    objects = render(**EVERYTHING, **{"global": {"imagePullSecrets": ["regcred"]}})
    for name, pod in pods(objects).items():
        assert pod["spec"]["imagePullSecrets"] == [{"name": "regcred"}], name
    assert settings(objects)["run_launcher"]["config"]["image_pull_secrets"] == [{"name": "regcred"}]


@pytest.mark.requirement("REQ-624")
@pytest.mark.parametrize(
    ("change", "rolled"),
    [
        ({"daemon": {"maxConcurrentRuns": 3}}, {"webserver", "daemon", "code-sales"}),
        ({"codeLocations": {"sales": SALES, "hr": HR}}, {"webserver", "daemon"}),
        ({"postgresql": {"storage": {"size": "99Gi"}}}, set()),
        ({"webserver": {"replicas": 4}}, set()),
    ],
    ids=["dagster.yaml", "workspace.yaml", "storage", "replicas"],
)
def test_a_change_rolls_exactly_the_pods_that_read_it(change: Object, rolled: set[str]) -> None:
    before, after = pods(render(**EVERYTHING)), pods(render(**{**EVERYTHING, **change}))
    assert {name for name in before if before[name] != after[name]} == rolled


# The network


def allowed(objects: list[Object]) -> set[tuple[str, str, int]]:
    """Every (from, to, port) among the chart's pods that the policies let through at both ends."""
    labels = {name: pod["metadata"]["labels"] for name, pod in pods(objects).items()}
    run = settings(objects)["run_launcher"]["config"]["run_k8s_config"]["pod_template_spec_metadata"]
    labels["run"] = {**run["labels"], "app.kubernetes.io/component": "run_worker"}
    ends = product(labels, labels, (DATABASE, CODE, WEB))
    return {
        (source, target, port)
        for source, target, port in ends
        if source != target
        and lets(objects, "egress", "to", labels[source], labels[target], port)
        and lets(objects, "ingress", "from", labels[target], labels[source], port)
    }


def lets(objects: list[Object], way: str, end: str, pod: Object, other: Object, port: int) -> bool:
    rules = [rule for policy in policies_of(objects, pod) for rule in policy["spec"].get(way) or ()]
    return any(
        port in {item["port"] for item in rule["ports"]}
        and any(covers(peer.get("podSelector"), other) for peer in rule[end])
        for rule in rules
    )


def policies_of(objects: list[Object], pod: Object) -> list[Object]:
    found = [policy for policy in of(objects, "NetworkPolicy").values() if covers(policy["spec"]["podSelector"], pod)]
    assert found, f"no policy holds for {pod}"
    return found


def covers(selector: Object | None, labels: Object) -> bool:
    return selector is not None and (selector.get("matchLabels") or {}).items() <= labels.items()


@pytest.mark.requirement("REQ-608")
def test_policies_open_the_edges_of_the_connection_matrix_and_no_other() -> None:
    assert allowed(render(**EVERYTHING)) == {
        ("webserver", "postgresql", DATABASE),
        ("webserver", "code-sales", CODE),
        ("daemon", "postgresql", DATABASE),
        ("daemon", "code-sales", CODE),
        ("code-sales", "postgresql", DATABASE),
        ("run", "postgresql", DATABASE),
        ("migration", "postgresql", DATABASE),
        ("postgresql-test", "postgresql", DATABASE),
        ("webserver-test", "webserver", WEB),
    }


@pytest.mark.requirement("REQ-608")
def test_only_those_with_rights_reach_the_api_server_and_all_reach_dns() -> None:
    objects = render(**{**EVERYTHING, "networkPolicies": {"enabled": True, "apiServer": {"cidrs": ["10.9.0.0/16"]}}})
    policies = of(objects, "NetworkPolicy")
    everything_denied = policies.pop("default-deny")["spec"]
    assert everything_denied["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in everything_denied
    assert "egress" not in everything_denied
    api = {name for name, policy in policies.items() if "10.9.0.0/16" in json.dumps(policy["spec"])}
    assert api == {"webserver", "daemon", "postgresql-auth"}
    for name, policy in policies.items():
        ports = {(item["protocol"], item["port"]) for rule in policy["spec"]["egress"] for item in rule["ports"]}
        assert {("UDP", 53), ("TCP", 53)} <= ports, name
        assert policy["metadata"]["annotations"]["kubernetes.io/description"]


@pytest.mark.requirement("REQ-608", "REQ-614")
def test_the_hook_that_makes_a_secret_has_its_policy_before_it_runs() -> None:
    """In an upgrade that turns to a generated Secret, default-deny of the last release already selects its pod."""
    objects = render(**EVERYTHING)
    policy, job = (of(objects, kind)["postgresql-auth"]["metadata"]["annotations"] for kind in ("NetworkPolicy", "Job"))
    assert policy["helm.sh/hook"] == job["helm.sh/hook"] == "pre-install,pre-upgrade"
    assert int(policy["helm.sh/hook-weight"]) < int(job["helm.sh/hook-weight"])
    assert set(policy["helm.sh/hook-delete-policy"].split(",")) == {"before-hook-creation", "hook-succeeded"}
    others = [item for name, item in of(objects, "NetworkPolicy").items() if name != "postgresql-auth"]
    assert not [item for item in others if "helm.sh/hook" in item["metadata"]["annotations"]]
    assert findings(objects, "hooks") == []


@pytest.mark.requirement("REQ-608")
def test_an_external_database_is_a_list_of_address_ranges() -> None:
    values = {
        **EVERYTHING,
        "postgresql": EXTERNAL,
        "networkPolicies": {"enabled": True, "externalCidrs": ["10.8.0.0/16", "fd08::/16"]},
    }
    policies = of(render(**values), "NetworkPolicy")
    ranges = json.dumps([{"ipBlock": {"cidr": cidr}} for cidr in ("10.8.0.0/16", "fd08::/16")])
    callers = {name for name, policy in policies.items() if ranges in json.dumps(policy["spec"])}
    assert callers == {"webserver", "daemon", "code-locations", "runs", "migration", "postgresql-test"}
    assert "postgresql" not in policies


@pytest.mark.requirement("REQ-608")
def test_user_code_reaches_what_the_installer_lists() -> None:
    rule = {"to": [{"ipBlock": {"cidr": "10.7.0.0/16"}}], "ports": [{"port": 8181, "protocol": "TCP"}]}
    values = {**EVERYTHING, "networkPolicies": {"enabled": True, "userCodeEgress": [rule]}}
    policies = of(render(**values), "NetworkPolicy")
    assert {name for name, policy in policies.items() if rule in policy["spec"].get("egress", ())} == {
        "user-code-runs",
        "user-code-code-locations",
    }
    assert not of(render(**{**values, "networkPolicies": {"userCodeEgress": [rule]}}), "NetworkPolicy")


# Tests of a release


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
