"""What is never in ``.Files``: what ``.helmignore`` leaves out of a chart, and what Helm reads as something else."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

from floe_charts.constructs.allowance_file import FILE

PATTERNS = (FILE, ".git/", ".gitignore", ".DS_Store", "*.swp", "*.bak", "*.tmp", "*.orig", "*~", ".idea/", ".vscode/")

#: What Helm's loader reads itself.
HELMS_FILES = (
    "Chart.lock",
    "Chart.yaml",
    "requirements.lock",
    "requirements.yaml",
    "values.schema.json",
    "values.yaml",
)
#: What it renders, loads as charts, or sends to the cluster before all else.
HELMS_FOLDERS = ("charts", "crds", "templates")


def helms_own(path: str) -> str | None:
    """The name or the folder that Helm takes a file for something else by, if any.

    >>> helms_own("templates/page.html"), helms_own("pages/templates/page.html")
    ('templates/', None)
    """
    folder = path.split("/")[0]
    return path if path in HELMS_FILES else f"{folder}/" if folder in HELMS_FOLDERS else None


def left_out(path: str, patterns: Iterable[str] = PATTERNS) -> str | None:
    """The pattern that keeps a file out, if any; of Helm's patterns only plain names and ``folder/`` are understood.

    >>> left_out("conf/app.bak")
    '*.bak'
    """
    *folders, name = path.split("/")
    places = [name, *(f"{folder}/" for folder in folders)]
    return next((one for one in patterns if any(fnmatch.fnmatchcase(place, one) for place in places)), None)
