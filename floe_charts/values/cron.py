"""The pattern of a cron line: what the CronJob controller reads, and nothing it would refuse.

No lookahead: Helm's schema checker knows only what Go's regular expressions know. So that a range ascends
(``5-3`` is refused) is spelt out, ten by ten, and a name's letters in both cases, for the controller reads either.

Left out on purpose: ``@every 5m``, which the controller takes and Kubernetes does not document, for it has no fixed
times (it counts from the last run), and ``TZ=``: a time zone has a value of its own.
"""

from __future__ import annotations

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]


def number(first: int, last: int) -> str:
    """A number between two, both below 100; a leading zero is fine.

    >>> number(1, 31)
    '0?[1-9]|1[0-9]|2[0-9]|3[0-1]'
    """
    return "|".join(_of_ten(ten, first, last) for ten in range(first // 10, last // 10 + 1))


def _of_ten(ten: int, first: int, last: int) -> str:
    low, high = _units(ten, first, last)
    return f"{_ten(ten)}{_digits(low, high)}"


def _units(ten: int, first: int, last: int) -> tuple[int, int]:
    return max(first - 10 * ten, 0), min(last - 10 * ten, 9)


def _ten(ten: int) -> str:
    return str(ten) if ten else "0?"


def _digits(first: int, last: int) -> str:
    return str(first) if first == last else f"[{first}-{last}]"


def ascending(first: int, last: int) -> str:
    """Two numbers, the second not below the first."""
    return "|".join(_from_ten(ten, first, last) for ten in range(first // 10, last // 10 + 1))


def _from_ten(ten: int, first: int, last: int) -> str:
    """Ranges that start in a ten: to the same ten, or to a higher one."""
    low, high = _units(ten, first, last)
    within = "|".join(f"{unit}-{_ten(ten)}{_digits(unit, high)}" for unit in range(low, high + 1))
    beyond = f"|{_of_ten(ten, first, last)}-(?:{number(10 * ten + 10, last)})" if last > 10 * ten + 9 else ""
    return f"{_ten(ten)}(?:{within}){beyond}"


def _named(names: list[str]) -> str:
    """Names in ascending ranges."""
    return "|".join(f"{name}-(?:{'|'.join(names[index:])})" for index, name in enumerate(names))


def any_case(name: str) -> str:
    """A name in capitals, small letters or both.

    >>> any_case("SUN")
    '[Ss][Uu][Nn]'
    """
    return "".join(f"[{letter}{letter.lower()}]" for letter in name)


def field(first: int, last: int, names: list[str] | None = None) -> str:
    """One of the five fields: a list of stars (or ``?``, the same), values and ranges, perhaps with a step."""
    single, ranges = number(first, last), ascending(first, last)
    if names:
        written = [any_case(name) for name in names]
        single, ranges = f"{single}|{'|'.join(written)}", f"{ranges}|{_named(written)}"
    part = rf"(?:[*?]|{single}|{ranges})(?:/[1-9][0-9]?)?"
    return f"{part}(?:,{part})*"


_FIELDS = " ".join((field(0, 59), field(0, 23), field(1, 31), field(1, 12, MONTHS), field(0, 6, WEEKDAYS)))
CRON_PATTERN = rf"^(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|{_FIELDS})$"
