"""The pattern of a cron line against the controller's own rules, spelt out here again in arithmetic."""

from __future__ import annotations

import re

import pytest

from floe_charts.values.cron import CRON_PATTERN

FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))


def admitted(line: str) -> bool:
    return re.search(CRON_PATTERN, line) is not None


def with_field(position: int, text: str) -> str:
    return " ".join(text if place == position else "*" for place in range(5))


@pytest.mark.requirement("REQ-603")
@pytest.mark.parametrize("position", range(5))
def test_every_number_and_every_range_is_admitted_as_the_controller_does(position: int) -> None:
    first, last = FIELDS[position]
    for low in range(100):
        assert admitted(with_field(position, str(low))) == (first <= low <= last)
        for high in range(100):
            fits = first <= low <= high <= last
            assert admitted(with_field(position, f"{low}-{high}")) == fits, (low, high)


@pytest.mark.requirement("REQ-603")
@pytest.mark.parametrize(
    "line",
    [
        "@daily",
        "0 6 * * *",
        "*/15 9-17 1,15 JAN-MAR MON-FRI",
        "05,35 */2 * * SUN",
        "0-30/10 0 1-7 12 0-6",
        "0 6 * jan-Mar mon-fri",
        "0 6 ? * SUN",
    ],
)
def test_usual_lines_are_admitted(line: str) -> None:
    assert admitted(line)


@pytest.mark.requirement("REQ-603")
@pytest.mark.parametrize(
    "line",
    [
        "",
        "* * * *",
        "* * * * * *",
        "@reboot",
        "*/0 * * * *",
        "*/1445115678023361660 * * * *",
        "5- * * * *",
        "*,, * * * *",
        "TZ=UTC 0 6 * * *",
        "* * * * 7",
        "* * * * FRI-MON",
        "* * * * fri-Mon",
        "@Daily",
        "@every 5m",
        "* * * DEC-JAN *",
        "0  6 * * *",
        " 0 6 * * *",
        "every day",
        "* * * * MON-9",
        "-1 * * * *",
    ],
)
def test_what_the_controller_refuses_or_hardly_anybody_means_is_refused(line: str) -> None:
    assert not admitted(line)


def test_the_pattern_needs_nothing_that_go_lacks() -> None:
    assert not re.search(r"\(\?[=!<P]|\\[1-9]|[*+?}]\+", CRON_PATTERN)
