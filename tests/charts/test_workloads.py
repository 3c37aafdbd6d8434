"""What holds for the workloads of all charts at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from floe_charts.check.immutable import immutable_changes
from floe_charts.check.objects import dig
from tests.support import charts

Object = dict[str, Any]
SALES = {"image": {"repository": "acme/sales", "tag": "1.4.0"}, "module": "sales.definitions"}
#: Values under which each chart shows all of its Deployments and StatefulSets.
DEPLOYED: dict[str, Object] = {
    "floe-services": {"codeLocations": {"sales": SALES}},
    "otel-collector": {},
    "floe-platform": {"floe-services": {"enabled": False}, "otel-collector": {"enabled": False}},
}


def render(name: str, **values: Any) -> list[Object]:
    return charts.in_process(name).render({**DEPLOYED[name], **values}).objects


def limits(objects: list[Object], kind: str) -> list[int | None]:
    return [item["spec"].get("revisionHistoryLimit") for item in objects if item["kind"] == kind]


@pytest.mark.parametrize(("name", "deployments"), [("floe-services", 3), ("otel-collector", 1), ("floe-platform", 1)])
def test_every_deployment_keeps_a_few_old_replica_sets(name: str, deployments: int) -> None:
    assert limits(render(name), "Deployment") == [3] * deployments
    assert limits(render(name, revisionHistoryLimit=0), "Deployment") == [0] * deployments


@pytest.mark.parametrize("name", DEPLOYED)
def test_another_limit_is_an_upgrade_the_api_server_takes(name: str) -> None:
    assert immutable_changes(render(name), render(name, revisionHistoryLimit=7)) == []


def scratch(name: str, **values: Any) -> dict[str, str | None]:
    """The bound of each emptyDir, by workload and volume."""
    found: dict[str, str | None] = {}
    for item in render(name, **values):
        pod = item if item["kind"] == "Pod" else dig(item, "spec", "template")
        for volume in dig(pod, "spec").get("volumes", ()):
            if "emptyDir" in volume:
                short = item["metadata"]["name"].removeprefix(f"release-{name}-")
                found[f"{short}/{volume['name']}"] = volume["emptyDir"].get("sizeLimit")
    return found


DATABASE = {"tmp": "1Gi", "socket": "1Mi", "shm": "1Gi"}


def test_no_pod_of_dagster_can_fill_its_node() -> None:
    pods = ("code-sales", "daemon", "migration", "webserver")
    bounds = {f"{pod}/tmp": "1Gi" for pod in pods} | {f"postgresql/{name}": size for name, size in DATABASE.items()}
    assert scratch("floe-services") == bounds
    larger = {"pod": {"tmpSizeLimit": "7Gi"}}
    changed = scratch(
        "floe-services",
        **dict.fromkeys(("daemon", "migration", "webserver"), larger),
        codeLocationPod=larger["pod"],
        postgresql={"server": {"tmpSizeLimit": "7Gi", "shmSizeLimit": "256Mi"}},
    )
    assert changed == dict.fromkeys(bounds, "7Gi") | {"postgresql/socket": "1Mi", "postgresql/shm": "256Mi"}


def test_no_run_of_dagster_can_fill_its_node() -> None:
    for values, size in (({}, "10Gi"), ({"runs": {"tmpSizeLimit": "50Gi"}}, "50Gi")):
        [config] = [item for item in render("floe-services", **values) if "dagster.yaml" in item.get("data", {})][:1]
        launcher = yaml.safe_load(config["data"]["dagster.yaml"])["run_launcher"]["config"]
        assert {"name": "tmp", "emptyDir": {"sizeLimit": size}} in launcher["volumes"]


def test_no_pod_of_polaris_can_fill_its_node() -> None:
    bounds = {"polaris/tmp": "1Gi", **{f"polaris-db/{name}": size for name, size in DATABASE.items()}}
    assert scratch("floe-platform") == bounds


def test_a_job_takes_the_bound_of_its_type_or_its_own() -> None:
    image = {"repository": "acme/job", "tag": "1"}
    jobs = {name: {"type": name, "image": image} for name in ("dbt", "dlt", "custom")}
    jobs["custom"]["tmpSizeLimit"] = "1Ti"
    rendered = charts.in_process("floe-jobs").render({"jobs": jobs, "presets": {"dlt": {"tmpSizeLimit": "100Gi"}}})
    bounds = {
        pod["metadata"]["labels"]["floe/job"]: [volume["emptyDir"] for volume in pod["spec"]["volumes"]]
        for pod in (item["spec"]["template"] for item in rendered.objects if item["kind"] == "Job")
    }
    assert bounds == {
        "custom": [{"sizeLimit": "1Ti"}],
        "dbt": [{"sizeLimit": "10Gi"}],
        "dlt": [{"sizeLimit": "100Gi"}],
    }


SELECTING = [{"matchExpressions": [{"key": "disk", "operator": "Exists"}]}]
AFFINITY = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": SELECTING}}}
PLACED = {"affinity": AFFINITY, "topologySpreadConstraints": {"topology.kubernetes.io/region": {"maxSkew": 2}}}


def run_pods(**values: Any) -> Object:
    """What the launcher says of the pods of runs."""
    configs = [item["data"] for item in render("floe-services", **values) if "dagster.yaml" in item.get("data", {})]
    settings = yaml.safe_load(next(data["dagster.yaml"] for data in configs))
    return dict(dig(settings, "run_launcher", "config", "run_k8s_config", "pod_spec_config"))


def longest_wait(pod: Mapping[str, Any]) -> int:
    """Seconds a pod may take, by its own values, until it is ready: for the database, then to start."""
    waits = [int(env["value"]) for item in pod["initContainers"] for env in item["env"] if env["name"] == "TIMEOUT"]
    probe = pod["containers"][0].get("startupProbe") or pod["containers"][0]["livenessProbe"]
    return sum(waits) + int(probe["initialDelaySeconds"] + probe["periodSeconds"] * probe["failureThreshold"])


@pytest.mark.requirement("REQ-623")
@pytest.mark.parametrize(("name", "waiting"), [("floe-services", 2), ("floe-platform", 1)])
def test_a_roll_out_may_take_as_long_as_its_pods_wait(name: str, waiting: int) -> None:
    """At Kubernetes' 600 seconds a first start within its own limits would count as failed."""
    specs = [item["spec"] for item in render(name) if item["kind"] == "Deployment"]
    waits = [(spec, longest_wait(dig(spec, "template", "spec"))) for spec in specs if "initContainers" in str(spec)]
    assert len(waits) == waiting
    assert all(seconds < spec["progressDeadlineSeconds"] for spec, seconds in waits)


