"""``.generated``: which files of the output directory were generated, each with its checksum.

The format is that of ``sha256sum``, so that ``sha256sum --check .generated`` tells what was edited.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from floe_charts.emit.place import OutputError

CHECKSUMS = ".generated"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def read_checksums(out: Path) -> dict[str, str]:
    """Path to checksum; nothing where there is no such file. Raises OutputError for a line that is none."""
    entries: dict[str, str] = {}
    text = (read(out / CHECKSUMS) or b"").decode(errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise OutputError(
                f"{out / CHECKSUMS}: line {number} is no 'sha256  path'; "
                "restore the file from version control, or delete it and use --force"
            )
        entries[match[2]] = match[1]
    return entries


def checksums_text(entries: Mapping[str, str]) -> bytes:
    """The file's content, sorted by path."""
    return "".join(f"{entries[path]}  {path}\n" for path in sorted(entries)).encode()


def read(path: Path) -> bytes | None:
    """A file's content, None where there is no file."""
    return path.read_bytes() if path.is_file() else None


def content_of(path: Path) -> bytes:
    """A file's content; of a link, where it points to."""
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def digest(content: bytes) -> str:
    """The checksum of a file."""
    return hashlib.sha256(content).hexdigest()
