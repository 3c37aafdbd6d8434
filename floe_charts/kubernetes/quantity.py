"""Kubernetes quantities as exact numbers: "500m" of CPU, "2Gi" of memory."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil

# "1E" is an exa but "1E3" is a thousand: the exponent form needs its digits. One of many digits would take longer to
# calculate than anybody waits, the API server included.
_QUANTITY = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:[eE]([+-]?[0-9]{1,3})|([numkMGTPE]|[KMGTPE]i)?)")
_FACTORS = {
    "": Fraction(1),
    **{letter: Fraction(1, 1000**power) for power, letter in enumerate("mun", 1)},
    **{letter: Fraction(1000**power) for power, letter in enumerate("kMGTPE", 1)},
    **{f"{letter}i": Fraction(1024**power) for power, letter in enumerate("KMGTPE", 1)},
}
_NANO = 10**9


def quantity(value: str | float) -> Fraction:
    """The number a Kubernetes quantity stands for, in base units (cores, bytes).

    As the API server does, anything finer than one billionth is rounded away from zero.

    Raises ValueError for what is no quantity.

    >>> quantity("1Gi") > quantity("1G"), quantity("500m")
    (True, Fraction(1, 2))
    """
    found = None if isinstance(value, bool) else _QUANTITY.fullmatch(str(value))
    if found is None:
        raise ValueError(f"{value!r} is not a Kubernetes quantity; write for example 500m, 2 or 1Gi")
    number, exponent, suffix = found.groups()
    exact = Fraction(number) * (Fraction(10) ** int(exponent) if exponent else _FACTORS[suffix or ""])
    billionths = ceil(abs(exact) * _NANO)
    return Fraction(billionths if exact >= 0 else -billionths, _NANO)
