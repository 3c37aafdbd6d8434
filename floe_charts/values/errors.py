"""Values that their class refuses, told in one line: which value, what was expected, what was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from floe_charts.values.refused import Declarations


class RefusedValues(ValueError):
    """What a values class was made with is not what its values may be."""


if TYPE_CHECKING:  # with a metaclass of ours, a checker would no longer know the arguments of a values class
    from pydantic._internal._model_construction import ModelMetaclass

    Telling = ModelMetaclass
else:

    class Telling(type(BaseModel)):
        """Makes of pydantic's report, several lines with an address in each, one line with the class's name."""

        @classmethod
        def __prepare__(cls, name: str, bases: tuple[type, ...], **options: Any) -> Declarations:
            return Declarations(name)

        def __call__(cls, *args: Any, **given: Any) -> Any:
            try:
                return super().__call__(*args, **given)
            except ValidationError as error:
                found = "; ".join(map(told, error.errors()))
                where = "correct it where it is written, an overlay perhaps"
                raise RefusedValues(f"{cls.__name__}(…): {found}; {where}") from None


def told(error: Any) -> str:
    """One of pydantic's errors: the value's path and what is wrong with it."""
    path = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return f"'{path}' is no value"
    wrong = error["msg"][:1].lower() + error["msg"][1:]
    return f"'{path}': {wrong}" + ("" if error["type"] == "missing" else f", not {error['input']!r}")
