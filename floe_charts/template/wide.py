"""Long calls of named templates, one argument a line: an action may go on over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What ``floe-charts lint`` takes for too long is longer still.
WIDEST = 200
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[()]|[^\s"()]+|\s+')
_DICT = " (dict "


def broken(line: str) -> list[str]:
    """The line; where it is too long for a reader, the arguments of its first ``dict`` on lines of their own."""
    head, found, rest = line.partition(_DICT)
    if len(line) <= WIDEST or not found:
        return [line]
    pad = " " * (len(line) - len(line.lstrip()) + 2)
    *first, last = _pairs(rest)
    return [f"{head}{_DICT}".rstrip(), *(f"{pad}{words}".rstrip() for words in first), f"{pad}{last}"]


def _pairs(words: str) -> Iterator[str]:
    """Each key of the ``dict`` with its value; what follows the ``dict`` stays with the last."""
    depth, count, start, after_blank = 1, 0, 0, True
    for found in _WORD.finditer(words):
        word = found[0]
        begins = depth == 1 and after_blank and not word.isspace() and word != ")"
        if begins and count and count % 2 == 0:
            yield words[start : found.start()]
            start = found.start()
        count, after_blank = count + begins, word.isspace()
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth == 0:
            break
    yield words[start:]
