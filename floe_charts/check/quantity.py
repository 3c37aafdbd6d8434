"""Kubernetes quantities: "500m" of CPU, "2Gi" of memory."""

from __future__ import annotations

import re
from decimal import ROUND_UP, Context, Decimal, InvalidOperation

_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
# "1E" is an exa but "1E3" is a thousand: the exponent form needs its digits.
_QUANTITY = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:[eE]([+-]?[0-9]{1,3})|([numkMGTPE]|[KMGTPE]i)?)")
_NANO = Decimal("1e-9")
_EXACT = Context(prec=200)


def parse_quantity(quantity: str | int | float) -> Decimal:
    """The number a Kubernetes quantity stands for, in base units (cores, bytes).

    As the API server does, anything finer than one billionth is rounded away from zero.

    Raises ValueError for what the API server would refuse.

    >>> parse_quantity("500m") == Decimal("0.5"), int(parse_quantity("2Ki"))
    (True, 2048)
    """
    match = None if isinstance(quantity, bool) else _QUANTITY.fullmatch(str(quantity))
    if match is None:
        raise ValueError(f"{quantity!r} is not a Kubernetes quantity; write for example 500m, 2 or 1Gi")
    number, exponent, suffix = match.groups()
    try:
        return _scale(Decimal(number), exponent, suffix or "").quantize(_NANO, ROUND_UP, _EXACT)
    except InvalidOperation:
        raise ValueError(f"{quantity!r} is too large for a Kubernetes quantity; write a smaller one") from None


def _scale(number: Decimal, exponent: str | None, suffix: str) -> Decimal:
    if suffix in _BINARY:
        return _EXACT.multiply(number, Decimal(2 ** _BINARY[suffix]))
    return _EXACT.scaleb(number, int(exponent) if exponent else _DECIMAL[suffix])
