"""Examples in docstrings hold. Scripts that run inside pods have none, and are not imported."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for folder in ("floe_charts", "tools", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES
    if "\n>>> " in path.read_text() or " >>> " in path.read_text()
]


def test_there_are_examples() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("module", MODULES)
def test_examples_hold(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # an example may write charts
    results = doctest.testmod(import_module(module), optionflags=doctest.FAIL_FAST)
    assert results.failed == 0
