"""What writing charts into a directory will do: write, carry over, keep, remove; or why it must not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from floe_charts.emit.checksums import CHECKSUMS, checksums_text, content_of, digest, read_checksums
from floe_charts.emit.place import EditedByHand, OutputError

Charts = Mapping[str, Mapping[str, str | bytes]]
"""Chart name to the chart's files: path inside the chart (with `/`) to text, or to bytes for an archive."""


@dataclass(frozen=True)
class Plan:
    """One run's work; paths are inside the directory."""

    contents: dict[str, bytes]
    #: Files on disk that stay as they are, a person's (``kept``) and other charts'.
    carried: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    checksums: dict[str, str]

    def files(self) -> dict[str, bytes]:
        """Everything to write, the checksums included."""
        return self.contents | {CHECKSUMS: checksums_text(self.checksums)}


def planned(out: Path, charts: Charts, *, only: bool, force: bool) -> Plan:
    """Compare what is there with what is new; raises EditedByHand or OutputError where it must not be done."""
    new, old, present = flatten(charts), read_checksums(out), sorted(_walk(out))
    if present and not old and not force:
        raise OutputError(
            f"{out}: holds files but no {CHECKSUMS} of an earlier run, so it may be no directory of charts; "
            "choose a new one with --out, or use --force to put the charts beside these files"
        )
    ours = {path for path in present if is_ours(path, charts, only)}
    hashes = {path: digest(content) for path, content in new.items()}
    edited = [
        path
        for path in ours & (old.keys() | new.keys())
        if digest(content_of(out / path)) not in (old.get(path), hashes.get(path))
    ]
    if edited and not force:
        raise EditedByHand(out, edited)
    others = {path: checksum for path, checksum in old.items() if not is_ours(path, charts, only)}
    carried = tuple(path for path in present if path not in new and (path not in ours or path not in old))
    _refuse_clashes(out, [*new, *carried])
    return Plan(
        contents=new,
        carried=carried,
        kept=tuple(path for path in carried if path not in old),
        removed=tuple(sorted((ours & old.keys()) - new.keys())),
        checksums=others | hashes,
    )


def flatten(charts: Charts) -> dict[str, bytes]:
    """All files as bytes: no platform turns a line end into another."""
    named = ((f"{chart}/{path}", file) for chart, files in charts.items() for path, file in files.items())
    files = {path: file.encode() if isinstance(file, str) else file for path, file in named}
    for path in files:
        refuse_odd_path(path)
    return files


def refuse_odd_path(path: str) -> None:
    """Raise OutputError for a path that leads out of the chart, or is written in a roundabout way."""
    pure = PurePosixPath(path)
    if ".." in pure.parts or path != str(pure) or pure.is_absolute():
        raise OutputError(f"{path}: is no plain path below the chart; name files like templates/job.yaml")


def _refuse_clashes(out: Path, paths: list[str]) -> None:
    """A file and a folder of one name, or two names that macOS takes for one, would lose a file silently."""
    seen: dict[str, str] = {}
    folders = {str(folder).casefold() for path in paths for folder in PurePosixPath(path).parents}
    for path in paths:
        other = seen.setdefault(path.casefold(), path)
        if other != path or path.casefold() in folders:
            raise OutputError(f"{out / path}: another file or folder has this name; rename one of them")


def is_ours(path: str, charts: Charts, only: bool) -> bool:
    """Whether a path belongs to the charts that are written; with ``only`` other charts stay."""
    return not only or path.partition("/")[0] in charts


def _walk(out: Path) -> Iterator[str]:
    """Every file below `out`, a link counted as a file whatever it points to; the checksums are left out."""
    for folder, folders, files in os.walk(out):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            path = (Path(folder) / name).relative_to(out).as_posix()
            if path != CHECKSUMS:
                yield path
