"""What every YAML node of a template can do, and conditions over several of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any
from typing import Literal as Choose

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.literal import Literal
from floe_charts.template.logic import some

#: The condition of a node that is there whatever the values say.
Always = Choose[True]


class Node(ABC):
    """A YAML value: prints itself and evaluates itself."""

    @abstractmethod
    def evaluate(self, context: Context) -> Any:
        """The object Helm's output would hold."""

    def inline(self, env: Env) -> str | None:
        """The text on the key's own line, None when the node needs lines below it."""
        return None

    def head(self) -> str:
        """What follows the colon when the value stands below: the ``|`` of a block."""
        return ""

    def lines(self, env: Env, indent: int) -> list[str]:
        """The lines below the key."""
        return [" " * indent + (self.inline(env) or "")]

    def present(self) -> Expr | Always:
        """The condition under which there is anything to print."""
        return True

    def expressions(self) -> Iterator[Expr]:
        """Every expression in the node."""
        return iter(())


class MayBeEmpty(ValueError):
    """Nobody can say whether anything of a loop is left, so the key above it could end up empty."""

    def __init__(self, what: str, keys: Sequence[str] = (), place: str = "") -> None:
        self.what, self.keys, self.place = what, tuple(keys), place
        above = f"the key '{'.'.join(keys)}'" if keys else "the key above them"
        super().__init__(
            f"{place and f'{place}: '}the {what} may all be left out, so {above} may end up empty; put "
            "a fixed item beside them, drop the condition inside the loop, or loop over "
            "self.map(name, merged(entries(...)))"
        )

    def below(self, key: object) -> MayBeEmpty:
        """The same, told of one key further out; a key that comes from values has no name yet."""
        return MayBeEmpty(self.what, (key, *self.keys) if isinstance(key, str) else self.keys, self.place)

    def at(self, place: str) -> MayBeEmpty:
        """The same, told with the object or file it is in."""
        return MayBeEmpty(self.what, self.keys, place)


def condition_of(conditions: Sequence[Expr | Always]) -> Expr | Always:
    """Any of the conditions; True as soon as one is."""
    if not conditions or any(item is True for item in conditions):
        return True if conditions else Literal(False)
    return some(*(item for item in conditions if item is not True))
