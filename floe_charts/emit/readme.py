"""README.md of a chart: what it is, how to install it, every value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from floe_charts.constructs.info import ChartInfo
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import ValueField, Values, fields, plain

_NAMES = {
    "str": "string",
    "int": "integer",
    "number": "number",
    "bool": "boolean",
    "map": "map",
    "list": "list",
    "any": "any",
}

_REUSE = (
    "Not `--reuse-values`: it takes the defaults of the installed version too, and the schema refuses an upgrade that"
    " lacks what a new version added. `--reset-then-reuse-values` keeps what you set and takes the new defaults."
)


def readme(
    info: ChartInfo, values_type: type[Values], environments: list[str], about: str = "", timeout: str = ""
) -> str:
    """The whole file; commands are for the folder that holds the chart's."""
    files = "".join(f" -f ./{info.name}/values-{name}.yaml" for name in environments[:1])
    release, waits = f"my-{info.name} ./{info.name}", f" --timeout {timeout}" if timeout else ""
    parts = [
        f"# {info.name}",
        info.description,
        about.strip(),
        "## Install and upgrade",
        f"```sh\nhelm install {release}{files}{waits}\nhelm upgrade {release} --reset-then-reuse-values{waits}\n```",
        _REUSE,
        _environments(environments),
        "## Values",
        "An entry of a map is shown as `<name>`. A value that is required in an entry has no default.",
        "\n".join(table(values_type)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _environments(names: list[str]) -> str:
    if not names:
        return ""
    listed = ", ".join(f"`values-{name}.yaml`" for name in names)
    return f"Environments: {listed}. Each holds only what differs from `values.yaml`."


def table(values_type: type[Values]) -> Iterator[str]:
    """The rows of the table of values."""
    yield "| Key | Type | Default | Meaning |"
    yield "| --- | --- | --- | --- |"
    for path, field in walk(values_type, "", values_type()):
        cells = (f"`{path}`", type_name(field.type), _default(field), _meaning(field))
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def walk(model: type[Values], prefix: str, owner: Values | None) -> Iterator[tuple[str, ValueField]]:
    """Every declared value with its path and default: ``owner``'s, or the class's in an entry of a map, without one."""
    for declared in fields(model):
        path, field = f"{prefix}{declared.key}", replace(declared, default=declared.default_in(owner))
        if field.type.kind == "object" and field.type.model and not field.type.model.partial:
            yield from walk(field.type.model, f"{path}.", field.default if owner else None)
            continue
        yield path, field
        if field.type.item and field.type.item.model:
            yield from walk(field.type.item.model, f"{path}.<name>.", None)


def type_name(kind: FieldType) -> str:
    """The type in words."""
    if kind.model and kind.model.partial:
        return "values of the subchart"
    if kind.choices:
        return " or ".join(f"`{choice}`" for choice in kind.choices)
    if kind.struct:
        return kind.struct.__name__
    if kind.item and kind.kind in ("map", "list"):
        return f"{kind.kind} of {'objects' if kind.item.model else type_name(kind.item)}"
    return _NAMES[kind.kind]


def _default(field: ValueField) -> str:
    if field.mandatory:
        return "required"
    return "unset" if field.default is None else f"`{json.dumps(plain(field.default), ensure_ascii=False)}`"


def _meaning(field: ValueField) -> str:
    low, high = field.bounds.get("minimum"), field.bounds.get("maximum")
    bounds = {(True, True): f"{low} to {high}", (True, False): f"at least {low}", (False, True): f"at most {high}"}
    text: Any = bounds.get((low is not None, high is not None))
    words = field.type.constraint.words if field.type.constraint else None
    notes = [note for note in (text, words) if note]
    return f"{field.description} ({'; '.join(notes)})" if notes else field.description
