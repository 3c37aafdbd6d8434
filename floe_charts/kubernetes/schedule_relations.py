"""What the API server checks in a CronJob's schedule and time zone, and no pattern can say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from floe_charts.kubernetes.reading import Node, at

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_NUMBERS = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name: number for number, name in enumerate(_WEEKDAYS)},
}
_RANGE = re.compile(r"(\w+)-(\w+)")


def schedule_errors(cron_job: Node) -> Iterator[str]:
    """Of a CronJob."""
    spec = at(cron_job, "spec")
    for first, last in _RANGE.findall(str(spec.get("schedule"))):
        if _number(first) > _number(last):
            yield f"spec.schedule: {first}-{last} is a range that ends before it begins"
    zone, known = spec.get("timeZone"), _time_zones()
    if zone and known and zone not in known:
        yield f"spec.timeZone: unknown time zone {zone}; write a name of the IANA database, such as Europe/Zurich"


def _number(text: str) -> int:
    return int(_NUMBERS.get(text.upper(), text))


@cache
def _time_zones() -> Collection[str]:
    """The zones of this machine's database; none where it lacks one, or the old names the API server also knows.

    Debian packs the old names, US/Eastern among them, on their own.
    """
    from zoneinfo import available_timezones

    zones = available_timezones()
    return zones if "US/Eastern" in zones else ()
