"""Values that may be unset, and numbers of two kinds: what Helm compares, and what a class with known values does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cdk8s_plus_27 import k8s

from floe_charts import (
    Component,
    Kubernetes,
    Values,
    When,
    choose,
    custom_resource,
    entries,
    fallback,
    is_set,
    json_text,
    merged,
    not_,
    only_if,
    value,
)
from floe_charts import build as build_struct
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
from tests.support.probe import chart_of, config_map, templates


class Deep(Values):
    depth: int = value(7, "How deep.")


class Inner(Values):
    name: str = value("", "A name.")
    tag: str = value("latest", "A tag.")
    deep: Deep = value(Deep(), "Deeper.")


class Entry(Values):
    inner: Inner | None = value(None, "Perhaps more.")


class Perhaps(Values):
    flag: bool | None = value(None, "A truth.")
    text: str | None = value(None, "A text.")
    share: float | None = value(None, "A fraction.")
    count: int | None = value(None, "A number.")
    ratio: float = value(0.5, "A share.")
    size: int = value(1, "A size.")
    words: dict[str, str] = value({"k": "v"}, "Words.")
    several: list[str] = value([], "Several.")
    needs: Kubernetes[k8s.ResourceRequirements] = value({}, "CPU and memory.")
    by_name: dict[str, Entry] = value({}, "By name.")


ASKED: dict[str, Callable[[Any], Any]] = {
    "an optional truth": lambda v: v.flag,
    "its opposite": lambda v: not_(v.flag),
    "an optional text": lambda v: v.text == "a",
    "an unset text": lambda v: v.text == None,  # noqa: E711 - what a person may write
    "a set text": lambda v: v.text != None,  # noqa: E711
    "a fraction and a number": lambda v: v.ratio > v.size,
    "a number and a fraction": lambda v: v.size <= v.ratio,
    "a fraction and a constant": lambda v: v.ratio >= 1,
    "an optional fraction": lambda v: fallback(v.share, 0.25) < v.ratio,
    "an optional number": lambda v: fallback(v.count, 3) > 2,
    "whether a number is set": lambda v: is_set(v.count),
}
GIVEN: list[dict[str, Any]] = [
    {},
    {"flag": True, "text": "a", "share": 0.75, "count": 1, "ratio": 1, "size": 2, "byName": {"x": {"inner": {}}}},
    {
        "flag": False,
        "text": "b",
        "share": 1,
        "count": 9,
        "ratio": 2.5,
        "byName": {"x": {}, "y": {"inner": {"name": "n"}}},
    },
]


def _asking(condition: Callable[[Any], Any]) -> Any:
    return chart_of(lambda self, v: config_map(self, {"a": choose(condition(v), "yes", "no")}), Perhaps)


pytestmark = pytest.mark.usefixtures("unread_values_pass")


@pytest.mark.parametrize("name", ASKED)
def test_readings_agree(name: str) -> None:
    chart = _asking(ASKED[name])
    for values in GIVEN:
        assert differences(chart, values) == [], values


UNSAFE: dict[str, tuple[Callable[[Any], Any], str]] = {
    "order": (lambda v: v.count > 1, r"\.Values\.count .* may be unset; compare fallback"),
    "order of a fraction": (lambda v: v.ratio > v.share, r"\.Values\.share .* may be unset; compare fallback"),
    "opposite": (lambda v: ~v.flag, r"\.Values\.flag .* may be unset; use not_"),
    "text beside text": (lambda v: f"{v.text}-1", r'\.Values\.text .*fallback\(value, ""\)'),
    "number beside text": (lambda v: f"{v.count}-1", r"\.Values\.count .*fallback\(value, 0\)"),
    "a text alone": (
        lambda v: f"{v.text}",
        r'^probe/config\.data\.a: \.Values\.text may be unset .*fallback\(value, ""\)',
    ),
    "a text by str": (lambda v: str(v.text), r"\.Values\.text may be unset"),
    "a number alone": (lambda v: f"{v.count}", r"\.Values\.count may be unset .*fallback\(value, 0\)"),
    "a truth alone": (lambda v: f"{v.flag}", r"\.Values\.flag may be unset .*fallback\(value, False\)"),
    "text where it is not set": (lambda v: only_if(not_(is_set(v.text)), f"{v.text}"), r"\.Values\.text may be unset"),
    "JSON of a map": (lambda v: json_text(v.words), r"\.Values\.words .*json_text\(fallback\(value, \{\}\)\)"),
    "JSON of a list": (lambda v: json_text(v.several), r"json_text\(fallback\(value, \[\]\)\)"),
    "JSON of a struct": (lambda v: json_text(v.needs), r"json_text\(fallback\(value, \{\}\)\)"),
    "JSON of an unset number": (lambda v: json_text(v.count), r"json_text\(fallback\(value, 0\)\)"),
    "None has no order": (lambda v: v.text > None, "None has no order; ask is_set"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_fails_where_a_value_is_unset_is_refused(name: str) -> None:
    use, says = UNSAFE[name]
    with pytest.raises(MisusedReference, match=says):
        templates(lambda self, values: config_map(self, {"a": use(values)}), Perhaps)


def test_an_optional_object_of_an_entry_may_be_looked_into() -> None:
    def build(self: Any, values: Any) -> None:
        from floe_charts import entries, merged

        described = entries(values.by_name, lambda name, one: choose(is_set(one.inner), f"in {one.inner.name}", "none"))
        config_map(self, merged({"fixed": "x"}, described, disjoint=True))

    for values in GIVEN:
        assert differences(chart_of(build, Perhaps), values) == [], values


def test_a_key_may_hang_on_an_optional_object() -> None:
    def build(self: Any, values: Any) -> None:
        from floe_charts import entries, merged

        named = entries(values.by_name, lambda name, one: only_if(is_set(one.inner), one.inner.name))
        config_map(self, merged({"fixed": "x"}, named, disjoint=True))

    for values in GIVEN:
        assert differences(chart_of(build, Perhaps), values) == [], values


FULL: dict[str, Any] = {
    "text": "a",
    "count": 2,
    "words": {"k": None, "z": "y"},
    "several": ["a"],
    "needs": {"limits": {"cpu": "1"}},
}


@pytest.mark.parametrize("values", [{}, FULL, {"words": {"k": None}}], ids=["defaults", "full", "empty"])
def test_a_fallback_makes_text_of_it(values: dict[str, Any]) -> None:
    def build(self: Any, given: Any) -> None:
        data = {
            "text": f"{fallback(given.text, '')}-1",
            "count": f"{fallback(given.count, 0)}-1",
            "words": json_text(fallback(given.words, {})),
            "several": json_text(fallback(given.several, [])),
            "needs": json_text(fallback(given.needs, {})),
        }
        config_map(self, data)

    assert differences(chart_of(build, Perhaps), values) == []


ASKED_FOR: dict[str, Callable[[Any], Any]] = {
    "a text": lambda v: only_if(is_set(v.text), f"--text={v.text}"),
    "two values": lambda v: only_if(is_set(v.text) & is_set(v.count), f"{v.text}:{v.count}/{v.size}"),
    "a number": lambda v: only_if(is_set(v.count), f"--count={v.count}"),
    "a fraction": lambda v: only_if(is_set(v.share), f"--share={v.share}"),
    "a truth": lambda v: only_if(is_set(v.flag), f"--flag={v.flag}"),
    "a choice": lambda v: choose(is_set(v.text), f"the {v.text}", "none"),
    "a text and a number beside it": lambda v: choose(is_set(v.count), f"{v.count} of {v.size}", f"{v.size}"),
}


EXTREME: list[dict[str, Any]] = [
    {"text": "1", "count": 0, "share": 1e-7, "flag": False},
    {"count": 2**31 - 1, "share": 1e20},
]


@pytest.mark.parametrize("name", ASKED_FOR)
@pytest.mark.parametrize(
    "values",
    [*GIVEN, {"text": "1", "count": 0, "share": 1e-7, "flag": False}, {"count": 2**31 - 1, "share": 1e20}],
    ids=str,
)
def test_what_a_condition_asked_for_stands_in_text(name: str, values: dict[str, Any]) -> None:
    chart = chart_of(lambda self, v: config_map(self, merged({"a": "x", "b": ASKED_FOR[name](v)})), Perhaps)
    assert differences(chart, values) == []


@pytest.mark.parametrize(
    "values",
    [{}, {"flag": True, "share": 1, "size": 0}, {"flag": False, "share": 1e-7}, {"flag": True, "share": 1e20}],
    ids=str,
)
def test_constants_stand_in_text_as_helm_prints_them(values: dict[str, Any]) -> None:
    def build(self: Any, given: Any) -> None:
        data = {
            "flag": f"{fallback(given.flag, True)}",
            "share": f"{fallback(given.share, 1e-7)}",
            "whole": f"{fallback(given.share, 2.0)}",
            "either": f"{choose(given.size > 0, True, False)}",
            "one": f"{choose(given.size > 0, 1.0, 1e-7)}",
        }
        config_map(self, data)
        spec = {"on": choose(given.size > 0, True, False), "share": fallback(given.share, 0.5)}
        custom_resource(Component(self, "web"), self, "example.org/v1", "Thing", spec=spec)
        security = build_struct(k8s.SecurityContext, read_only_root_filesystem=fallback(given.flag, True))
        container = k8s.Container(name="main", image="busybox", security_context=security)
        k8s.KubePod(self, "pod", metadata=k8s.ObjectMeta(name="pod"), spec=k8s.PodSpec(containers=[container]))

    assert differences(chart_of(build, Perhaps), values) == []


def test_what_an_absent_object_would_hold_has_its_default() -> None:
    def build(self: Any, values: Any) -> None:
        def shown(name: Any, one: Any) -> str:
            return f"{one.inner.name}.{fallback(one.inner.tag, 'other')}.{one.inner.deep.depth}"

        config_map(self, entries(values.by_name, shown))

    for values in GIVEN:
        assert differences(chart_of(build, Perhaps), values) == [], values


def test_an_optional_text_is_not_compared_with_the_empty_one() -> None:
    """Unset it is None to Python and empty to Helm."""
    with pytest.raises(MisusedReference, match=r"ask is_set\(value\)"):
        templates(lambda self, v: config_map(self, {"a": choose(v.text == "", "a", "b")}), Perhaps)


def test_text_of_a_value_stands_where_it_was_asked_for() -> None:
    """Python writes "None" for it elsewhere, too, but there it is thrown away."""

    def build(self: Any, values: Any) -> None:
        text = only_if(is_set(values.text), f"{values.text}")
        count = choose(is_set(values.count), f"{values.count}", "none")
        flag = only_if(is_set(values.flag), f"{values.flag}")
        config_map(self, merged({"count": count, "text": text, "flag": flag}))
        set_share = When(self, "set", is_set(values.share))
        config_map(set_share, {"share": f"{values.share}"}, name="share")

    for values in GIVEN:
        assert differences(chart_of(build, Perhaps), values) == [], values
