"""Progress on a terminal; silence in a pipe."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """A line on stderr if somebody is watching."""
    if sys.stderr and sys.stderr.isatty():  # None where the shell closed it: `2>&-`
        print(line, file=sys.stderr, flush=True)
