"""One declared value: default, type, bounds and sentence in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field
from pydantic_core import PydanticUndefined

from floe_charts.values.kinds import FieldType

if TYPE_CHECKING:
    from floe_charts.values.model import Values

REQUIRED: Any = PydanticUndefined


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

    >>> from floe_charts.values.model import Values
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
