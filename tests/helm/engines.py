"""The engines a test runs on: the embedded one always, real binaries under the `portability` mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from floe_charts.helm import Engine, HelmBinary, InProcess
from tests.support.helm_binaries import VERSIONS, helm_binary

IN_PROCESS = "in-process"
BINARIES = [pytest.param(version, marks=pytest.mark.portability) for version in VERSIONS]
ENGINES = [IN_PROCESS, *BINARIES]


def engine_named(name: str) -> Engine:
    return InProcess() if name == IN_PROCESS else HelmBinary(helm_binary(name))


def write(root: Path, files: dict[str, str]) -> Path:
    """A chart folder with these files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
