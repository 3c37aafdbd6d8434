"""Every example in values.yaml is one: the schema admits it where it stands, Kubernetes takes the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from floe_charts.emit.values_yaml import values_yaml
from floe_charts.kubernetes.duplicates import duplicate_keys
from floe_charts.kubernetes.validate import object_errors
from floe_charts.testing.random import put
from floe_charts.values.coalesce import coalesce
from floe_charts.values.model import ValueField, Values, fields, plain
from tests.support import charts

#: What an entry must state, where its declaration shows no example of it.
SAMPLES: Mapping[str, Any] = {
    "repository": "acme/tool",
    "tag": "1.0.0",
    "value": "text",
    "resources": {part: {"cpu": "100m", "memory": "64Mi"} for part in ("requests", "limits")},
}
Example = tuple[tuple[str, ...], Any]


def examples(model: type[Values], above: tuple[str, ...] = ()) -> Iterator[Example]:
    """Each example as a path and the smallest overlay that shows it there."""
    for field in fields(model):
        path = (*above, field.key)
        if field.example is not None:
            yield path, put({}, (field.key,), field.example)
        inner = field.type.model if field.type.kind == "object" else None
        entry = field.type.item.model if field.type.kind == "map" and field.type.item else None
        if inner:
            yield from ((below, {field.key: overlay}) for below, overlay in examples(inner, path))
        if entry:
            name, base = entry_of(field, entry)
            for below, overlay in examples(entry, (*path, "<name>")):
                yield below, {field.key: {name: within(entry, base, overlay)}}


def entry_of(field: ValueField, model: type[Values]) -> tuple[str, dict[str, Any]]:
    """An entry to put things into: of the example, of the default, or one that states what it must."""
    if known := field.example or plain(field.default):
        return next(iter(known.items()))
    return "/data" if field.key == "volumes" else "name", minimal(model)


def minimal(model: type[Values]) -> dict[str, Any]:
    """What it must state; of an image's tag and digest, one of which must be there, the tag."""
    return {field.key: sample(field) for field in fields(model) if field.mandatory or field.key == "tag"}


def sample(field: ValueField) -> Any:
    if field.type.kind == "object" and field.type.model:
        return minimal(field.type.model)
    if field.example is not None:
        return field.example
    return field.type.choices[0] if field.type.choices else SAMPLES[field.key]


def within(model: type[Values], base: Mapping[str, Any], overlay: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with the example in it; of keys that exclude each other only the example's stays."""
    alone = set(model.exactly_one) if set(model.exactly_one) & set(overlay) else set()
    return coalesce({key: item for key, item in base.items() if key not in alone}, overlay)


def examples_of(name: str) -> dict[str, dict[str, Any]]:
    return {".".join(path): overlay for path, overlay in examples(charts.chart_class(name).values_type)}


def together(name: str) -> Iterator[dict[str, Any]]:
    """All examples in as few values files as the schema lets them share: rendering is what takes its time."""
    waiting = list(examples_of(name).values())
    while waiting:
        file, left = waiting[0], []
        for overlay in waiting[1:]:
            more = coalesce(file, overlay)
            if charts.generator(name).errors(more):
                left.append(overlay)
            else:
                file = more
        yield file
        waiting = left


@pytest.mark.requirement("REQ-632")
def test_the_schema_admits_every_example(chart_name: str) -> None:
    refused = {
        path: errors
        for path, overlay in examples_of(chart_name).items()
        if (errors := charts.generator(chart_name).errors(overlay))
    }
    assert refused == {}


@pytest.mark.requirement("REQ-632")
def test_kubernetes_takes_what_the_examples_render_to(chart_name: str) -> None:
    wrong: list[str] = []
    for overlay in together(chart_name):
        objects = charts.in_process(chart_name).render(overlay).objects
        wrong += [error for item in objects for error in (*object_errors(item), *duplicate_keys(item))]
    assert wrong == []


@pytest.mark.requirement("REQ-632")
def test_examples_reach_the_output() -> None:
    """Without this the tests above could put them where nothing reads them."""
    model = charts.model("floe-jobs")
    plainly = model.evaluate({})
    shown = [path for path, overlay in examples_of("floe-jobs").items() if model.evaluate(overlay) != plainly]
    assert {"jobs", "jobs.<name>.schedule", "jobs.<name>.env", "serviceAccount.name"} <= set(shown)


def test_examples_in_values_yaml_are_comments(chart_name: str) -> None:
    model = charts.model(chart_name)
    assert yaml.safe_load(values_yaml(chart_name, model.values_type())) == plain(model.values_type())
