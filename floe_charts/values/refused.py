"""What a class of values may not declare, told where it is declared."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

#: Words YAML 1.1 reads as booleans: as a key they silently become ``true`` or ``false``.
YAML_BOOLEANS = {"y", "n", "yes", "no", "on", "off", "true", "false"}
#: What pydantic runs over values.
_DECORATED = ("validators", "field_validators", "root_validators", "model_validators", "field_serializers")


def refuse_validators(cls: type[BaseModel]) -> None:
    """Raise TypeError for a validator: Helm knows nothing of it, so only known values would be checked or changed."""
    for sort in _DECORATED:
        for name in getattr(cls.__pydantic_decorators__, sort):
            raise TypeError(
                f"{cls.__name__}.{name}: Helm runs no validator; bound the value with value(..., minimum=), schema= or"
                " a Constraint, and say what holds across values as a Rule"
            )


def refuse_taken(cls: type[BaseModel], base: type[BaseModel]) -> None:
    """Raise TypeError for a value with the name of what every class of values has: ``rules``, ``copy``, ``overlay``."""
    for name, info in cls.model_fields.items():
        if hasattr(base, name):
            raise TypeError(
                f"{cls.__name__}.{name}: Values itself has something called '{name}'; use an alias:"
                f" {name}_: … = value(…, alias='{info.alias or name}')"
            )


def refuse_odd_keys(cls: type[BaseModel]) -> None:
    """Raise TypeError for a key that YAML takes for a boolean, and for one that two values share."""
    seen: dict[str, str] = {}
    for name, info in cls.model_fields.items():
        if (info.alias or name).lower() in YAML_BOOLEANS:
            raise TypeError(
                f"{cls.__name__}.{name}: YAML 1.1 reads the key '{info.alias}' as a boolean; choose another name"
            )
        twin = seen.setdefault(info.alias or name, name)
        if twin != name:
            raise TypeError(
                f"{cls.__name__}.{twin} and .{name} share the key '{info.alias}'; give one of them another alias"
            )


class Declarations(dict[str, Any]):
    """The body of a class of values while Python reads it: the second of two values of one name would silently win."""

    def __init__(self, owner: str) -> None:
        super().__init__()
        self.owner = owner

    def __setitem__(self, name: str, item: Any) -> None:
        if isinstance(item, FieldInfo) and isinstance(self.get(name), FieldInfo):
            raise TypeError(f"{self.owner}.{name} is declared twice; give one of the two another name, or take it away")
        super().__setitem__(name, item)
