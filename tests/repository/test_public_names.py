"""Names that load on first use: what runs, what a type checker sees and what the guides import are the same."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("floe_charts", "floe_charts.constructs")
#: Every package of the distribution, those with names of their own or without.
ALL_PACKAGES = [
    "floe_charts",
    *(found.name for found in pkgutil.walk_packages([str(ROOT / "floe_charts")], "floe_charts.") if found.ispkg),
]
GUIDE = (ROOT / "docs/authoring.md").read_text()


def stated_for_type_checkers(package: str) -> set[tuple[str, str]]:
    """Module and name of each import below ``if TYPE_CHECKING``."""
    tree = ast.parse(Path(import_module(package).__file__ or "").read_text())
    guarded = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    imports = [node for block in guarded for node in block.body if isinstance(node, ast.ImportFrom)]
    return {(node.module or "", alias.name) for node in imports for alias in node.names if alias.asname == alias.name}


@pytest.mark.parametrize("package", PACKAGES)
def test_type_checkers_see_the_names_that_load(package: str) -> None:
    module = import_module(package)
    homes = {(f"{package}.{home}", name) for home, names in module._HOMES.items() for name in names}
    assert homes == stated_for_type_checkers(package)
    for home, name in homes:
        assert getattr(module, name) is getattr(import_module(home), name)


@pytest.mark.parametrize("package", ALL_PACKAGES)
def test_no_name_is_a_modules_which_python_would_take_for_it_later(package: str) -> None:
    """``import package.module as m`` gives the name where there is one, and no module."""
    module = import_module(package)
    modules = {found.name for found in pkgutil.iter_modules(module.__path__)}
    assert not modules & set(getattr(module, "__all__", ()))


def test_there_are_packages_with_modules_to_look_at() -> None:
    assert len(ALL_PACKAGES) > 15
    assert {"floe_charts.constructs.pod", "floe_charts.kubernetes"} <= set(ALL_PACKAGES)


def test_a_name_nobody_has_is_an_import_error() -> None:
    for package in PACKAGES:
        with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'Nothing'"):
            import_module(package).Nothing  # noqa: B018


def test_what_the_guide_imports_is_there() -> None:
    imports = re.findall(r"^(?:.*`)?from (floe_charts\S*) import ([\w, ]+)`?", GUIDE, re.MULTILINE)
    assert len(imports) > 5
    for home, names in imports:
        assert all(hasattr(import_module(home), name) for name in names.split(", ")), (home, names)


def test_importing_the_packages_starts_no_node() -> None:
    program = f"import sys, {', '.join(PACKAGES)}; print('jsii' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
