"""A chart archive with the same bytes everywhere.

Compressors differ between zlib builds, so the archive is stored, not compressed: gzip around a tar of fixed times and
owners.
"""

from __future__ import annotations

import io
import struct
import tarfile
import zlib
from collections.abc import Mapping


def chart_archive(name: str, files: Mapping[str, str | bytes]) -> bytes:
    """``<name>/…`` as a .tgz that every Helm reads."""
    return _gzip(_tar(name, files))


def _tar(name: str, files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(files, key=lambda path: (path != "Chart.yaml", path)):  # Helm wants Chart.yaml early
            content = files[path]
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size, entry.mode = len(data), 0o644
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def _gzip(data: bytes) -> bytes:
    """Gzip with stored blocks (RFC 1952 and 1951, section 3.2.4)."""
    blocks = [data[start : start + 0xFFFF] for start in range(0, len(data), 0xFFFF)]
    body = b"".join(
        struct.pack("<BHH", index == len(blocks) - 1, len(part), len(part) ^ 0xFFFF) + part
        for index, part in enumerate(blocks)
    )
    head = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x00\xff"
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
