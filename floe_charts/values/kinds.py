"""What an annotation says about a value: scalar, map, list, nested values, or a Kubernetes type passed through."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

from pydantic_core import core_schema

from floe_charts.values.constraint import DNS_1035, Constraint

if TYPE_CHECKING:
    from floe_charts.values.model import Values

T = TypeVar("T")


class PassThrough:
    """Marks a Kubernetes type: the value is what a manifest would hold, checked by Kubernetes' own strict schema."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: check_struct(source, value))


#: ``resources: Kubernetes[k8s.ResourceRequirements] = value({...}, "Sentence.")``
Kubernetes: TypeAlias = Annotated[T, PassThrough()]


def check_struct(struct: Any, value: Any) -> Any:
    """The value, or ValueError with the first thing Kubernetes would refuse."""
    from floe_charts.kubernetes.certain import surely_fits
    from floe_charts.kubernetes.definitions import definition_of

    if get_origin(struct) is list:
        return [check_struct(get_args(struct)[0], item) for item in value]
    if isinstance(value, struct):
        return value
    name = definition_of(struct)
    if name and not surely_fits(_schema(name), value):
        _refuse(struct, _schema(name), value)
    return value


@cache
def _schema(name: str) -> dict[str, Any]:
    from floe_charts.kubernetes.strict import strict_schema

    return strict_schema(name)


def _refuse(struct: Any, schema: dict[str, Any], value: Any) -> None:
    from jsonschema import Draft7Validator

    for error in Draft7Validator(schema).iter_errors(value):
        where = ".".join(map(str, error.absolute_path))
        raise ValueError(f"{where or struct.__name__}: {error.message}")


@dataclass(frozen=True)
class FieldType:
    """The shape of one value.

    ``kind`` is "str", "int", "number", "bool", "map", "list", "object" (nested values), "struct" (a Kubernetes type)
    or "any".
    """

    kind: str
    optional: bool = False
    constraint: Constraint | None = None
    choices: tuple[Any, ...] = ()
    item: FieldType | None = None
    key: Constraint | None = None
    model: type[Values] | None = None
    struct: type | None = None

    @property
    def plain(self) -> bool:
        """Whether text of this type is safe unquoted."""
        if self.choices:
            return all(isinstance(choice, str) and DNS_1035.fits(choice) for choice in self.choices)
        return self.constraint is not None and self.constraint.plain


SCALARS = {str: "str", int: "int", float: "number", bool: "bool"}


@cache
def field_type(annotation: Any) -> FieldType:
    """Read an annotation.

    Raises TypeError for an annotation that no values file could be checked against.
    """
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation in SCALARS:
        return FieldType(SCALARS[annotation])
    if annotation is Any:
        return FieldType("any")
    if origin is Annotated:
        return _annotated(*args)
    if origin in (Union, types.UnionType):
        return _optional(args)
    if origin is Literal:
        return FieldType(_literal(args), choices=args)
    if origin in (dict, Mapping):
        return FieldType("map", item=_item(args[1], annotation), key=_bounded(_key(args[0])))
    if origin is list:
        return FieldType("list", item=_item(args[0], annotation))
    return _class(annotation)


def _key(annotation: Any) -> Constraint | None:
    """What the keys of a map must be; JSON has no keys but text."""
    key = field_type(annotation)
    if key.kind != "str" or key.optional or key.choices:
        raise TypeError(
            f"a map's keys are text, no {_name(annotation)}; use dict[str, …], or a kind of text such as Name"
        )
    return key.constraint


def _item(annotation: Any, container: Any) -> FieldType:
    """What a map or list holds. A null there means nothing: Helm drops it from a map, and no list can leave it out."""
    item = field_type(annotation)
    if item.optional:
        raise TypeError(
            f"{_name(container)} holds what may be null; leave the key or item out instead, and drop | None"
        )
    return item


def _name(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) and not get_args(annotation) else str(annotation)


def _bounded(key: Constraint | None) -> Constraint | None:
    """A rule for keys: YAML takes none of more than 1024 characters, escapes counted."""
    if key is None or "maxLength" in key.schema or not re.search(r"[*+]|,\}", key.schema.get("pattern", "*")):
        return key
    return Constraint(key.words, {**key.schema, "maxLength": LONGEST_KEY}, key.plain)


#: As long as a DNS subdomain, which most keys of Kubernetes are at most.
LONGEST_KEY = 253


def _literal(choices: tuple[Any, ...]) -> str:
    kinds = {type(choice) for choice in choices}
    if kinds not in ({str}, {int}):
        raise TypeError(f"Literal{list(choices)}: a value's choices are all text or all whole numbers")
    return "str" if kinds == {str} else "int"


def _annotated(inner: Any, *marks: Any) -> FieldType:
    from dataclasses import replace

    if any(isinstance(mark, PassThrough) for mark in marks):
        _refuse_object(inner)
        _refuse_bare(get_args(inner)[0] if get_origin(inner) is list else inner)
        if get_origin(inner) is list:
            return FieldType("list", item=FieldType("struct", struct=get_args(inner)[0]))
        return FieldType("struct", struct=inner)
    rules = [mark for mark in marks if isinstance(mark, Constraint)]
    for mark in marks:
        if mark not in rules:
            raise TypeError(
                f"{mark!r} says nothing in the schema; write value(..., minimum=, maximum=, min_length=, schema=),"
                " or a Constraint"
            )
    return replace(field_type(inner), constraint=rules[-1] if rules else None)


def _refuse_object(struct: Any) -> None:
    """A whole object is no part of a manifest: its apiVersion and kind are no fields of the construct's argument."""
    name = getattr(struct, "__name__", "")
    if name.startswith("Kube") and name.endswith("Props"):
        raise TypeError(
            f"Kubernetes[{name}] would be a whole object; declare dict[str, Any] and make it with ExtraObjects,"
            " or name the part of it that is a value"
        )


def _refuse_bare(struct: Any) -> None:
    """A class without fields, ``Quantity`` and ``IntOrString``: there is no field for a reference to travel in."""
    name = getattr(struct, "__name__", "")
    if name in _WRITTEN_AS:
        raise TypeError(f"Kubernetes[{name}] has no fields to pass through; {_WRITTEN_AS[name]}")


#: What a value is declared as instead, and how it becomes what Kubernetes' own types want.
_WRITTEN_AS = {
    "Quantity": "declare StorageQuantity or str and write k8s.Quantity.from_string(values.x)",
    "IntOrString": "declare int and write k8s.IntOrString.from_number(values.x), or str and from_string(values.x)",
}


def _optional(args: tuple[Any, ...]) -> FieldType:
    from dataclasses import replace

    kept = [arg for arg in args if arg is not type(None)]
    if len(kept) != 1:
        raise TypeError(f"a value cannot be one of {args}: use one type, or one type | None")
    return replace(field_type(kept[0]), optional=True)


def _class(annotation: Any) -> FieldType:
    from floe_charts.values.model import Values

    if isinstance(annotation, type) and issubclass(annotation, Values):
        return FieldType("object", model=annotation)
    raise TypeError(
        f"{annotation!r} is no type for a value: use str, int, float, bool, Literal, dict, list, Values, Kubernetes[…]"
    )
