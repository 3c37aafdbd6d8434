from __future__ import annotations

import sys
from typing import Any

import pytest

from floe_charts.helm import HelmMissing, Rendered, RenderError
from floe_charts.helm.documents import parse, split


def test_split_drops_blank_and_comment_documents() -> None:
    assert split("# header\n---\na: 1\n--- # next\n\n# only this\n---\nb: 2\n---") == ["\na: 1\n", "\nb: 2\n"]


@pytest.mark.parametrize("text", ["a: |\n  ---\n  b: 2\n", "a: 1\n----: 2\n", "a: x---\n", "a:\n  '---'\n"])
def test_split_leaves_dashes_inside_a_document(text: str) -> None:
    assert split(text) == [text]


def test_split_keeps_what_follows_the_dashes() -> None:
    assert [parse("x", doc) for doc in split("--- {a: 1}\n---\nb: 2\n")] == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1e+07", 10_000_000),
        ("10000000", 10_000_000),
        ("9007199254740991", 2**53 - 1),
        ("-9007199254740991", -(2**53 - 1)),
        ("0o7", 7),
        ("010", 8),
        ("1.0", 1),
        ("1.5", 1.5),
        ("=", "="),
        ("yes", True),
        ("y", True),
        ("2020-01-01", "2020-01-01"),
        ("12:30:45", "12:30:45"),
        ("'1e+07'", "1e+07"),
        ("~", None),
    ],
)
def test_scalars_read_as_kubernetes_reads_them(written: str, read: Any) -> None:
    value = parse("x", f"v: {written}")["v"]
    assert value == read
    assert type(value) is type(read)


def test_integers_beyond_float64_lose_digits() -> None:
    assert parse("x", f"v: {2**53 + 1}") == {"v": 2**53}


@pytest.mark.parametrize("text", ["- 1", "just text", "a: [", "a: 1\n b: 2"])
def test_a_document_that_is_no_mapping_names_its_template(text: str) -> None:
    with pytest.raises(RenderError, match=r"^web/templates/a\.yaml: rendered no YAML mapping: .+") as error:
        _ = Rendered({"web/templates/a.yaml": f"{text}\n"}).objects
    assert "\n" not in str(error.value)


def test_objects_are_ordered_by_kind_namespace_and_name() -> None:
    text = "---\n".join(
        f"kind: {kind}\nmetadata: {{name: {name}, namespace: {space}}}\n"
        for kind, space, name in [
            ("Service", "a", "x"),
            ("Job", "b", "a"),
            ("Job", "a", "z"),
            ("Job", "a", "b"),
        ]
    )
    found = [(obj["kind"], obj["metadata"]["namespace"], obj["metadata"]["name"]) for obj in _objects(text)]
    assert found == [("Job", "a", "b"), ("Job", "a", "z"), ("Job", "b", "a"), ("Service", "a", "x")]


def test_text_is_one_stream_with_its_sources() -> None:
    rendered = Rendered({"c/templates/a.yaml": "a: 1\n---\nb: 2\n", "c/templates/b.yaml": "\nc: 3"})
    assert rendered.text == (
        "---\n# Source: c/templates/a.yaml\na: 1\n"
        "---\n# Source: c/templates/a.yaml\nb: 2\n"
        "---\n# Source: c/templates/b.yaml\nc: 3\n"
    )


def test_without_the_sdk_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "helm_python", None)
    with pytest.raises(HelmMissing, match=r"pip install 'floe-charts\[helm\]'"):
        _objects("a: 1")


def _objects(text: str) -> list[dict[str, Any]]:
    return Rendered({"c/templates/a.yaml": text}).objects
