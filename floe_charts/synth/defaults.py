"""Defaults that break their own declaration.

pydantic checks bounds only when a class is instantiated, and the class of a map's entries may never be; what
``schema=`` and a Constraint's keywords say it does not check at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from floe_charts.kubernetes.certain import surely_fits
from floe_charts.values.anything import TEXT
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import REQUIRED, Values, fields, plain


def refuse_bad_defaults(owner: str, values_type: type[Values]) -> None:
    """Raise ValueError naming the value whose default is not what the value may be."""
    for path, model in models(values_type, ""):
        of_its_own = not path or path.endswith("<name>.")  # what lies in an object, its owner's defaults say
        for place, default, wrong in _problems(model, of_its_own):
            raise ValueError(f"{owner}: default {default!r} of value '{path}{place}': {wrong}; fix either")


#: Where, what the default is, and what is wrong with it.
Problem = tuple[str, Any, str]


@cache
def _problems(model: type[Values], of_its_own: bool) -> list[Problem]:
    """Found once for a class, which many places hold."""
    return [*_by_pydantic(model), *(_by_keywords(model) if of_its_own else ())]


def _by_pydantic(model: type[Values]) -> Iterator[Problem]:
    try:
        model.model_validate({})
    except ValidationError as error:
        for found in error.errors():
            if found["type"] != "missing":
                yield ".".join(map(str, found["loc"])), found["input"], found["msg"].removeprefix("Value error, ")


def _by_keywords(model: type[Values], given: Values | None = None) -> Iterator[Problem]:
    """Defaults against the keywords of their declarations; of an object, the defaults it is given there."""
    for field in fields(model):
        default = getattr(given, field.name) if given else field.default
        if isinstance(default, Values):
            inner = _by_keywords(type(default), default)
            yield from ((f"{field.key}.{place}", item, wrong) for place, item, wrong in inner)
        elif default is not None and default is not REQUIRED:
            wrong = _broken([_keywords(field.type), field.schema or {}], plain(default))
            yield from ((field.key, default, one) for one in wrong)


def _broken(schemas: list[Mapping[str, Any]], default: Any) -> list[str]:
    own, extra = schemas
    if not extra and (not own or default in ({}, [])):
        return []  # nothing to check, for most of the values
    if surely_fits({"allOf": schemas}, default):
        return []
    from jsonschema import Draft7Validator

    return [error.message for error in Draft7Validator({"allOf": schemas}).iter_errors(default)]


def _keywords(kind: FieldType) -> dict[str, Any]:
    """What the Constraints of a type say, those of keys and items included."""
    own: dict[str, Any] = {
        **(TEXT if kind.kind == "str" else {}),
        **(kind.constraint.schema if kind.constraint else {}),
    }
    if kind.key:
        own["propertyNames"] = dict(kind.key.schema)
    if kind.item and kind.item.model is None:
        own["additionalProperties" if kind.kind == "map" else "items"] = _keywords(kind.item)
    return own


def models(model: type[Values], path: str, above: tuple[type[Values], ...] = ()) -> Iterator[tuple[str, type[Values]]]:
    """The class itself and every class of values inside it, each with the path it lies at.

    Raises TypeError for a class that holds itself.
    """
    if model in above:
        raise TypeError(
            f"value '{path.rstrip('.')}': {model.__name__} holds itself, so its schema would have no end;"
            " declare the inner one as dict[str, Any]"
        )
    yield path, model
    for field in fields(model):
        if field.type.kind == "object" and field.type.model:
            yield from models(field.type.model, f"{path}{field.key}.", (*above, model))
        elif field.type.item and field.type.item.model:
            yield from models(field.type.item.model, f"{path}{field.key}.<name>.", (*above, model))
