"""Kubernetes quantities as exact numbers."""

from __future__ import annotations

import re
from fractions import Fraction

# An exponent of many digits would take longer to calculate than anybody waits, the API server included.
_QUANTITY = re.compile(r"([+-]?[0-9.]+)(?:[eE]([+-]?[0-9]{1,4})|([A-Za-z]*))")
_FACTORS = {
    "": Fraction(1),
    **{letter: Fraction(10) ** (3 * power) for power, letter in zip((-3, -2, -1), "num", strict=True)},
    **{letter: Fraction(10) ** (3 * power) for power, letter in enumerate("kMGTPE", 1)},
    **{f"{letter}i": Fraction(1024) ** power for power, letter in enumerate("KMGTPE", 1)},
}


def quantity(value: str | float) -> Fraction:
    """The exact number a Kubernetes quantity stands for; ValueError when it is none.

    >>> quantity("1Gi") > quantity("1G"), quantity("500m")
    (True, Fraction(1, 2))
    """
    found = _QUANTITY.fullmatch(str(value))
    if not found or (found[3] or "") not in _FACTORS:
        raise ValueError(f"{value!r} is not a quantity; write a number such as 500m, 1Gi or 1e3")
    power = Fraction(10) ** int(found[2]) if found[2] else Fraction(1)
    return Fraction(found[1]) * power * _FACTORS[found[3] or ""]
