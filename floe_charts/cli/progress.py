"""Progress on a terminal; silence in a pipe."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """A line on stderr if somebody is watching."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)
