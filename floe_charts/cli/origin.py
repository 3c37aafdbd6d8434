"""Where an error comes from: the line of the chart's author that led to it, and whether the words are ours."""

from __future__ import annotations

import linecache
import sysconfig
from pathlib import Path
from traceback import walk_tb

_PACKAGE = Path(__file__).parents[1]
#: Charts are written in this package too, as anybody else's.
_CHARTS = _PACKAGE / "charts"
_STANDARD = Path(sysconfig.get_path("stdlib"))


def authors_line(error: BaseException) -> str:
    """The innermost line of a chart's own source, as ``shop/chart.py:20``; empty where none was running."""
    found = [(file, line) for file, line in _frames(error) if _is_authors(file)]
    if not found:
        return ""
    file, line = found[-1]
    return f"{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}:{line}"


def said_by_us(error: BaseException) -> bool:
    """Whether the message was written for a reader: by a class of ours, or by a ``raise`` of ours."""
    if (type(error).__module__ or "").startswith("floe_charts."):
        return True
    frames = _frames(error)
    if not frames or not frames[-1][0].is_relative_to(_PACKAGE):
        return False
    file, line = frames[-1]
    return linecache.getline(str(file), line).lstrip().startswith("raise ")


def _frames(error: BaseException) -> list[tuple[Path, int]]:
    return [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]


def _is_authors(file: Path) -> bool:
    # is_file comes last: it raises for a standard library in a folder this user may not enter.
    if "site-packages" in file.parts or file.is_relative_to(_STANDARD) or not file.is_file():
        return False
    return not file.is_relative_to(_PACKAGE) or file.is_relative_to(_CHARTS)
