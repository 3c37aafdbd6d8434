"""Errors of other libraries, told by the value's path: they know a reference only as its marker, or by its class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from traceback import walk_tb
from types import FrameType
from typing import Any

from floe_charts.refs.contents import items_of, pairs_of
from floe_charts.refs.instead import instead, instead_of_a_bool, sort_of
from floe_charts.refs.misuse import MisusedReference, describe
from floe_charts.refs.ref import Ref
from floe_charts.refs.registry import Registry, UnknownMarker, read_number

#: A marker as text holds it: as it is, as ``repr`` escapes it (twice, in a KeyError), or as a number.
_WRITTEN = re.compile(
    r"(?:\ue000|\\+ue000)([0-9a-f]+)~fLoErEf_[^\ue001]{0,120}?(?:\ue001|\\+ue001)|(?<!\d)(7000\d{12})(?!\d)"
)
#: jsii's tree of reasons: the keys that lead to the value, and what was wanted there.
_KEY, _WANTED = re.compile(r"Key '([^']+)'"), re.compile(r"Unable to deserialize value as ([\w<>.-]+)")
_FOUND = re.compile(r"Failing value is (null|undefined|an? \w+)")
_TAKER = re.compile(r"new [\w-]+\.(?:\w+\.)*(\w+)")
#: typeguard's line; the value itself is in its frame only.
_ARGUMENT = re.compile(r"type of argument (\w+) must be (.*); got (.*) instead")


@contextmanager
def told(registry: Registry | None) -> Iterator[None]:
    """While a chart's code runs, or cdk8s with what it made: an error that is about a reference names the value.

    Raises MisusedReference in the place of the library's error, which stays its cause.
    """
    try:
        yield
    except Exception as error:
        said = None if type(error).__module__.startswith("floe_charts.") else _said(error, registry)
        if said is None:
            raise
        # with the way to the chart's own line, which the command line shows
        raise MisusedReference(said).with_traceback(error.__traceback__) from error


def _said(error: Exception, registry: Registry | None) -> str | None:
    text = " ".join(str(error).split())
    if argument := _ARGUMENT.search(text):
        return _argument(error, *argument.groups())
    if "Unable to deserialize" in text:
        return _deserialized(text, registry)
    shown = _WRITTEN.sub(lambda found: _path(found, registry), text)
    if shown == text:
        return None
    instead = "use choose(...), an f-string, json_text(...) or self.document(...)"
    return (
        f"{type(error).__name__}: {shown}: what is only known at install time Python cannot look up or write; {instead}"
    )


def _path(found: re.Match[str], registry: Registry | None) -> str:
    node = _node(found, registry)
    return found[0] if node is None else describe(node)


def _node(found: re.Match[str], registry: Registry | None) -> Any:
    try:
        number = int(found[1], 16) if found[1] else read_number(int(found[2]))
        return registry.find(number).node if registry and number is not None else None
    except UnknownMarker:
        return None


def _deserialized(text: str, registry: Registry | None) -> str:
    """Jsii's drawing of a value of a wrong type, as one line."""
    keys, wanted, taker = _KEY.findall(text), _WANTED.findall(text), _TAKER.search(text)
    where = " ".join([*([taker[1]] if taker else []), ".".join(keys)])
    node = next((node for found in _WRITTEN.finditer(text) if (node := _node(found, registry)) is not None), None)
    if node is None:
        found = _FOUND.findall(text)[-1]
        if found in ("null", "undefined"):
            unset = f"{where} takes a {wanted[-1]}, and with these values it is unset"
            return f"{unset}; leave the key out with merged({{...}}), or give it another with fallback(...)"
        return f"{where} takes a {wanted[-1]}, found {found}; give it one, or write a map or list by json_text(...)"
    return f"{where} takes a {wanted[-1]}, and {describe(node)} is {sort_of(node)}; {instead(wanted[-1], node)}"


def _argument(error: Exception, name: str, wanted: str, got: str) -> str | None:
    """Typeguard's line for an argument."""
    wrong = next((ref for ref in _refs(_checked(error)) if not _fits(ref, wanted)), None)
    if wrong is not None and "bool" in wanted:
        late = f"argument {name} takes a bool that is known by now, and {describe(wrong.node)} is known at install time"
        return f"{late}; {instead_of_a_bool(_taker(error), name)}"
    if wrong is not None:
        kind = "string" if "str" in wanted else wanted
        what = f"argument {name} must be {wanted}, and {describe(wrong.node)} is {sort_of(wrong.node)}"
        return f"{what}; {instead(kind, wrong.node)}"
    if _has_none(_checked(error)):
        return f"argument {name} holds an item that is unset with these values; write items(...), which leaves it out"
    if got == "NoneType":
        return (
            f"argument {name} must be {wanted}, and with these values it is unset: what only_if(...) holds is made all"
            f" the same; write build(k8s.SomeStruct, {name}=...), which leaves out what lacks a field"
        )
    return None


def _fits(ref: Any, wanted: str) -> bool:
    return isinstance(ref, str) and "str" in wanted


def _checked(error: Exception) -> Any:
    frames = [frame.f_locals for frame, _ in walk_tb(error.__traceback__) if _module(frame) == "typeguard"]
    return next((held["value"] for held in frames if "value" in held), None)


def _taker(error: Exception) -> type[Any]:
    """The class of which an argument was checked."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__) if _module(frame) != "typeguard"]
    return type(frames[-1].f_locals.get("self"))


def _has_none(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and any(item is None for item in items_of(value))


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


def _refs(value: Any) -> Iterator[Any]:
    """The references in what an argument was given."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, Mapping):
        yield from (ref for _, item in pairs_of(value) for ref in _refs(item))
    elif isinstance(value, (list, tuple)):
        yield from (ref for item in items_of(value) for ref in _refs(item))
