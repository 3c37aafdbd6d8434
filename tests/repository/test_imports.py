"""The folders of the package, in the order of the architecture page: none imports from one that comes after it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "floe_charts"
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ORDER = re.findall(r"^(\w+)  +\S", PAGE.split("```text")[1].split("```")[0], re.MULTILINE)


def test_the_page_names_every_folder() -> None:
    assert sorted(ORDER) == sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


@pytest.mark.parametrize("folder", ORDER)
def test_a_folder_imports_only_from_those_above_it(folder: str) -> None:
    below = ORDER[ORDER.index(folder) + 1 :]
    found = {
        (path.relative_to(ROOT).as_posix(), module)
        for path in (PACKAGE / folder).rglob("*.py")
        for module in imported(ast.parse(path.read_text(encoding="utf-8")))
        if module.split(".")[:1] == ["floe_charts"] and module.split(".")[1:2] and module.split(".")[1] in below
    }
    assert found == set()


def imported(node: ast.AST) -> Iterator[str]:
    """Modules imported anywhere below a node, but for those that only types need."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from imported(child)
