"""What go-yaml v2, which Helm and Kubernetes read with, takes a plain scalar for."""

from __future__ import annotations

import math
import re
import struct
from decimal import Decimal

_WORDS: dict[str, bool | float | None] = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
#: Everything that is more than text begins with one of these, or is empty.
STARTS = (*"yYnNtTfFoO~+-.0123456789", "")
_OLD_OCTAL = re.compile(r"^([-+]?0)(?=[0-7])")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def resolved(text: str) -> bool | float | str | None:
    """A boolean, a number, nothing, or else the text itself.

    >>> [resolved(text) for text in ("017", "09", "1_000", "1:30", "1e400", "No", "2020-01-01")]
    [15, 9.0, 1000, '1:30', '1e400', False, '2020-01-01']
    """
    if text in _WORDS:
        return _WORDS[text]
    if not text.isascii() or text[0] not in "+-.0123456789":
        return text
    plain = text.replace("_", "")
    whole = None if text[0] == "." else _integer(plain)
    return _float(text, plain) if whole is None else whole


def _integer(plain: str) -> int | None:
    try:
        found = int(_OLD_OCTAL.sub(r"\1o", plain), 0)
    except ValueError:
        return None
    return found if -(2**63) <= found < (2**63 if plain[0] in "+-" else 2**64) else None


def _float(text: str, plain: str) -> float | str:
    if not _FLOAT.fullmatch(plain):
        return text
    try:  # with a dot first, Go minds where the underscores are, and its rule is Python's
        found = float(text if text[0] == "." else plain)
    except ValueError:
        return text
    return text if math.isinf(found) else found


def json_number(number: float) -> float:
    """A number after Go's JSON: a float64, whole where Go prints it without an exponent.

    >>> json_number(10000.0), json_number(2**53 + 1), json_number(1e21)
    (10000, 9007199254740992, 1e+21)

    Raises:
        ValueError: JSON has no such number.
    """
    found = float(number)
    if not math.isfinite(found):
        raise ValueError("JSON has no such number")
    return int(Decimal(repr(found))) if found.is_integer() and abs(found) < 1e21 else found


def float32_text(number: float) -> str:
    """The fewest digits that are this number as a float32: how a fraction is written that is a map's key.

    >>> [float32_text(number) for number in (1.10, 1e5, 1e6, 1234567.5, 1e39)]
    ['1.1', '100000', '1e+06', '1.2345675e+06', '.inf']
    """
    found = _float32(number)
    if not math.isfinite(found):
        return ".nan" if math.isnan(found) else ".inf" if found > 0 else "-.inf"
    digits = next(count for count in range(17) if _float32(float(f"{found:.{count}e}")) == found)
    exponent = int(f"{found:.{digits}e}".partition("e")[2])
    return f"{found:.{digits}e}" if not -4 <= exponent < 6 else f"{found:.{max(digits - exponent, 0)}f}"


def _float32(number: float) -> float:
    try:
        [found] = struct.unpack("f", struct.pack("f", number))
    except OverflowError:
        return math.copysign(math.inf, number)
    return float(found)
