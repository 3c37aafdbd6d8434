"""NOTES.txt: what Helm prints for lines with values in them, under a condition, and one of two."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import cdk8s
import pytest

from floe_charts import ChartInfo, HelmChart, Values, choose, is_set, only_if
from floe_charts.emit.chart import chart_files
from floe_charts.helm import InProcess
from floe_charts.testing import model_of
from tests.support import charts
from tests.support.probe import ProbeValues, config_map
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


class Versioned(HelmChart[Values]):
    """Says its versions in NOTES and in an object."""

    info = Told.info
    values_type = Values

    def build(self, values: Values) -> None:
        config_map(self, {"versions": f"{self.chart_version} of {self.app_version}"})

    def notes(self) -> list[Any]:
        return [f"{self.chart_version} of {self.app_version}", *super().notes()]


def test_versions_are_those_that_a_package_was_given() -> None:
    """``helm package --version 9.9.9 --app-version 8.8`` writes them into Chart.yaml and nowhere else."""
    made = model_of(Versioned)
    assert made.evaluate({})[0]["data"] == {"versions": "0.1.0 of 1.0"}
    assert Versioned(cdk8s.App(), "known", Values()).to_json()[0]["data"] == {"versions": "0.1.0 of 1.0"}
    files = {path: text for path, text in chart_files(made).items() if isinstance(text, str)}
    files["Chart.yaml"] = 'apiVersion: v2\nname: probe\nversion: 9.9.9\nappVersion: "8.8"\n'
    with chart(files) as path:
        shown = InProcess().render(path)
    assert shown.notes.splitlines() == ["9.9.9 of 8.8", "probe 8.8 is installed as release in default."]
    assert shown.objects[0]["data"] == {"versions": "9.9.9 of 8.8"}


def test_no_charts_notes_freeze_a_version(chart_name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(charts.chart_dir(chart_name), tmp_path / chart_name)
    info = charts.chart_class(chart_name).info
    text = (folder / "Chart.yaml").read_text()
    for line, old, new in (("version", info.version, "99.9.9"), ("appVersion", info.app_version, "88.8")):
        assert f'\n{line}: "{old}"\n' in text
        text = text.replace(f'\n{line}: "{old}"\n', f'\n{line}: "{new}"\n')
    (folder / "Chart.yaml").write_text(text)
    first = InProcess().render(folder).notes.splitlines()[0]
    assert first.startswith((f"{chart_name} 99.9.9 is installed", f"{chart_name} 88.8 is installed"))


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
