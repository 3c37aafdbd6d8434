"""floe-jobs: what a job inherits, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.charts.floe_jobs.presets import EXAMPLES
from floe_charts.charts.floe_jobs.values import Defaults, FloeJobsValues, Preset
from tests.charts.jobs import NAME, Object, container_of, job, one, pod_of, refusal, render, spec_of
from tests.support import charts


def env_of(item: Object) -> dict[str, Any]:
    return {entry["name"]: entry.get("value", entry.get("valueFrom")) for entry in container_of(item)["env"]}


@pytest.mark.parametrize(
    "fields",
    [{"command": "run"}, {"typo": 1}, {"type": "spark"}, {"schedule": None}, {"image": {"tag": "1"}}],
)
def test_a_malformed_job_is_refused(fields: dict[str, Any]) -> None:
    assert "load" in refusal({"load": job(**fields)})


def test_a_preset_of_no_type_is_refused() -> None:
    assert "dtb" in refusal({}, presets={"dtb": {"backoffLimit": 3}})


@pytest.mark.requirement("REQ-605")
def test_default_resources_and_those_of_a_job() -> None:
    assert container_of(one("Job", {"load": job()}))["resources"] == {
        "requests": {"cpu": "1", "memory": "2Gi"},
        "limits": {"cpu": "4", "memory": "4Gi"},
    }
    own = {"requests": {"cpu": "2", "memory": "2Gi"}, "limits": {"cpu": "2", "memory": "8Gi"}}
    assert container_of(one("Job", {"load": job(resources=own)}))["resources"] == own


@pytest.mark.requirement("REQ-605")
def test_resources_of_a_job_are_laid_over_those_it_inherits_which_are_complete() -> None:
    presets = {"custom": {"resources": {"limits": {"memory": "8Gi"}}}}
    found = one("Job", {"load": job(resources={"requests": {"cpu": "3"}})}, presets=presets)
    assert container_of(found)["resources"] == {
        "requests": {"cpu": "3", "memory": "2Gi"},
        "limits": {"cpu": "4", "memory": "8Gi"},
    }
    assert "defaults" in refusal({}, defaults={"resources": {"limits": {"memory": None}}})
    for nothing in (None, {"limits": None}, {"limits": {"memory": None}}):
        assert "load" in refusal({"load": job(resources=nothing)})


def test_a_job_wins_over_its_type_and_the_type_over_the_defaults() -> None:
    values = {"defaults": {"backoffLimit": 1, "runAsUser": 7}, "presets": {"custom": {"backoffLimit": 2}}}
    assert spec_of(one("Job", {"load": job(type="dlt")}, **values))["backoffLimit"] == 1
    assert spec_of(one("Job", {"load": job()}, **values))["backoffLimit"] == 2
    found = one("Job", {"load": job(backoffLimit=0)}, **values)
    assert spec_of(found)["backoffLimit"] == 0
    assert pod_of(found)["securityContext"]["runAsUser"] == 7


def test_a_switch_a_job_turns_off_stays_off() -> None:
    assert [item["kind"] for item in render({"load": job(enabled=False)})] == ["ServiceAccount"]
    on = render({"load": job(enabled=True)}, defaults={"enabled": False})
    assert sorted(item["kind"] for item in on) == ["Job", "ServiceAccount"]


def test_one_job_does_not_leak_into_the_next() -> None:
    secret = {"secret": {"name": "warehouse", "key": "token"}}
    first = job(type="dbt", env={"DBT_TARGET_PATH": secret, "A": {"value": "1"}}, secret={"files": {"k": "p"}})
    second = job(type="dbt", secret={"name": "other"})
    found = {item["metadata"]["labels"].get("floe/job"): item for item in render({"a": first, "b": second})}
    assert env_of(found["a"])["DBT_TARGET_PATH"] == {"secretKeyRef": {"name": "warehouse", "key": "token"}}
    assert env_of(found["b"])["DBT_TARGET_PATH"] == "/tmp/dbt/target"
    assert "A" not in env_of(found["b"])
    assert "items" not in pod_of(found["b"])["volumes"][1]["secret"]


@pytest.mark.requirement("REQ-606", "REQ-612")
@pytest.mark.parametrize(
    ("kind", "variables"),
    [
        (
            "dbt",
            {"DBT_TARGET_PATH": "/tmp/dbt/target", "DBT_LOG_PATH": "/tmp/dbt/logs", "DBT_LOG_FORMAT": "json"},
        ),
        (
            "dlt",
            {"DLT_DATA_DIR": "/tmp/dlt", "RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_FORMAT": "JSON"},
        ),
        ("quality", {"GX_ANALYTICS_ENABLED": "false", "DBT_TARGET_PATH": "/tmp/dbt/target"}),
        ("custom", {"HOME": "/tmp"}),
    ],
)
def test_products_write_to_tmp_log_json_and_call_nobody(kind: str, variables: dict[str, str]) -> None:
    found = one("Job", {"load": job(type=kind)})
    assert variables.items() <= env_of(found).items()
    assert container_of(found)["securityContext"]["readOnlyRootFilesystem"] is True
    assert {"name": "tmp", "mountPath": "/tmp"} in container_of(found)["volumeMounts"]


@pytest.mark.requirement("REQ-620")
def test_scheduling_by_job_by_type_and_for_all() -> None:
    taint = {"key": "workload", "operator": "Equal", "value": "batch", "effect": "NoSchedule"}
    values = {"defaults": {"tolerations": [taint], "nodeSelector": {"pool": "batch"}}}
    pod = pod_of(one("Job", {"load": job(nodeSelector={"disk": "ssd"}, priorityClassName="low")}, **values))
    assert pod["tolerations"] == [taint]
    assert pod["nodeSelector"] == {"pool": "batch", "disk": "ssd"}
    assert pod["priorityClassName"] == "low"
    wide = {"scheduling": {"runtimeClassName": "gvisor"}}
    assert pod_of(one("Job", {"load": job()}, **wide))["runtimeClassName"] == "gvisor"


@pytest.mark.requirement("REQ-620", "REQ-622")
def test_prod_tolerates_the_batch_taint_and_pulls_always() -> None:
    found = one("Job", {"load": job()}, **charts.environments(NAME)["prod"])
    assert pod_of(found)["tolerations"][0]["value"] == "batch"
    assert container_of(found)["imagePullPolicy"] == "Always"


def test_python_reads_a_job_as_helm_does() -> None:
    from floe_charts.testing.readings import concrete, identity

    values = {"jobs": EXAMPLES, "presets": {"dlt": {"env": {"A": {"value": "<&>"}}}}}
    rendered = {identity(item): item for item in render(EXAMPLES, presets=values["presets"])}
    assert {identity(item): item for item in concrete(charts.chart_class(NAME), values)} == rendered


def test_defaults_hold_every_key_a_job_may_leave_out() -> None:
    from floe_charts.charts.floe_jobs.values import JobEntry
    from floe_charts.flow.layers import refuse_gaps

    refuse_gaps(JobEntry, Defaults)
    with pytest.raises(TypeError, match="declare it in FloeJobsValues too"):
        refuse_gaps(Preset, FloeJobsValues)


def test_jobs_inherit_where_they_run() -> None:
    zone, region = "topology.kubernetes.io/zone", "topology.kubernetes.io/region"
    spread = {"topologySpreadConstraints": {zone: {"maxSkew": 3}}}

    def constraints(fields: Object, **values: Any) -> dict[str, int]:
        found = pod_of(one("Job", {"load": job(**fields)}, **values))["topologySpreadConstraints"]
        return {item["topologyKey"]: item["maxSkew"] for item in found}

    assert constraints({}, defaults=spread) == {zone: 3}
    assert constraints({"topologySpreadConstraints": {region: {}}}, defaults=spread) == {region: 1, zone: 3}
    assert constraints({}, defaults=spread, scheduling={"topologySpreadConstraints": {region: {}}}) == {zone: 3}


@pytest.mark.parametrize("label", ["helm.sh/chart", "app.kubernetes.io/version", "floe/job"])
@pytest.mark.parametrize(
    "values",
    [
        {"defaults": {}},
        {"presets": {"dbt": {}}},
        {"jobs": {"load": {"type": "custom", "image": {"repository": "acme/load", "tag": "1"}}}},
    ],
)
def test_a_label_the_chart_writes_is_refused_wherever_a_job_takes_labels(values: dict[str, Any], label: str) -> None:
    def labelled(node: dict[str, Any], depth: int, key: str) -> dict[str, Any]:
        if depth == 0:
            return {**node, "podLabels": {key: "x"}}
        return {name: labelled(below, depth - 1, key) for name, below in node.items()}

    depth = 1 if "defaults" in values else 2
    assert not charts.generator(NAME).errors(labelled(values, depth, "example.com/team"))
    assert charts.generator(NAME).errors(labelled(values, depth, label))
