"""floe-jobs as an installer meets it: what jobs in values become, and what is refused before the install."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from floe_charts.charts.floe_jobs.presets import EXAMPLES
from floe_charts.charts.floe_jobs.values import Defaults, FloeJobsValues, Preset
from floe_charts.helm import SchemaRefused
from tests.support import charts

NAME = "floe-jobs"
IMAGE = {"repository": "acme/sales", "tag": "1.4.0"}
Object = dict[str, Any]


def job(**fields: Any) -> dict[str, Any]:
    return {"type": "custom", "image": IMAGE, **fields}


def render(jobs: Mapping[str, Any], **values: Any) -> list[Object]:
    found: list[Object] = charts.in_process(NAME).render({"jobs": jobs, **values}).objects
    return found


def one(kind: str, jobs: Mapping[str, Any], **values: Any) -> Object:
    (found,) = [item for item in render(jobs, **values) if item["kind"] == kind]
    return found


def spec_of(item: Object) -> Any:
    return item["spec"]["jobTemplate"]["spec"] if item["kind"] == "CronJob" else item["spec"]


def pod_of(item: Object) -> Any:
    return spec_of(item)["template"]["spec"]


def container_of(item: Object) -> Any:
    return pod_of(item)["containers"][0]


def env_of(item: Object) -> dict[str, Any]:
    return {entry["name"]: entry.get("value", entry.get("valueFrom")) for entry in container_of(item)["env"]}


def refusal(jobs: Mapping[str, Any], **values: Any) -> str:
    with pytest.raises(SchemaRefused) as caught:
        render(jobs, **values)
    return str(caught.value)


def test_no_job_renders_nothing_but_the_account() -> None:
    assert [item["kind"] for item in render({})] == ["ServiceAccount"]


def test_the_notes_say_how_to_start_a_scheduled_job() -> None:
    def notes(jobs: Mapping[str, Any]) -> str:
        said: str = charts.in_process(NAME).render({"jobs": jobs}, release="demo").notes
        return said

    assert "No job is declared" in notes({})
    assert "create job" not in notes({})
    said = notes({"load": job(schedule="@daily")})
    assert "get cronjobs,jobs --namespace default --selector app.kubernetes.io/instance=demo" in said
    assert "kubectl create job --namespace default --from=cronjob/<name> <new-name>" in said
    assert "No job is declared" not in said


@pytest.mark.parametrize(
    ("values", "on", "scheduled"),
    [
        ({"jobs": {"load": job(schedule="@daily")}}, True, True),
        ({"jobs": {"load": job()}}, True, False),
        ({"jobs": {"load": job(schedule="@daily", enabled=False)}}, False, False),
        ({"jobs": {"load": job(schedule="@daily")}, "defaults": {"enabled": False}}, False, False),
        ({"jobs": {"load": job(schedule="@daily")}, "presets": {"custom": {"enabled": False}}}, False, False),
        ({"jobs": {"load": job(enabled=True)}, "presets": {"custom": {"enabled": False}}}, True, False),
        ({"jobs": {"a": job(schedule="@daily", enabled=False), "b": job()}}, True, False),
    ],
)
def test_the_notes_speak_of_jobs_that_are_on(values: dict[str, Any], on: bool, scheduled: bool) -> None:
    rendered = charts.in_process(NAME).render(values)
    kinds = {item["kind"] for item in rendered.objects} & {"Job", "CronJob"}
    assert (bool(kinds), "CronJob" in kinds) == (on, scheduled)
    assert ("get cronjobs,jobs" in rendered.notes, "create job" in rendered.notes) == (on, scheduled)
    assert ("Every job is switched off." in rendered.notes) is not on


@pytest.mark.requirement("REQ-627")
def test_a_job_of_each_type_becomes_what_its_schedule_says() -> None:
    found = {item["metadata"]["labels"].get("floe/job"): item for item in render(EXAMPLES)}
    kinds = {name: item["kind"] for name, item in found.items() if name}
    assert kinds == {"transform": "CronJob", "ingest": "CronJob", "checks": "CronJob", "backfill": "Job"}
    assert container_of(found["transform"])["args"] == ["build", "--project-dir", "/app"]
    assert container_of(found["transform"])["command"] == ["dbt"]
    assert container_of(found["backfill"])["image"] == "docker.io/acme/backfill:2026.1"
    assert spec_of(found["ingest"])["backoffLimit"] == 3


@pytest.mark.requirement("REQ-602")
def test_a_job_fails_fast_has_a_deadline_and_a_ttl() -> None:
    spec = spec_of(one("Job", {"load": job()}))
    found = {key: spec[key] for key in ("backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished")}
    assert found == {"backoffLimit": 0, "activeDeadlineSeconds": 3600, "ttlSecondsAfterFinished": 7 * 86400}
    assert spec["template"]["spec"]["restartPolicy"] == "Never"


@pytest.mark.requirement("REQ-602")
def test_a_final_exit_code_ends_the_retries() -> None:
    spec = spec_of(one("Job", {"load": job(backoffLimit=3, finalExitCode=2)}))
    (rule,) = spec["podFailurePolicy"]["rules"]
    assert (rule["action"], rule["onExitCodes"]["values"]) == ("FailJob", [2])
    assert "podFailurePolicy" not in spec_of(one("Job", {"load": job()}))


@pytest.mark.requirement("REQ-602", "REQ-603")
def test_a_schedule_keeps_three_successes_and_ten_failures_and_never_overlaps() -> None:
    spec = one("CronJob", {"load": job(schedule="0 6 * * *", timeZone="Europe/Zurich")})["spec"]
    del spec["jobTemplate"]
    assert spec == {
        "schedule": "0 6 * * *",
        "timeZone": "Europe/Zurich",
        "concurrencyPolicy": "Forbid",
        "suspend": False,
        "startingDeadlineSeconds": 3600,
        "successfulJobsHistoryLimit": 3,
        "failedJobsHistoryLimit": 10,
    }


@pytest.mark.requirement("REQ-603")
@pytest.mark.parametrize("schedule", ["0 25 * * *", "daily", "5-3 * * * *", "* * * * 7", "0 6 * *", "@reboot"])
def test_a_schedule_that_is_no_cron_line_is_refused(schedule: str) -> None:
    assert "/jobs/load/schedule" in refusal({"load": job(schedule=schedule)}).replace(".", "/")


@pytest.mark.requirement("REQ-603")
@pytest.mark.parametrize("zone", ["Local", "CET+1 ", "Europe", "europe/zurich", ""])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    assert "timeZone" in refusal({"load": job(schedule="@daily", timeZone=zone)})


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


@pytest.mark.requirement("REQ-614")
def test_a_secret_is_mounted_as_files_only_its_group_reads() -> None:
    secret = {"name": "sources", "files": {"secrets.toml": ".dlt/secrets.toml"}}
    found = one("Job", {"load": job(secret=secret)})
    items = [{"key": "secrets.toml", "path": ".dlt/secrets.toml"}]
    volume = {"secretName": "sources", "defaultMode": 0o440, "items": items}
    assert {"name": "secret", "secret": volume} in pod_of(found)["volumes"]
    mount = {"name": "secret", "mountPath": "/etc/floe/job", "readOnly": True}
    assert mount in container_of(found)["volumeMounts"]
    assert ".." in refusal({"load": job(secret={"name": "s", "files": {"k": "../k"}})})


@pytest.mark.requirement("REQ-606")
def test_jobs_get_no_token() -> None:
    found = render({"load": job()})
    account = next(item for item in found if item["kind"] == "ServiceAccount")
    assert account["automountServiceAccountToken"] is False
    assert pod_of(next(item for item in found if item["kind"] == "Job"))["automountServiceAccountToken"] is False


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


@pytest.mark.requirement("REQ-608")
def test_policies_let_jobs_call_what_is_listed_and_nothing_else() -> None:
    calls = {
        "enabled": True,
        "services": {"polaris": {"namespace": "lakehouse", "podLabels": {"app": "polaris"}, "port": 8181}},
        "external": {"warehouse": {"cidrs": ["10.20.0.0/16", "fd20::/64"], "port": 5432}, "https": None},
    }
    found = {item["metadata"]["name"]: item for item in render({}, networkPolicies=calls)}
    spec = found["release-floe-jobs-jobs"]["spec"]
    dns, polaris, warehouse = spec["egress"]
    assert [port["port"] for port in dns["ports"]] == [53, 53, 5353, 5353]
    assert polaris["to"][0] == {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "lakehouse"}},
        "podSelector": {"matchLabels": {"app": "polaris"}},
    }
    assert warehouse == {
        "to": [{"ipBlock": {"cidr": "10.20.0.0/16"}}, {"ipBlock": {"cidr": "fd20::/64"}}],
        "ports": [{"port": 5432, "protocol": "TCP"}],
    }
    assert "ingress" not in spec
    assert "Ingress" in spec["policyTypes"]


def test_jobs_call_by_either_family_of_addresses_and_never_by_an_empty_list() -> None:
    """An empty list in a rule means any address and any pod."""
    found = {item["metadata"]["name"]: item for item in render({}, networkPolicies={"enabled": True})}
    rule = found["release-floe-jobs-jobs"]["spec"]["egress"][-1]
    assert rule["to"] == [{"ipBlock": {"cidr": cidr}} for cidr in ("0.0.0.0/0", "::/0")]
    nowhere = {"external": {"https": {"cidrs": [], "port": 443}}}
    assert charts.generator(NAME).errors({"networkPolicies": nowhere})


def test_the_policy_selects_the_pods_of_every_job() -> None:
    found = render(EXAMPLES, networkPolicies={"enabled": True})
    policy = next(item for item in found if item["metadata"]["name"] == "release-floe-jobs-jobs")
    wanted = policy["spec"]["podSelector"]["matchLabels"].items()
    jobs = [item for item in found if item["kind"] in ("Job", "CronJob")]
    assert len(jobs) == len(EXAMPLES)
    assert all(wanted <= spec_of(item)["template"]["metadata"]["labels"].items() for item in jobs)


def name_of(jobs: Mapping[str, Any], **values: Any) -> str:
    found: str = one("Job", jobs, **values)["metadata"]["name"]
    return found


@pytest.mark.requirement("REQ-602")
def test_a_changed_job_is_a_new_job_and_an_unchanged_one_is_left_alone() -> None:
    name = name_of({"load": job()})
    assert name.startswith("release-floe-jobs-load-")
    assert name_of({"load": job()}, networkPolicies={"enabled": True}) == name
    changes: list[dict[str, Any]] = [{"args": ["x"]}, {"env": {"A": {"value": "1"}}}, {"backoffLimit": 1}]
    around: list[dict[str, Any]] = [
        {"global": {"imageRegistry": "mirror.example"}},
        {"defaults": {"spread": "hard"}},
    ]
    names = [name_of({"load": job(**change)}) for change in changes]
    names += [name_of({"load": job()}, **values) for values in around]
    assert len({name, *names}) == 6


@pytest.mark.requirement("REQ-629")
def test_a_job_of_each_release_is_a_hook() -> None:
    annotations = one("Job", {"load": job(run="release")})["metadata"]["annotations"]
    assert annotations["helm.sh/hook"] == "post-install,post-upgrade"
    assert annotations["helm.sh/hook-delete-policy"] == "before-hook-creation"
    assert "annotations" not in one("Job", {"load": job()})["metadata"]


@pytest.mark.requirement("REQ-629")
def test_a_hook_keeps_its_name_so_that_helm_deletes_the_last_one() -> None:
    changes: list[dict[str, Any]] = [{}, {"args": ["x"]}, {"backoffLimit": 1}]
    names = {name_of({"load": job(run="release", **change)}) for change in changes}
    assert names == {"release-floe-jobs-load"}


@pytest.mark.requirement("REQ-602")
@pytest.mark.parametrize("schedule", ["", "@daily"])
def test_a_job_that_must_not_be_repeated_has_no_ttl(schedule: str) -> None:
    kind = "CronJob" if schedule else "Job"
    assert "ttlSecondsAfterFinished" not in spec_of(one(kind, {"load": job(schedule=schedule, keepFinished=True)}))
    found = one(kind, {"load": job(schedule=schedule, keepFinished=False)}, defaults={"keepFinished": True})
    assert spec_of(found)["ttlSecondsAfterFinished"] == 7 * 86400


@pytest.mark.parametrize("schedule", ["", "@daily"])
def test_names_stay_within_what_controllers_allow_and_apart(schedule: str) -> None:
    longest = {"a" * 39 + last: job(schedule=schedule) for last in "bc"}
    found = [
        item["metadata"]["name"]
        for item in render(longest, fullnameOverride="f" * 40)
        if item["kind"] != "ServiceAccount"
    ]
    assert len(set(found)) == 2
    assert max(map(len, found)) <= (52 if schedule else 63)


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


def test_a_job_may_run_as_an_account_of_its_own_or_of_its_type() -> None:
    def account(job_fields: Object, **values: Any) -> Any:
        return pod_of(one("Job", {"load": job(**job_fields)}, **values))["serviceAccountName"]

    assert account({}) == "release-floe-jobs"
    assert account({"serviceAccountName": "loader"}) == "loader"
    assert account({}, presets={"custom": {"serviceAccountName": "custom"}}) == "custom"
    assert account({"serviceAccountName": "loader"}, defaults={"serviceAccountName": "all"}) == "loader"


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
