"""Text the chart's author writes reaches the objects, whatever is in it."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import merged, only_if
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences, render
from tests.support.probe import chart_of, config_map, templates

ODD = [
    "one\rtwo",
    "one\u2028 two",
    "one\u2029 two",
    "one\x85 two",
    "one\x07two",
    "a\ufeffb",
    " lead",
    "trail ",
    "{{ x }}",
]


pytestmark = pytest.mark.usefixtures("unread_values_pass")


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_beside_a_value(text: str) -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, {"a": f"{text}{values.mode}", "b": f"{values.mode}-{text}", "c": f"{values.replicas}{text}"})

    assert differences(chart_of(build)) == []


@pytest.mark.parametrize("text", ["one\ntwo \n", "one\ntwo\t\n", "one\ntwo\r\n", "one\ntwo\n"], ids=ascii)
def test_a_block_before_a_condition(text: str) -> None:
    chart = chart_of(lambda self, values: config_map(self, merged({"a": text, "b": only_if(values.debug, "x")})))
    for debug in (True, False):
        assert differences(chart, {"debug": debug}) == []


@pytest.mark.parametrize("text", [" x ", " lead\ntrail ", "\tx", "x\n", "x{{ y", ' "x" '], ids=ascii)
def test_a_named_text_keeps_its_ends(text: str) -> None:
    def build(self: Any, values: Any) -> None:
        data = {"a": self.text("one", text), "b": self.text("two", f"{text}{values.message}{text}")}
        config_map(self, data)

    assert differences(chart_of(build)) == []


def test_a_comment_may_say_how_comments_end() -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, {"a": self.document("doc", {"b": values.message}, "ends with */ }} here").text})

    assert differences(chart_of(build)) == []


def test_a_key_may_be_a_number() -> None:
    def build(self: Any, values: Any) -> None:
        data: dict[Any, Any] = {1: "x", "b": f"{values.replicas}"}
        config_map(self, merged(data, values.labels))

    assert differences(chart_of(build), {"labels": {"c": "d"}}) == []
    [found] = render(chart_of(build))
    assert found["data"]["1"] == "x"


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_of_json_is_refused(number: float) -> None:
    with pytest.raises(MisusedReference, match=r"spec\.size: .* is no number that a manifest can hold"):
        templates(lambda self, values: self.document("doc", {"spec": {"size": number}}))
