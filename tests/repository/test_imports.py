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
#: Modules beside the folders that any folder may import.
SHARED = ["chart_name", "imports", "lazy", "name_patterns", "node", "rule_names", "suggestion"]
ORDER = re.findall(r"^(\w+)  +\S", PAGE.split("```text")[1].split("```")[0], re.MULTILINE)


def test_the_page_names_every_folder() -> None:
    assert sorted(ORDER) == sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def test_the_page_names_every_module_beside_the_folders() -> None:
    assert sorted([*SHARED, "app", "__init__"]) == sorted(path.stem for path in PACKAGE.glob("*.py"))
    assert [name for name in [*SHARED, "app"] if f"`{name}.py`" not in PAGE] == []


def test_the_files_that_the_page_names_are_there() -> None:
    named = re.findall(r"`((?:\w+/)+(?:\w+\.py)?)[`:]", PAGE)
    assert len(named) > 30
    assert [name for name in named if not (PACKAGE / name).exists() and not (ROOT / name).exists()] == []


def test_the_page_names_every_file_of_expressions() -> None:
    template = PAGE.split("(`template/`)")[1].split("\n## ")[0]
    files = [
        path for path in (PACKAGE / "template").glob("*.py") if re.search(r"^class \w+\(Expr\)", path.read_text(), re.M)
    ]
    assert len(files) > 5
    assert [path.name for path in files if f"`{path.name}`" not in template] == []


@pytest.mark.parametrize("name", SHARED)
def test_a_module_that_any_folder_may_import_imports_no_folder(name: str) -> None:
    found = imported(ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8")))
    assert [module for module in found if module.startswith("floe_charts.")] == []


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
