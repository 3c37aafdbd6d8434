"""Classes of typed values, and what they declare."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, TypeAlias, get_type_hints

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from floe_charts.values.bounds import bound_keywords
from floe_charts.values.errors import Telling
from floe_charts.values.field import REQUIRED, ValueField, value
from floe_charts.values.kinds import FieldType, field_type
from floe_charts.values.refused import refuse_odd_keys, refuse_taken, refuse_validators
from floe_charts.values.rules import Rule

__all__ = ["REQUIRED", "Reserved", "ValueField", "Values", "fields", "plain", "reserved_keys", "value"]

#: Keys of a map value that an installer may not add, because the chart sets them: ``{"env": ("HOME",)}``.
Reserved: TypeAlias = Mapping[str, tuple[str, ...]]


class Values(BaseModel, metaclass=Telling):
    """Base of every values class: snake_case in Python, camelCase in values.yaml, closed against typos.

    >>> class Web(Values):
    ...     replicas: int = value(1, "Pods to run.", minimum=0)
    >>> Web(replicas=2).to_values()
    {'replicas': 2}
    """

    reserved: ClassVar[Reserved] = {}
    #: Whether an optional key may be null. Not in what inherits: there null could mean "inherit" and "nothing".
    nulls: ClassVar[bool] = True
    #: Keys of which an entry must have exactly one.
    exactly_one: ClassVar[tuple[str, ...]] = ()

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True, validate_default=True
    )

    #: Whether only what is set explicitly is written: a subchart's values inside its parent (see ``SubchartValues``).
    partial: ClassVar[bool] = False
    #: Rules across values; a chart's values class may state some, and the class of a map's entries.
    rules: ClassVar[tuple[Rule, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        refuse_validators(cls)
        refuse_taken(cls, Values)
        refuse_odd_keys(cls)

    def to_values(self) -> dict[str, Any]:
        """The values as a values file holds them: None left out."""
        return {
            field.key: plain(getattr(self, field.name))
            for field in fields(type(self))
            if getattr(self, field.name) is not None
        }

    def overlay(self) -> dict[str, Any]:
        """Only what was set explicitly: what belongs into ``values-prod.yaml``."""
        result: dict[str, Any] = {}
        for field in fields(type(self)):
            if field.name in self.model_fields_set:
                inner = getattr(self, field.name)
                result[field.key] = inner.overlay() if isinstance(inner, Values) else plain(inner)
        return result


def reserved_keys(model: type[Values]) -> dict[str, tuple[str, ...]]:
    """The reserved keys of a class and all its bases, by field name."""
    found: dict[str, tuple[str, ...]] = {}
    for base in reversed(model.__mro__):
        for name, keys in base.__dict__.get("reserved", {}).items():
            found[name] = tuple(sorted({*found.get(name, ()), *keys}))
    return found


def plain(item: Any) -> Any:
    """Models inside a value as plain data; inside a map or list only what was set."""
    if isinstance(item, Values):
        return item.to_values()
    if isinstance(item, Mapping):
        return {key: entry.overlay() if isinstance(entry, Values) else plain(entry) for key, entry in item.items()}
    if isinstance(item, (list, tuple)):
        return [plain(entry) for entry in item]
    return item


def _type_of(model: type[Values], name: str, annotation: Any) -> FieldType:
    try:
        return field_type(annotation)
    except TypeError as error:
        raise TypeError(f"{model.__name__}.{name}: {error}") from None


@cache
def fields(model: type[Values]) -> tuple[ValueField, ...]:
    """The declared values of a class, in order."""
    hints = get_type_hints(model, include_extras=True)
    result = []
    for name, info in model.model_fields.items():
        extra: Any = info.json_schema_extra or {}
        kind = _type_of(model, name, hints[name])
        result.append(
            ValueField(
                name,
                info.alias or name,
                kind,
                info.default,
                info.description or "",
                bound_keywords(f"{model.__name__}.{name}", kind.kind, extra.get("bounds", {})),
                extra.get("example"),
                extra.get("section"),
                extra.get("schema"),
            )
        )
    return tuple(result)
