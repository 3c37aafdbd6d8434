"""What all that shows values by attribute has in common."""

from __future__ import annotations

from typing import Any, TypeVar

from floe_charts.values.model import Values, fields

T = TypeVar("T")


class Attributes:
    """Values as attributes. A copy is the same thing: nothing can be changed, and a copied registry is another's."""

    def __copy__(self: T) -> T:
        return self

    def __deepcopy__(self: T, memo: Any) -> T:
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what a library asks any object for, some of them before there is a model
            raise AttributeError(name)
        return self._value_of(name)

    def _value_of(self, name: str) -> Any:
        """The value; raises AttributeError where none of the name is declared."""
        raise NotImplementedError


def undeclared(model: type[Values], name: str) -> AttributeError:
    """The error for a value that the class does not have."""
    return AttributeError(
        f"{model.__name__} declares no value '{name}'; {_meant(model, name)}declare it with value(...)"
    )


def _meant(model: type[Values], name: str) -> str:
    """The value somebody meant: by its key in a values file, else one that is called nearly so."""
    from difflib import get_close_matches

    names = {field.key: field.name for field in fields(model)} | {field.name: field.name for field in fields(model)}
    [key] = get_close_matches(name, names, n=1) or [""]
    if not key:
        return ""
    said = f" (in values files '{key}')" if key != names[key] else ""
    return f"did you mean '{names[key]}'{said}? else "