@pytest.mark.requirement("REQ-601")
@pytest.mark.parametrize("name", ["floe-services", "floe-platform"])
def test_a_rollback_replaces_a_database_that_never_got_ready(name: str) -> None:
    """Pods in order: the controller waits for the broken one before it makes the old one again."""
    policies = [item["spec"].get("podManagementPolicy") for item in render(name) if item["kind"] == "StatefulSet"]
    assert policies == ["Parallel"]


@pytest.mark.requirement("REQ-600")
@pytest.mark.parametrize(
    ("name", "path"),
    [("floe-services", "webserver"), ("otel-collector", "collector"), ("floe-platform", "polaris")],
)
def test_pods_that_are_not_ready_hold_up_no_drain(name: str, path: str) -> None:
    budgets = [
        item["spec"] for item in render(name, **{path: {"replicas": 2}}) if item["kind"] == "PodDisruptionBudget"
    ]
    assert [(spec["maxUnavailable"], spec["unhealthyPodEvictionPolicy"]) for spec in budgets] == [(1, "AlwaysAllow")]


@pytest.mark.requirement("REQ-620")
def test_the_runs_of_dagster_go_where_the_chart_says_or_they_say_themselves() -> None:
    assert not run_pods().keys() & {"affinity", "topology_spread_constraints"}
    wide = run_pods(scheduling=PLACED)
    assert wide["affinity"] == AFFINITY
    [constraint] = wide["topology_spread_constraints"]
    assert (constraint["topologyKey"], constraint["maxSkew"]) == ("topology.kubernetes.io/region", 2)
    assert constraint["labelSelector"]["matchLabels"]["dagster/role"] == "run"
    own = run_pods(scheduling=PLACED, runs={"topologySpreadConstraints": {"zone": {}}})
    assert [item["topologyKey"] for item in own["topology_spread_constraints"]] == ["zone"]


@pytest.mark.requirement("REQ-620")
def test_a_workloads_own_placement_wins_over_the_charts() -> None:
    other: Object = {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": []}}
    own = {"affinity": other, "topologySpreadConstraints": {"zone": {}}}
    [collector] = [
        item["spec"]["template"]["spec"]
        for item in render("otel-collector", scheduling=PLACED, collector={"pod": own})
        if item["kind"] == "Deployment"
    ]
    assert collector["affinity"] == other
    assert [item["topologyKey"] for item in collector["topologySpreadConstraints"]] == ["zone"]
