"""What the arguments of a jsii struct are, read off its annotations.

``typing.get_type_hints`` would compile every annotation of every struct reachable from a pod, which takes longer than
building the chart. Only the names met on the way are looked up here.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ForwardRef, Union, get_args, get_origin


@dataclass(frozen=True)
class Argument:
    """One argument.

    ``kind`` is "str", "number", "bool", "map", "list", "struct" or "any"; ``item`` is what a collection holds.
    """

    kind: str
    optional: bool = False
    item: Argument | None = None
    module: str = ""
    name: str = ""

    @property
    def struct(self) -> Any:
        """The struct's class."""
        return getattr(sys.modules[self.module], self.name)


@cache
def arguments(struct: Any) -> Mapping[str, Argument]:
    """The arguments of a struct's constructor."""
    declared = getattr(struct.__init__, "__annotations__", {})  # a struct without fields inherits object's
    annotations = {name: hint for name, hint in declared.items() if name != "return"}
    return {name: _read(hint, struct.__module__) for name, hint in annotations.items()}


@cache
def needs_fields(struct: Any) -> bool:
    """Whether the struct has a required field, so that an empty one means nothing."""
    return any(not argument.optional for argument in arguments(struct).values())


_SCALARS = {str: "str", int: "number", float: "number", bool: "bool"}


def _read(hint: Any, module: str, optional: bool = False) -> Argument:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Union:
        kept = [arg for arg in inner if arg is not type(None) and get_origin(arg) is not dict]
        return _read(kept[0] if kept else dict[str, Any], module, optional or type(None) in inner)
    if hint in _SCALARS:
        return Argument(_SCALARS[hint], optional)
    if origin in (dict, Mapping) or origin is typing.get_origin(typing.Mapping[str, str]):
        return Argument("map", optional, _read(inner[1], module))
    if origin in (list, typing.get_origin(typing.Sequence[str])):
        return Argument("list", optional, _read(inner[0], module))
    return _named(hint, module, optional)


def _named(hint: Any, module: str, optional: bool) -> Argument:
    """A class, or the name of one that stands further down in the module."""
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        return Argument("struct", optional, module=module, name=hint)
    if isinstance(hint, type) and hint is not object:
        return Argument("struct", optional, module=hint.__module__, name=hint.__name__)
    return Argument("any", optional)
