"""What was probably meant."""

from __future__ import annotations

from collections.abc import Sequence


def suggestion(word: str, known: Sequence[str]) -> str:
    """What to write instead of a word nobody knows.

    >>> suggestion("floe-job", ["floe-jobs", "otel-collector"])
    "did you mean 'floe-jobs'?"
    >>> suggestion("x", ["floe-jobs", "otel-collector"])
    'known are floe-jobs, otel-collector'
    """
    import difflib

    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
