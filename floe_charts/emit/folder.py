"""A chart's files in a folder nobody else looks into: no checksums, no lock, no swap."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_folder(parent: Path, name: str, files: Mapping[str, str | bytes]) -> Path:
    """Write a chart's files below ``parent``; the path of the chart."""
    root = parent / name
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root
