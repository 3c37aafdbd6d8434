"""jsii's argument checks, left out where Node repeats them.

The generated ``k8s`` classes check each argument with typeguard, and Node checks the same objects again
when they get there. The first check is most of the time a ``k8s`` object takes, and importing typeguard (with
asyncio and unittest) a tenth of the time cdk8s takes to import. So the command line builds without it.
Library users and tests keep every check.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_NAME = "typeguard"


class LazyTypeguard(ModuleType):
    """Stands in for typeguard until somebody asks it something; then it is typeguard."""

    off = False

    def check_type(self, *args: Any, **kwargs: Any) -> Any:
        """Typeguard's check, unless checks are off."""
        return None if self.off else self._real().check_type(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._real(), name)

    def _real(self) -> ModuleType:
        if sys.modules.get(_NAME) is self:
            del sys.modules[_NAME]
        return import_module(_NAME)


def defer() -> None:
    """Put typeguard off until it is needed. Only before cdk8s is imported does this save anything."""
    if _NAME not in sys.modules:
        sys.modules[_NAME] = LazyTypeguard(_NAME)


@contextmanager
def unchecked() -> Iterator[None]:
    """Build ``k8s`` objects without Python's argument checks, if `defer` came before cdk8s.

    Node still refuses a wrong type.

    >>> with unchecked():
    ...     pass
    """
    import cdk8s_plus_27.k8s as generated

    # `publication` hides what the module imports behind `_private`. Should a release do without, checks stay.
    module: Any = getattr(generated, "_private", None)
    guard = getattr(getattr(module, "check_type", None), "__self__", None)
    if not isinstance(guard, LazyTypeguard) or getattr(module, "typing", None) is not typing:
        yield
        return
    guard.off, module.typing = True, _NoHints()
    try:
        yield
    finally:
        guard.off, module.typing = False, typing


class _NoHints:
    """The module ``typing``, except that a function has no hints, whatever argument is asked for."""

    class _Nothing:
        def __getitem__(self, name: str) -> None:
            return None

    _nothing = _Nothing()

    def get_type_hints(self, function: object) -> _Nothing:
        return self._nothing

    def __getattr__(self, name: str) -> Any:
        return getattr(typing, name)
