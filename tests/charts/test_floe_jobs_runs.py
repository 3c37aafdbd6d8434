"""floe-jobs: Jobs and CronJobs, when they run, how often, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from floe_charts.charts.floe_jobs.presets import EXAMPLES
from tests.charts.jobs import NAME, container_of, job, one, refusal, render, spec_of
from tests.support import charts


def name_of(jobs: Mapping[str, Any], **values: Any) -> str:
    found: str = one("Job", jobs, **values)["metadata"]["name"]
    return found


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
