"""What a chart may be called: its name stands in names and labels of objects, and in a release's default name."""

from __future__ import annotations

import re

#: In words; Helm takes a release's name of at most 53 characters.
WORDS = "up to 53 of a-z, 0-9 and single '-', a letter first and no '-' last"
_NAME = re.compile(r"[a-z]([a-z0-9]|-(?=[a-z0-9]))*")


def is_chart_name(name: str) -> bool:
    """Whether a chart may have this name.

    >>> is_chart_name("floe-jobs"), is_chart_name("web-"), is_chart_name("w" * 54)
    (True, False, False)
    """
    return len(name) <= 53 and _NAME.fullmatch(name) is not None
