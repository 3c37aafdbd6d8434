"""Maps side by side: one key once, and the one written in the source is the chart's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from floe_charts import Values, choose, entries, merged, only_if, value
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
from floe_charts.testing.readings import model_of
from tests.support.probe import chart_of, config_map

Build = Callable[[Any], Any]


class TwoMaps(Values):
    flag: bool = value(True, "A switch.")
    text: str = value("k1", "A key.")
    first: dict[str, str] = value({"k1": "v1", "k2": "v2"}, "Texts.")
    second: dict[str, str] = value({"k1": "other"}, "More texts.")


def chart(build: Build) -> Any:
    def body(self: Any, values: Any) -> None:
        config_map(self, build(values))

    return chart_of(body, TwoMaps)


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("settings", [{}, {"flag": False}, {"first": {"k1": None}}, {"second": {"k3": "x"}}], ids=str)
@pytest.mark.parametrize(
    "build",
    [
        lambda v: merged({"k1": "mine"}, only_if(v.flag, v.first), only_if(False, v.second)),
        lambda v: merged({"k1": "mine"}, choose(v.flag, v.first, {"z": "y"})),
        lambda v: merged(v.first, v.second),
        lambda v: merged({"k1": "mine"}, v.second, v.first),
    ],
)
def test_each_key_stands_once_and_the_written_one_wins(build: Build, settings: dict[str, Any]) -> None:
    assert differences(chart(build), settings) == []


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda v: merged({"k1": "mine"}, entries(v.first, lambda key, text: text)), "say disjoint=True"),
        (lambda v: merged(entries(v.first, lambda key, text: text), v.second), "say disjoint=True"),
        (lambda v: merged({f"{v.text}": "mine"}, v.first), "say disjoint=True"),
        (lambda v: merged(only_if(v.flag, v.first), v.second), "say disjoint=True"),
        (lambda v: {**only_if(v.flag, v.first), "k1": "mine"}, r"use merged\(\.\.\.\)"),
    ],
)
def test_keys_that_could_be_equal_are_refused(build: Build, says: str) -> None:
    with pytest.raises(MisusedReference, match=says):
        model_of(chart(build))


@pytest.mark.usefixtures("unread_values_pass")
def test_a_key_that_stands_in_both_branches_is_left_out_once() -> None:
    """Not at all, and the installer's would stand beside it; twice, and lines grow for nothing."""
    build = chart(lambda v: merged(choose(v.flag, {"k1": "a"}, {"k1": "b"}), v.first))
    assert differences(build) == differences(build, {"flag": False}) == []
    [manifest] = model_of(build).manifests.values()
    assert 'omit (.Values.first | default dict) "k1" }}' in manifest.write()


class TwoTexts(Values):
    text: str = value("x", "A text.")
    other: str = value("y", "Another.")
    words: dict[str, str] = value({"k": "v"}, "Words.")


@pytest.mark.parametrize(
    "build",
    [
        lambda v: {v.text: "a", v.other: "b"},
        lambda v: merged({v.text: "a", v.other: "b"}),
        lambda v: {v.text: "a", "z": "b"},
        lambda v: {f"a-{v.text}": "a", "a-z": "b"},
        lambda v: {f"a-{v.text}": "a", f"a{v.other}": "b"},
        lambda v: {f"{v.text}-a": "a", f"{v.other}-b-a": "b"},
        lambda v: {f"{v.text}-{v.other}": "a", f"{v.text}": "b"},
        lambda v: {**entries(v.words, lambda key, text: text), "z": "b"},
        lambda v: {f"a-{v.text}": only_if(v.text != "q", "a"), "a-z": "b"},
    ],
)
def test_computed_keys_of_one_map_that_could_be_equal_are_refused(build: Build) -> None:
    def body(self: Any, values: Any) -> None:
        config_map(self, build(values))

    with pytest.raises(MisusedReference, match=r"whether the keys \S+ and \S+ are equal is only known at install time"):
        model_of(chart_of(body, TwoTexts))


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("settings", [{}, {"text": "z", "other": "z"}, {"text": "", "other": ""}], ids=str)
@pytest.mark.parametrize(
    "build",
    [
        lambda v: {f"a-{v.text}": "a", f"b-{v.other}": "b", "z": "c"},
        lambda v: {f"{v.text}-a": "a", f"{v.other}-b": "b", "z": "c"},
        lambda v: {f"{v.text}-a-{v.other}": "a", f"{v.text}-b-{v.other}": "b"},
        lambda v: {f"{v.text}x": choose(v.other == "z", "yes", "no")},
    ],
)
def test_constants_keep_computed_keys_apart(build: Build, settings: dict[str, Any]) -> None:
    def body(self: Any, values: Any) -> None:
        config_map(self, build(values))

    assert differences(chart_of(body, TwoTexts), settings) == []
