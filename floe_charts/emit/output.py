"""Write charts into an output directory: all of them or none, and never over a person's work.

The root of the directory holds checksums, `.generated`: what they list was written here and may be replaced
or removed; any other file is a person's and is carried over.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from floe_charts.emit import swap
from floe_charts.emit.checksums import CHECKSUMS, content_of
from floe_charts.emit.comparison import compare
from floe_charts.emit.place import EditedByHand, OutputError, usable
from floe_charts.emit.plan import Charts, Plan, planned

__all__ = ["CHECKSUMS", "Charts", "EditedByHand", "OutputError", "Written", "compare", "usable", "write_charts"]


@dataclass(frozen=True)
class Written:
    """What `write_charts` did; all paths are inside the directory and sorted."""

    out: Path
    files: tuple[str, ...]
    """Generated files that belong to the charts written."""
    kept: tuple[str, ...]
    """A person's files, carried over as they were."""
    removed: tuple[str, ...]
    """Generated files of an earlier run that no chart has any more."""
    changed: bool
    """False if everything was up to date, and then nothing on disk was touched."""


def write_charts(out: Path, charts: Charts, *, only: bool, force: bool = False) -> Written:
    """Replace the charts at `out` in one step; a kill at any moment leaves the old ones or the new ones.

    The directory itself is exchanged, so a shell that stands inside `out` has to `cd` there again.

    Args:
        out: directory of the charts; made if missing, followed if a symbolic link.
        charts: every chart's files.
        only: other charts in `out` stay as they are; otherwise their generated files are removed.
        force: overwrite generated files that a person edited, and accept a directory without checksums.

    Raises:
        EditedByHand: a file to be replaced or removed is not as it was generated.
        OutputError: `out` is no directory, cannot be written, or is not a directory of charts.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_charts(Path(folder) / "charts", {"web": {"Chart.yaml": "name: web"}}, only=False).kept
        ()
    """
    try:
        out = usable(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        with swap.locked(out.parent):
            swap.recover(out)
            plan = planned(out, charts, only=only, force=force)
            changed = not _up_to_date(out, plan)
            if changed:
                _replace(out, plan)
    except OSError as error:
        raise OutputError(f"{out}: cannot write here: {error.strerror}; choose another with --out") from error
    return Written(out, tuple(sorted(plan.contents)), plan.kept, plan.removed, changed)


def _replace(out: Path, plan: Plan) -> None:
    staging = swap.staging_for(out)
    try:
        _build(staging, out, plan)
        swap.swap(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _build(staging: Path, out: Path, plan: Plan) -> None:
    staging.mkdir()
    contents = plan.files()
    directories = {(staging / path).parent for path in (*contents, *plan.carried)}
    for directory in sorted(directories):
        directory.mkdir(parents=True, exist_ok=True)
    for path in plan.carried:
        shutil.copy2(out / path, staging / path, follow_symlinks=False)
    # Waiting for the disk is the slow part, and the disk takes many files in one go.
    with ThreadPoolExecutor(max_workers=16) as pool:
        list(pool.map(lambda path: _write(staging / path, contents[path]), contents))
        list(pool.map(swap.sync_directory, directories))
    if out.exists():
        shutil.copymode(out, staging)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _up_to_date(out: Path, plan: Plan) -> bool:
    contents = plan.files()
    if plan.removed or any(not (out / path).is_file() for path in contents):
        return False
    return all(content_of(out / path) == content for path, content in contents.items())
