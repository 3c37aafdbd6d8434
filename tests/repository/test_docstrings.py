"""Examples in docstrings hold. Scripts of pods have none, but whatever imports all modules imports them too."""

from __future__ import annotations

import ast
import doctest
import os
import runpy
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for folder in ("floe_charts", "tools", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
WITH_DOCSTRINGS = (ast.Module, ast.ClassDef, ast.FunctionDef)


def runs(source: str) -> bool:
    """Whether an example of these docstrings runs: one to be read only says ``+SKIP``."""
    docstrings = [
        ast.get_docstring(node) or "" for node in ast.walk(ast.parse(source)) if isinstance(node, WITH_DOCSTRINGS)
    ]
    examples = [example for text in docstrings for example in doctest.DocTestParser().get_examples(text)]
    return any(doctest.SKIP not in example.options for example in examples)


MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES
    if ">>> " in (source := path.read_text(encoding="utf-8")) and runs(source)
]


def test_there_are_examples() -> None:
    assert len(MODULES) > 40


@pytest.mark.parametrize("module", MODULES)
def test_examples_hold(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # an example may write charts
    results = doctest.testmod(import_module(module), optionflags=doctest.FAIL_FAST)
    assert results.failed == 0
    assert results.attempted > 0, f"{module}: doctest finds none of its examples"


SCRIPTS = [path for path in SOURCES if 'if __name__ == "__main__":' in path.read_text() and "floe_charts" in path.parts]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: str(script.name))
def test_a_script_of_a_pod_asks_nothing_of_its_importer(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``pytest --doctest-modules floe_charts`` stops at a module that wants a pod's environment."""
    for name in list(os.environ):
        if name.startswith(("POLARIS", "CLIENT")):
            monkeypatch.delenv(name)
    assert "main" in runpy.run_path(str(script), run_name="imported")
