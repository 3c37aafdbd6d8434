"""NOTES.txt: what Helm prints for lines with values in them, under a condition, and one of two."""

from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from floe_charts import ChartInfo, HelmChart, choose, is_set, only_if
from floe_charts.helm import InProcess
from tests.support.probe import ProbeValues
from tests.template.helm import chart


class Told(HelmChart[ProbeValues]):
    """A chart that has nothing but notes."""

    info = ChartInfo("probe", "0.1.0", app_version="1.0", description="Tells.")
    values_type = ProbeValues

    def build(self, values: ProbeValues) -> None:
        """No objects."""

    def notes(self) -> list[Any]:
        values = self.values
        return [
            f"{{{values.message}}}, {{{{ braces }}}}",
            only_if(values.debug, f"debug\n  {values.mode}"),
            choose(is_set(values.jobs), f"{values.message}\nworks", "idle"),
            choose(values.mode == "builtin", "here", f"at {values.web.host}"),
            "end",
        ]


NOTES = Told(cdk8s.App(), "probe").notes_text()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ["{hello}, {{ braces }}", "idle", "here", "end"]),
        ({"debug": True}, ["{hello}, {{ braces }}", "debug", "  builtin", "idle", "here", "end"]),
        ({"jobs": {"a": {"image": "i"}}}, ["{hello}, {{ braces }}", "hello", "works", "here", "end"]),
        (
            {"mode": "external", "web": {"host": "h"}, "message": "{{ x"},
            ["{{{ x}, {{ braces }}", "idle", "at h", "end"],
        ),
    ],
)
def test_helm_prints_the_lines_whose_condition_holds(given: dict[str, Any], told: list[str]) -> None:
    values = {**ProbeValues().to_values(), **given}
    with chart({"templates/NOTES.txt": NOTES}) as path:
        assert InProcess().render(path, values).notes.splitlines() == told


def test_one_of_two_is_one_if_with_an_else() -> None:
    actions = [line for line in NOTES.splitlines() if line.startswith("{{- ")]
    assert actions == [
        *("{{- if .Values.debug }}", "{{- end }}"),
        *("{{- if .Values.jobs }}", "{{- else }}", "{{- end }}"),
        *('{{- if eq .Values.mode "builtin" }}', "{{- else }}", "{{- end }}"),
    ]


def test_neighbours_under_one_condition_share_its_if() -> None:
    class Grouped(Told):
        def notes(self) -> list[Any]:
            asked = self.values.debug
            return [
                only_if(asked, "one"),
                only_if(asked & self.values.web.enabled, "two"),
                only_if(asked, only_if(self.values.web.enabled, "three")),
                "end",
            ]

    assert Grouped(cdk8s.App(), "probe").notes_text().splitlines() == [
        "{{- if .Values.debug }}",
        "one",
        "{{- if .Values.web.enabled }}",
        "two",
        "three",
        "{{- end }}",
        "{{- end }}",
        "end",
    ]
