"""Maps made of values as named templates that are read back, empty ones and texts of several lines included."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import Values, each, entries, is_set, items, merged, only_if, value, without
from floe_charts.testing import differences
from tests.support.probe import chart_of, config_map, tree


class Entry(Values):
    enabled: bool = value(True, "Count it.")
    text: str = value("", "A text.")


class Maps(Values):
    taken: str = value("b", "A key to leave out.")
    more: str | None = value(None, "Another.")
    texts: dict[str, str] = value({}, "Texts.")
    entries: dict[str, Entry] = value({}, "Entries.")


def body(self: Any, values: Any) -> None:
    left = self.map(
        "left", without(values.texts, values.taken, f"{values.taken}-2", values.more, "fixed"), "What is left."
    )
    named = entries(values.entries, lambda name, entry: only_if(entry.enabled, entry.text))
    on = self.map("on", merged(named), "The entries that are enabled.")
    said = items("always", each(left, lambda key, text: f"{key}={text}"), each(on, lambda name, text: f"{name}={text}"))
    some = {"left": only_if(is_set(left), "yes"), "on": only_if(is_set(on), "yes")}
    config_map(self, merged({"always": "there"}, some))
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "probe"}, "spec": {"args": said}}
    config_map(self, {"pod": self.document("pod", pod).text}, id="more", name="more")


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"texts": {"b": "gone", "b-2": "gone", "fixed": "gone"}},
        {"texts": {"a": "yes", "b": "gone"}, "entries": {"off": {"enabled": False, "text": "x"}}},
        {"texts": {"z": "pem\nend\n"}, "entries": {"y": {"text": "pem\nend\n"}}},
        {"taken": "", "more": "c", "texts": {"b": "stays", "c": "gone"}},
    ],
    ids=str,
)
def test_the_readings_agree(settings: dict[str, Any]) -> None:
    assert differences(chart_of(body, Maps), settings) == []


def test_each_is_written_once_and_read_back() -> None:
    defines = tree(body, Maps).defines
    keys = '.Values.taken (printf "%s-2" .Values.taken) (.Values.more | default "") "fixed"'
    assert f"{{{{ omit (.Values.texts | default dict) {keys} | toJson }}}}" in defines["probe.left"].write()
    assert defines["probe.pod"].write().count('include "probe.left" . | fromYaml') == 1
