"""values.yaml and the environment files: every value with its sentence, in the order it was declared."""

from __future__ import annotations

import textwrap
from typing import Any

from floe_charts.emit.plain_yaml import block, pair
from floe_charts.values.model import ValueField, Values, fields, plain

WIDTH = 118


def values_yaml(name: str, values: Values) -> str:
    """The chart's values.yaml."""
    head = [f"# Default values of {name}. Each is described once, where it is declared; README.md lists them all.", ""]
    return "\n".join(head + _object(values, 0)).rstrip("\n") + "\n"


def _object(values: Values, indent: int, partial: bool = False) -> list[str]:
    """The fields of an object; of a subchart's values (``partial``) its switch, and those the parent sets."""
    lines: list[str] = []
    for field in fields(type(values)):
        switch = values.partial and field.name == "enabled"
        if partial and not switch and field.name not in values.model_fields_set:
            continue
        lines += [] if partial else _section(field, indent)
        lines += _field(field, getattr(values, field.name), indent, partial)
        if indent == 0:
            lines.append("")
    return lines


def _section(field: ValueField, indent: int) -> list[str]:
    return [f"{' ' * indent}# ---- {field.section} ----", ""] if field.section else []


def _field(field: ValueField, value: Any, indent: int, partial: bool = False) -> list[str]:
    pad = " " * indent
    lines = [
        f"{pad}# -- {line}" if number == 0 else f"{pad}# {line}"
        for number, line in enumerate(_wrap(field.description, indent))
    ]
    if isinstance(value, Values):
        below = _object(value, indent + 2, partial or value.partial)
        # with nothing but comments below it, the key would be null, which Helm takes for a key that is missing
        hollow = all(line.lstrip().startswith("#") for line in below)
        return [*lines, f"{pad}{field.key}:{' {}' if hollow else ''}", *below]
    if value is None:
        unset = "" if field.type.kind == "str" else None
        example = field.example if field.example is not None else unset
        return lines + [f"{pad}# {line}" for line in pair(field.key, example)]
    lines += pair(field.key, plain(value), indent)
    if field.example is not None:
        lines += [f"{pad}#   {line}" for line in _example(field.example)]
    return lines


def _example(example: Any) -> list[str]:
    if isinstance(example, (dict, list)):
        return ["Example:", *(f"  {line}" for line in block(example))]
    return pair("Example", example)


def _wrap(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH - indent - 5) or [""]


def overlay_yaml(name: str, environment: str, overlay: Values) -> str:
    """``values-<environment>.yaml``: only what differs from values.yaml."""
    head = f"# {name} in {environment}: what differs from values.yaml. Install with -f values-{environment}.yaml."
    return "\n".join([head, *_overlay(overlay, type(overlay)(), 0)]) + "\n"


def _overlay(values: Values, defaults: Values, indent: int) -> list[str]:
    lines: list[str] = []
    for field in fields(type(values)):
        value, default = getattr(values, field.name), getattr(defaults, field.name)
        if field.name not in values.model_fields_set or plain(value) == plain(default):
            continue
        if isinstance(value, Values) and isinstance(default, Values):
            below = _overlay(value, default, indent + 2)
            lines += [f"{' ' * indent}{field.key}:", *below] if below else []
        else:
            lines += pair(field.key, plain(value), indent)
    return lines
