"""Names of a package that load on first use, so that importing the package costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def loader(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """A package's ``__getattr__``; ``homes`` holds its names by the module, below the package, that defines them.

    No name may be that of a module of the package: once loaded, Python would take the module for it.

    >>> loader("os", {"path": ("join",)})("join") is __import__("os").path.join
    True
    """
    found = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> Any:
        if name not in found:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{found[name]}"), name)

    return load
