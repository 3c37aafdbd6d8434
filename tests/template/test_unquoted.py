"""Text stands unquoted only where no value can make other YAML of it."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from floe_charts import Values, fallback, value
from floe_charts.testing import differences
from floe_charts.values.common import ShortName
from floe_charts.values.constraint import DNS_1035, Name
from tests.support.probe import chart_of, config_map, templates


class Chosen(Values):
    odd: Literal["a: b", "1", "", "x #y", '"q', "c"] = value("c", "Odd choices.")
    even: Literal["fast", "safe"] = value("safe", "Names.")
    short: ShortName = value("", "A name, or nothing.")
    name: Name = value("web", "A name.")
    perhaps: Name | None = value(None, "Perhaps a name.")


pytestmark = pytest.mark.usefixtures("unread_values_pass")


@pytest.mark.parametrize("odd", ["a: b", "1", "", "x #y", '"q', "c"])
def test_choices_are_quoted_unless_all_are_names(odd: str) -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, {"a": f"{values.odd}-web", "b": f"{values.odd}.5", "c": f"{values.even}-{values.odd}"})

    assert differences(chart_of(build, Chosen), {"odd": odd}) == []


def test_an_empty_name_leaves_no_number() -> None:
    def build(self: Any, v: Any) -> None:
        config_map(self, {"a": f"{v.short}-1", "b": f"{fallback(v.perhaps, '')}-1"})

    assert differences(chart_of(build, Chosen)) == []


def test_names_stay_unquoted() -> None:
    [text] = templates(lambda self, v: config_map(self, {"a": f"{v.even}-1", "b": f"{v.name}-1"}), Chosen).values()
    assert "a: {{ .Values.even }}-1" in text
    assert "b: {{ .Values.name }}-1" in text


def test_a_line_break_after_a_name_is_none() -> None:
    assert DNS_1035.fits("web")
    assert not DNS_1035.fits("web\n")
