"""Literal text survives the template engine and Go's YAML parser, whatever it looks like."""

from __future__ import annotations

import json
from typing import Any

import pytest

from floe_charts.emit.plain_yaml import block
from floe_charts.flow.resolve import Resolver
from floe_charts.helm.documents import parse
from floe_charts.refs.registry import Registry
from floe_charts.template.context import Context
from floe_charts.template.expression import TOP
from floe_charts.template.manifest import manifest
from floe_charts.template.yaml_text import key, scalar
from floe_charts.testing.random import NASTY_STRINGS, PLAIN_STRINGS
from tests.template.helm import objects, results

TEXTS = [
    *NASTY_STRINGS,
    *PLAIN_STRINGS,
    *(
        '{{ .Values.x }} and {{ fail "no" }}',
        "{{{{",
        "{{{",
        "}}{{",
        '{{- "a" -}}',
        "{{/* c */}}",
        "a {{",
        '"{{"',
        "{{`x`}}",
    ),
    *(
        "True",
        "NULL",
        "Off",
        "~a",
        "-",
        "--",
        "?",
        "? a",
        ":",
        ",",
        "[",
        "{",
        "%a",
        "@a",
        "`a`",
        "0b1",
        "0o7",
        "1:30",
        "+1",
        "-.inf",
    ),
    *(
        "a: {{ b",
        "a #{{",
        "\u0000"[1:],
        "\u00a0",
        "\u3000x",
        "\ud7ff",
        "\ue000"[1:],
        "\U0010ffff",
        "a\n{{ b }}\n",
        "{{\nx\n",
        "\n",
        "\n\n",
    ),
    *(
        "a\n\n",
        "a\nb\n\n\n",
        "  lead\nb\n",
        "tab\n\tb\n",
        "trail \nb\n",
        "# a\nb\n",
        "- a\n- b\n",
        "a\n   \nb\n",
        "a\n---\nb\n",
        "...\nb\n",
    ),
]


def test_scalars_in_a_template() -> None:
    template = "".join(f"k{index}: {scalar(text)}\n" for index, text in enumerate(TEXTS))
    found = objects(template)[0]
    assert {text: found[f"k{index}"] for index, text in enumerate(TEXTS)} == {text: text for text in TEXTS}


def test_keys_in_a_template() -> None:
    names = [text for text in dict.fromkeys(TEXTS) if 0 < len(text) < 900]
    found = objects("".join(f"{key(name)}: {index}\n" for index, name in enumerate(names)))[0]
    assert {name: found.get(name) for name in names} == {name: index for index, name in enumerate(names)}


@pytest.mark.parametrize("value", [None, True, False, 0, -1, 1.5, 10000000, 2**53 - 1, 1e21, 0.0001])
def test_other_scalars(value: Any) -> None:
    found = objects(f"r: {scalar(value)}\n")[0]["r"]
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)


@pytest.mark.parametrize("holder", ["map", "list", "deep"])
def test_constants_as_nodes(holder: str) -> None:
    """Multi-line text becomes a block only where a block says the same."""
    holders: dict[str, dict[str, Any]] = {
        "map": {f"k{index}": text for index, text in enumerate(TEXTS)},
        "list": {"items": TEXTS, "nested": [[text] for text in TEXTS]},
        "deep": {"a": [{"b": text, "c": {"d": text}} for text in TEXTS], "empty": [{}, [], {"x": {}}]},
    }
    data = holders[holder]
    written = manifest(Resolver(Registry("chart")).node(data), [])
    assert objects(written.write()) == [data]
    assert written.evaluate(Context({})) == [data]


def test_plain_yaml_blocks_read_back() -> None:
    """values.yaml is no template: the same text, unescaped."""
    data: dict[str, Any] = {
        "texts": TEXTS,
        "map": {f"k{index}": [{"x": text}] for index, text in enumerate(TEXTS)},
        "e": [{}, []],
        "n": None,
    }
    assert parse("values.yaml", "\n".join(block(data)) + "\n") == data


def test_go_literals_in_expressions() -> None:
    from floe_charts.template.literal import Literal

    texts = [text for text in TEXTS if "\n" not in text]
    assert results([Literal(text).operand(TOP) for text in texts]) == texts
    nested: dict[str, Any] = {"a": [1, {"b": "x y", "c": []}], "d": {}, "e": None}
    assert results([Literal(nested).text(TOP)]) == [json.loads(json.dumps(nested))]
