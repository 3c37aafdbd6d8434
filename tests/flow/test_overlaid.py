"""One values map over another: whole entries, and every text in them to its last line break."""

from __future__ import annotations

from typing import Any

import pytest
from cdk8s_plus_27 import k8s

from floe_charts import Values, each, entries, overlaid, value
from floe_charts.refs.misuse import MisusedReference
from floe_charts.testing import differences, render
from floe_charts.testing.readings import model_of
from tests.support.probe import chart_of, config_map


class Setting(Values):
    text: str = value("", "A text.")
    size: int | None = value(None, "A number.")


class TwoMaps(Values):
    own: dict[str, Setting] = value({}, "Settings of one.")
    all: dict[str, Setting] = value({}, "Settings of all.")
    labels: dict[str, str] = value({}, "Texts of one.")
    more_labels: dict[str, str] = value({}, "Texts of all.")


def body(self: Any, values: Any) -> None:
    settings = overlaid(self, values.own, values.all)
    container = k8s.Container(
        name="probe", image="probe:1", env=each(settings, lambda name, entry: k8s.EnvVar(name=name, value=entry.text))
    )
    k8s.KubePod(self, "pod", metadata=k8s.ObjectMeta(name="probe"), spec=k8s.PodSpec(containers=[container]))
    config_map(self, overlaid(self, values.labels, values.more_labels))


CHART = chart_of(body, TwoMaps)
PEM = "-----BEGIN\nend\n"


def env(settings: dict[str, Any]) -> dict[str, str]:
    [pod] = [item for item in render(CHART, settings) if item["kind"] == "Pod"]
    return {item["name"]: item.get("value", "") for item in pod["spec"]["containers"][0]["env"]}


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"own": {"A": {"text": PEM}}},
        {"all": {"A": {"text": f"{PEM}\n\n"}}, "moreLabels": {"a": PEM, "b": "yes", "c": "<&>\ufeff\u00ad"}},
        {"own": {"A": {"text": "own"}}, "all": {"A": {"text": "all", "size": 1}, "B": {"text": "b"}}},
        {"labels": {"a": "own"}, "moreLabels": {"a": "all", "b": "12:30"}},
        {"own": {"A": {"text": "{{ .Values }}", "size": 10000000}}},
    ],
    ids=str,
)
def test_the_readings_agree(settings: dict[str, Any]) -> None:
    assert differences(CHART, settings) == []


@pytest.mark.usefixtures("unread_values_pass")
def test_the_entry_printed_last_keeps_its_line_break() -> None:
    assert env({"own": {"A": {"text": PEM}}}) == {"A": PEM}
    assert env({"own": {"B": {"text": "b"}}, "all": {"A": {"text": PEM}, "Z": {"text": PEM}}})["Z"] == PEM


@pytest.mark.usefixtures("unread_values_pass")
def test_an_entry_that_both_have_is_the_upper_one_whole() -> None:
    assert env({"own": {"A": {"size": 2}}, "all": {"A": {"text": "of all"}}}) == {"A": ""}


def test_a_map_made_of_values_is_refused_with_what_to_do() -> None:
    def made(self: Any, values: Any) -> None:
        config_map(self, overlaid(self, entries(values.labels, lambda name, text: text), values.more_labels))

    with pytest.raises(MisusedReference, match="make no single expression"):
        model_of(chart_of(made, TwoMaps))
