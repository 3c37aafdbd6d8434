"""Values that may be unset, and numbers of two kinds: what Helm compares, and what a class with known values does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from floe_charts import Values, choose, fallback, is_set, not_, only_if, value
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
from tests.support.probe import chart_of, config_map, tree


class Inner(Values):
    name: str = value("", "A name.")


class Entry(Values):
    inner: Inner | None = value(None, "Perhaps more.")


class Perhaps(Values):
    flag: bool | None = value(None, "A truth.")
    text: str | None = value(None, "A text.")
    share: float | None = value(None, "A fraction.")
    count: int | None = value(None, "A number.")
    ratio: float = value(0.5, "A share.")
    size: int = value(1, "A size.")
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


@pytest.fixture(autouse=True)
def _one_value_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("floe_charts.synth.model._refuse_lost", lambda *_: None)


@pytest.mark.parametrize("name", ASKED)
def test_readings_agree(name: str) -> None:
    chart = _asking(ASKED[name])
    for values in GIVEN:
        assert differences(chart, values) == [], values


UNSAFE: dict[str, tuple[Callable[[Any], Any], str]] = {
    "order": (lambda v: v.count > 1, r"\.Values\.count .* may be unset; compare fallback"),
    "order of a fraction": (lambda v: v.ratio > v.share, r"\.Values\.share .* may be unset; compare fallback"),
    "opposite": (lambda v: ~v.flag, r"\.Values\.flag .* may be unset; use not_"),
    "None has no order": (lambda v: v.text > None, "None has no order; ask is_set"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_fails_where_a_value_is_unset_is_refused(name: str) -> None:
    use, says = UNSAFE[name]
    with pytest.raises(MisusedReference, match=says):
        use(tree(lambda self, values: None, Perhaps).values)


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
