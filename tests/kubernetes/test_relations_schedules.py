"""Rules for the schedule and the time zone of a CronJob."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.kubernetes import object_errors, relation_errors, schedule_relations

POD = {"restartPolicy": "Never", "containers": [{"name": "a", "image": "b"}]}


def cron_job(schedule: str, zone: str | None = None) -> Any:
    spec: dict[str, Any] = {"schedule": schedule, "jobTemplate": {"spec": {"template": {"spec": POD}}}}
    zoned = {**spec, "timeZone": zone} if zone else spec
    return {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "nightly"}, "spec": zoned}


@pytest.mark.parametrize("schedule", ["0 5-5 * * *", "0 0 * jan-MAR MON-5", "0 007-8 * * *", "@every 1h30m", "@daily"])
def test_ranges_that_ascend(schedule: str) -> None:
    assert relation_errors(cron_job(schedule)) == []


@pytest.mark.parametrize(
    ("schedule", "part"),
    [
        ("0 5-3 * * *", "5-3"),
        ("0 0 * 1,MAR-JAN/2 *", "MAR-JAN"),
        ("0 0 * * SAT-SUN", "SAT-SUN"),
        ("0 0 * * 5-mon", "5-mon"),
    ],
)
def test_ranges_that_end_before_they_begin(schedule: str, part: str) -> None:
    assert object_errors(cron_job(schedule)) == []
    assert relation_errors(cron_job(schedule)) == [f"spec.schedule: {part} is a range that ends before it begins"]


@pytest.mark.parametrize("schedule", ["TZ=UTC 0 0 * * *", "CRON_TZ=Europe/Zurich 0 0 * * *"])
def test_a_zone_in_the_schedule_is_refused_by_the_schema(schedule: str) -> None:
    assert object_errors(cron_job(schedule))


@pytest.mark.parametrize("zone", ["Europe/Zurich", "Etc/GMT+1", "UTC", "US/Eastern"])
def test_known_time_zones(zone: str) -> None:
    assert relation_errors(cron_job("@daily", zone)) == []


@pytest.mark.parametrize("zone", ["europe/zurich", "Local", "GMT+1", "Europe/Zürich", "Mars/Olympus"])
def test_unknown_time_zones(zone: str) -> None:
    line = f"spec.timeZone: unknown time zone {zone}; write a name of the IANA database, such as Europe/Zurich"
    assert relation_errors(cron_job("@daily", zone)) == [line]


@pytest.mark.parametrize("zones", [set(), {"Europe/Zurich", "America/New_York"}], ids=["none", "no old names"])
def test_a_machine_with_half_a_database_says_nothing(zones: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.available_timezones", lambda: zones)
    monkeypatch.setattr(schedule_relations, "_time_zones", schedule_relations._time_zones.__wrapped__)
    assert relation_errors(cron_job("@daily", "US/Pacific")) == []
