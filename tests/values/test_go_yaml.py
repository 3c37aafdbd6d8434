"""YAML is read as Helm reads it: spelling by spelling, against Helm's own engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from floe_charts.helm import HelmBinary
from floe_charts.helm.sdk import sdk
from floe_charts.template.documents import YamlText
from floe_charts.values.go_yaml import RepeatedKey, load, load_all_strict, load_strict
from tests.helm.engines import write
from tests.support.helm_binaries import VERSIONS, helm_binary

TABLES = Path(__file__).parent / "go_yaml"


def lines(name: str) -> list[str]:
    """The entries of a table, its headings left out."""
    found = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in found if not line.startswith("# ")]


SPELLINGS = [*lines("spellings.txt"), "", "|\n  yes\n", ">-\n  1e4\n", "1\u00a0", "1\u0661"]
MERGES = [
    "x: &x {a: 1}\nm: {a: 2, <<: *x}",
    "x: &x {a: 1}\nm: {<<: *x, a: 2}",
    "x: &x {a: 1, b: 1}\nz: &z {a: 2, c: 2}\nm: {<<: [*x, *z]}",
    "x: &x {a: {b: 1}}\nm: {<<: *x, a: {c: 1}}",
    "x: &x {a: 1}\nz: &z {<<: *x, b: 2}\nm: {<<: *z}",
    "x: &x {a: 1}\n<<: *x",
    "m: {!!merge <<: {a: 1}}",
]


def aliases(lists: int) -> str:
    """Lists of ten, each but the first of the one before: few lines that stand for ten to the power of `lists`."""
    ten = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 10)}]" for n in range(lists))
    return "\n".join(ten)


DOCUMENTS = [*(f"v: {one}" for one in SPELLINGS), *(f"{one}: v" for one in lines("keys.txt")), *MERGES]


def exact(value: Any) -> Any:
    """Also 1 and 1.0 and True differ; Helm's maps have no order."""
    if isinstance(value, dict):
        return {key: exact(value[key]) for key in sorted(value)}
    return [exact(item) for item in value] if isinstance(value, list) else (type(value), value)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_says_what_helm_reads(document: str) -> None:
    assert exact(load(document)) == exact(sdk().values_from_yaml(document))


@pytest.mark.parametrize("spelling", lines("refused.txt"))
def test_what_helm_cannot_read_is_refused(spelling: str) -> None:
    document = f"v: {spelling}"
    with pytest.raises(sdk().HelmError):
        sdk().values_from_yaml(document)
    with pytest.raises(yaml.YAMLError):
        load(document)


@pytest.mark.portability
@pytest.mark.parametrize("version", VERSIONS)
def test_all_versions_of_helm_read_a_values_file_alike(version: str, tmp_path: Path) -> None:
    about = {"Chart.yaml": "apiVersion: v2\nname: a\nversion: 0.1.0\n"}
    chart = write(tmp_path, {**about, "templates/a.yaml": "v: {{ .Values | toJson | quote }}\n"})
    read = {f"k{index}": spelling for index, spelling in enumerate(SPELLINGS)}
    text = "".join(f"{key}: {spelling}\n" for key, spelling in read.items())
    chart.joinpath("values.yaml").write_text(text, encoding="utf-8")
    [found] = HelmBinary(helm_binary(version)).render(chart).objects
    assert without_nulls(json.loads(found["v"])) == without_nulls(load(text))


def without_nulls(value: Any) -> Any:
    """Versions differ in whether they keep a null that removes nothing."""
    if not isinstance(value, dict):
        return value
    return {key: without_nulls(item) for key, item in value.items() if item is not None}


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3", '1: a\n"1": b', "true: a\nyes: b", "x: {a: 1,\na: 1}"])
def test_a_repeated_key_is_told_with_both_lines(text: str) -> None:
    load(text)
    with pytest.raises(RepeatedKey, match=r"line (2|3): the key '(a|1|true)' was given in line 1 already; keep one"):
        load_strict(text)


def test_what_is_merged_in_repeats_no_key() -> None:
    assert load_strict("x: &x {a: 1}\nm: {<<: *x, <<: *x, a: 2}")["m"] == {"a": 2}
    assert list(load_all_strict("a: 1e4\n---\n---\nb: =\n")) == [{"a": 10000}, None, {"b": "="}]


@pytest.mark.parametrize("text", [one for one in SPELLINGS if one == one.strip() and "\n" not in one])
def test_text_in_a_document_stays_text(text: str) -> None:
    assert sdk().values_from_yaml(str(YamlText.of({"v": text}))) == {"v": text}


@pytest.mark.parametrize("number", [1e-7, 1e22, 0.1, 5, 2**53, -1.5, True, None])
def test_what_is_no_text_stays_so(number: Any) -> None:
    assert sdk().values_from_yaml(str(YamlText.of({"v": number}))) == {"v": number}


@pytest.mark.parametrize("lists", [2, 3, 4, 9, 30])
def test_aliases_are_refused_where_helm_refuses_them(lists: int) -> None:
    text = aliases(lists)
    if lists < 4:
        assert load(text) == sdk().values_from_yaml(text)
        return
    with pytest.raises(yaml.YAMLError, match="aliases stand for far more than is written out"):
        load(text)
    with pytest.raises(sdk().HelmError, match="excessive aliasing"):
        sdk().values_from_yaml(text)


def test_many_aliases_of_something_small_are_none_too_many() -> None:
    text = "a: &a {b: 1, c: 2}\n" + "".join(f"k{n}: *a\n" for n in range(2000))
    assert load(text) == sdk().values_from_yaml(text)
