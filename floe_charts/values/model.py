"""Typed values: one declaration gives default, type, bounds and sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, TypeAlias, get_type_hints

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticUndefined

from floe_charts.values.bounds import bound_keywords
from floe_charts.values.errors import Telling
from floe_charts.values.kinds import FieldType, field_type
from floe_charts.values.refused import refuse_odd_keys, refuse_taken, refuse_validators
from floe_charts.values.rules import Rule

REQUIRED: Any = PydanticUndefined
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


def value(
    default: Any,
    description: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    min_length: int | None = None,
    example: Any = None,
    section: str | None = None,
    alias: str | None = None,
    schema: Mapping[str, Any] | None = None,
) -> Any:
    """Declare one value.

    ``default`` may be ``REQUIRED`` in an entry of a map. ``description`` is one sentence; it becomes the comment in
    values.yaml, the schema's description and the README row. ``minimum`` and ``maximum`` bound a number,
    ``min_length`` a text, a list or a map. ``example`` is shown commented out under the value. ``section`` starts a
    titled section in values.yaml. ``schema`` adds JSON schema keywords that the type alone does not say.

    >>> class Web(Values):
    ...     replicas: int = value(1, "Pods to run.", minimum=0, maximum=50)
    ...     hosts: list[str] = value([], "Host names.", example=["a.example.org"], schema={"uniqueItems": True})
    >>> Web(hosts=["b.example.org"]).overlay()
    {'hosts': ['b.example.org']}
    """
    if section and len(section.splitlines()) > 1:
        raise ValueError(f"section {section!r}: a title is one line, else values.yaml would hold the others as keys")
    bounds = {"minimum": minimum, "maximum": maximum, "minLength": min_length}
    extra = {
        "bounds": {key: bound for key, bound in bounds.items() if bound is not None},
        "example": example,
        "section": section,
        "schema": schema,
    }
    named: dict[str, Any] = {"alias": alias} if alias else {}
    return Field(
        default,
        description=description,
        ge=minimum,
        le=maximum,
        min_length=min_length,
        json_schema_extra=extra,
        **named,
    )


@dataclass(frozen=True)
class ValueField:
    """One declared value of a class."""

    name: str
    key: str
    type: FieldType
    default: Any
    description: str
    bounds: Mapping[str, Any]
    example: Any
    section: str | None
    schema: Mapping[str, Any] | None

    @property
    def required(self) -> bool:
        """Whether the key must be there; one whose default is the zero of its type may be null or absent, the same."""
        if self.type.kind == "object" and self.type.model:
            return True
        return (
            not self.type.optional
            and self.default not in (None, "", 0, False)
            and self.default != {}
            and self.default != []
        )

    @property
    def nullable(self) -> bool:
        """Whether null, which means absent, may be given, unless the class says otherwise."""
        return not self.required and not self.mandatory

    @property
    def mandatory(self) -> bool:
        """Whether an entry of a map must state the value itself."""
        return self.default is REQUIRED

    def default_in(self, owner: Values | None) -> Any:
        """The default where the object itself is one: what ``owner`` holds counts, not what its class says."""
        return self.default if owner is None else getattr(owner, self.name)


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
