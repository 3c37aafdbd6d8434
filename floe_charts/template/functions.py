"""Helm's template functions in Python: the same result for the same arguments, nil and float included.

Values reach a Go template through JSON, so every number is a float64 there; functions that Helm gives a float
(``int64``, ``toJson``) are exactly the ones the compiler uses to print numbers.
"""

from __future__ import annotations

import copy
import hashlib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from floe_charts.template.go_text import go_json, go_text
from floe_charts.values.go_yaml import load


def truthy(value: Any) -> bool:
    """Go template truth: nil, false, 0 and anything empty are false."""
    return bool(value)


def int64(value: Any) -> int:
    """Sprig ``int64``: nil and text that is no number become 0."""
    try:
        return int(value or 0)
    except ValueError:
        return 0


def printf(template: str, *args: Any) -> str:
    """``printf`` for the verbs the compiler emits: ``%s``, ``%d`` and ``%%``."""
    remaining = iter(args)

    def fill(match: re.Match[str]) -> str:
        return "%" if match.group() == "%%" else str(next(remaining))

    return re.sub(r"%[sd%]", fill, template)


def dig(*args: Any) -> Any:
    """``dig "a" "b" default map``: the nested value, or the default where a key is missing."""
    *keys, default, found = args
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            return default
        found = found[key]
    return found


def merge_overwrite(*maps: Mapping[str, Any] | None) -> dict[str, Any]:
    """``mergeOverwrite``: later maps win, nested maps merge, lists are replaced."""
    result: dict[str, Any] = {}
    for source in maps:
        for key, value in (source or {}).items():
            both = isinstance(value, Mapping) and isinstance(result.get(key), Mapping)
            result[key] = merge_overwrite(result[key], value) if both else copy.deepcopy(value)
    return result


def omit(source: Mapping[str, Any] | None, *keys: str) -> dict[str, Any]:
    """The map without the named keys; a nil map is empty."""
    return {key: value for key, value in (source or {}).items() if key not in keys}


def div(left: int, right: int) -> int:
    """Sprig ``div``: a whole number, rounded towards zero."""
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def trunc(length: int, text: str) -> str:
    """Sprig ``trunc``: the first ``length`` bytes, or the last ones when negative."""
    raw = text.encode()
    return (raw[:length] if length >= 0 else raw[length:]).decode(errors="replace")


def length_of(value: Any) -> int:
    """``len``: of a text its bytes."""
    return len(value.encode() if isinstance(value, str) else value)


def regex_replace_all(pattern: str, text: str, replacement: str) -> str:
    """Sprig ``regexReplaceAll``, where ``${1}`` is the first group."""
    return re.sub(pattern, re.sub(r"\$\{(\w+)\}", r"\\g<\1>", replacement), text)


def first_that_decides(values: Iterable[Any], stop: bool) -> Any:
    """What ``and`` (stop at a false one) and ``or`` (at a true one) give; later values are not asked for."""
    result: Any = None
    for value in values:
        result = value
        if truthy(value) is stop:
            break
    return result


#: Functions that stop at the first operand with this truth.
SHORT_CIRCUIT = {"and": False, "or": True}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "and": lambda *args: first_that_decides(args, SHORT_CIRCUIT["and"]),
    "or": lambda *args: first_that_decides(args, SHORT_CIRCUIT["or"]),
    "not": lambda value: not truthy(value),
    "eq": lambda left, *right: left in right,
    "ne": lambda left, right: left != right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
    "default": lambda fallback, value=None: value if truthy(value) else fallback,
    "empty": lambda value: not truthy(value),
    "ternary": lambda yes, no, test: yes if test else no,
    "int64": int64,
    "float64": lambda value: float(value or 0),
    "add": lambda *args: sum(map(int64, args)),
    "sub": lambda left, right: int64(left) - int64(right),
    "mul": lambda *args: math.prod(map(int64, args)),
    "div": lambda left, right: div(int64(left), int64(right)),
    "quote": lambda value: "" if value is None else go_text(value),
    "toString": go_text,
    "printf": printf,
    "toJson": go_json,
    "toYaml": lambda value: value,
    "fromYaml": lambda text: (load(text) or {}) if isinstance(text, str) else text,
    "sha256sum": lambda text: hashlib.sha256(text.encode()).hexdigest(),
    "trunc": trunc,
    "trimSuffix": lambda suffix, text: text.removesuffix(suffix),
    "trimPrefix": lambda prefix, text: text.removeprefix(prefix),
    "contains": lambda needle, text: needle in text,
    "hasPrefix": lambda prefix, text: text.startswith(prefix),
    "regexReplaceAll": regex_replace_all,
    "replace": lambda old, new, text: text.replace(old, new),
    "lower": lambda text: text.lower(),
    "upper": lambda text: text.upper(),
    "len": length_of,
    "list": lambda *items: list(items),
    "dict": lambda *pairs: dict(zip(pairs[::2], pairs[1::2], strict=True)),
    "dig": dig,
    "hasKey": lambda source, key: key in (source or {}),
    "kindIs": lambda kind, value: kind == "invalid" and value is None,
    "get": lambda source, key: (source or {}).get(key, ""),
    "keys": lambda source: list(source or {}),
    "sortAlpha": sorted,
    "join": lambda separator, items: separator.join(map(go_text, items or [])),
    "has": lambda item, items: item in (items or []),
    "omit": omit,
    "merge": lambda *maps: merge_overwrite(*reversed(maps)),
    "mergeOverwrite": merge_overwrite,
    "deepCopy": copy.deepcopy,
}
