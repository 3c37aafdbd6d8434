"""Text that a schema admits, made from its pattern and its lengths."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice
from random import Random
from typing import Any


def portable(pattern: str | None) -> Callable[[Any], bool]:
    """Whether engines surely agree on a match: Go's classes are ASCII, others know more spaces and digits."""
    if pattern is None:
        return lambda value: True
    try:
        search = re.compile(pattern, re.ASCII).search
    except re.error:
        return lambda value: True  # not a Python pattern: the validator alone decides
    # Python's `$` also matches before a final newline, Go's does not.
    strict = "$" in pattern
    return lambda value: (
        not isinstance(value, str) or (search(value) is not None and not (strict and value.endswith("\n")))
    )


def resized(flat: Mapping[str, Any]) -> list[str]:
    """Plain strings at the length bounds."""
    sizes = [flat[key] for key in ("minLength", "maxLength") if key in flat]
    return [("a" * size) for size in sizes if size <= 5000] + ["é" * size for size in sizes if size <= 5000]


@cache  # charts share the patterns of Kubernetes' names, and making texts takes most of a schema's compiling
def matching(pattern: str, seed: str, longest: int) -> tuple[str, ...]:
    """Up to 32 strings that match ``pattern``; lookaheads are left out of the making, and checked after."""
    try:
        from rstr import Rstr
    except ImportError:
        raise ImportError("random values for patterns need rstr: pip install rstr") from None

    # Go's `\s` knows no vertical tab: whitespace is spelt out.
    class Sorted(Rstr):
        # rstr draws `[^...]` from a set, whose order differs between processes.
        def _handle_in(self, value: Any) -> Any:
            parts = [char for part in value for char in self._handle_state(part)]
            if parts[0] is False:
                parts = [char for char in map(chr, range(32, 127)) if char not in parts[1:]]
            return self._random.choice(parts)

        # A hundred rounds inside a hundred rounds take seconds and make texts too long to keep.
        def _handle_repeat(self, start_range: int, end_range: int, value: Any) -> Any:
            most = start_range + self._random.choice((1, 4, 8, 40))
            return super()._handle_repeat(start_range, min(end_range, most), value)

    try:
        search, maker = re.compile(pattern).search, Sorted(Random(seed), whitespace=" \t")
        made = (maker.xeger(_without_lookarounds(pattern)) for _ in range(400))
        fit = (text for text in made if len(text) <= longest and search(text))
        return tuple(dict.fromkeys(islice(fit, 32)))
    except (re.error, KeyError):
        return ()  # not a Python pattern: the schema's own examples remain


def _without_lookarounds(pattern: str) -> str:
    out, skip, index = "", 0, 0
    while index < len(pattern):
        size = 2 if pattern[index] == "\\" else 1
        if skip or re.match(r"\(\?<?[=!]", pattern[index:]):
            skip += {"(": 1, ")": -1}.get(pattern[index : index + size], 0)
        else:
            out += pattern[index : index + size]
        index += size
    return out
