"""Defaults that break their own declaration.

pydantic checks them only when a class is instantiated, and the class of a map's entries may never be.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from floe_charts.values.model import Values, fields


def refuse_bad_defaults(owner: str, values_type: type[Values]) -> None:
    """Raise ValueError naming the value whose default is not what the value may be."""
    for path, model in models(values_type, ""):
        try:
            model()
        except ValidationError as error:
            for found in error.errors():
                if found["type"] != "missing":
                    place = path + ".".join(map(str, found["loc"]))
                    raise ValueError(
                        f"{owner}: default {found['input']!r} of value '{place}': {found['msg']}; fix either"
                    ) from None


def models(model: type[Values], path: str) -> Iterator[tuple[str, type[Values]]]:
    """The class itself and every class of values inside it, each with the path it lies at."""
    yield path, model
    for field in fields(model):
        if field.type.kind == "object" and field.type.model:
            yield from models(field.type.model, f"{path}{field.key}.")
        elif field.type.item and field.type.item.model:
            yield from models(field.type.item.model, f"{path}{field.key}.<name>.")
