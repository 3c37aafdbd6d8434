"""The loop variables in scope while a chart's code runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count


class Variables:
    """Names of loops inside each other: an inner variable of the same name would hide the outer one from its body."""

    def __init__(self) -> None:
        self._taken: list[str] = []

    def unused(self, name: str) -> str:
        """The name, or with a number behind it where a loop around has it already.

        >>> variables = Variables()
        >>> with variables.inside("item"):
        ...     variables.unused("item"), variables.unused("job")
        ('item2', 'job')
        """
        numbered = (f"{name}{number}" for number in count(2))
        return next(one for one in chain([name], numbered) if one not in self._taken)

    @contextmanager
    def inside(self, *names: str) -> Iterator[None]:
        """While a loop's body runs."""
        self._taken += names
        try:
            yield
        finally:
            for name in names:
                self._taken.remove(name)

    @contextmanager
    def outside(self) -> Iterator[None]:
        """While the body of a named template is made: it sees no variable of the loop it is called in."""
        taken, self._taken = self._taken, []
        try:
            yield
        finally:
            self._taken = taken
