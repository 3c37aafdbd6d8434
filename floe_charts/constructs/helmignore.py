"""What ``.helmignore`` leaves out of a chart's package, and with it out of ``.Files``."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

from floe_charts.constructs.allowance_file import FILE

PATTERNS = (FILE, ".git/", ".gitignore", ".DS_Store", "*.swp", "*.bak", "*.tmp", "*.orig", "*~", ".idea/", ".vscode/")


def left_out(path: str, patterns: Iterable[str] = PATTERNS) -> str | None:
    """The pattern that keeps a file out, if any; of Helm's patterns only plain names and ``folder/`` are understood.

    >>> left_out("conf/app.bak")
    '*.bak'
    """
    *folders, name = path.split("/")
    places = [name, *(f"{folder}/" for folder in folders)]
    return next((one for one in patterns if any(fnmatch.fnmatchcase(place, one) for place in places)), None)
