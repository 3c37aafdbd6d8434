"""The directory charts are written to, and why it may not be used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class OutputError(Exception):
    """The output directory cannot be used; the message is one line: where, what, what next."""


class EditedByHand(OutputError):
    """A generated file differs from what was generated; `files` are paths inside the directory."""

    def __init__(self, out: Path, files: Iterable[str]) -> None:
        self.files = tuple(sorted(files))
        more = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        super().__init__(
            f"{out / self.files[0]}{more}: edited by hand since it was generated; move the change into the "
            "chart's source or a file of its own, or use --force to overwrite it"
        )


def usable(out: Path) -> Path:
    """The place `out` names, links followed; OutputError where charts can never be written."""
    out = out.resolve()
    for place in (out, *out.parents):
        if place.exists() and not place.is_dir():
            raise OutputError(f"{place}: is a file, not a directory; choose another with --out")
    if Path.cwd().is_relative_to(out):
        # The exchange would pull the directory away from under the caller's shell.
        raise OutputError(f"{out}: holds the current directory; choose a directory below it with --out")
    return out
