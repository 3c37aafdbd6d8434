"""A file of the chart in a ConfigMap: the same text in every reading, whatever is in it."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.imports import k8s
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import concrete, differences
from floe_charts.testing.readings import compare, model_of
from tests.support.probe import chart_of, config_map

FOREIGN = 'title: "{{ $labels.pod }}"\nexpr: sum(rate(x[5m]))\n{{- range .Values.x }}`%s`\t{{ end }}\n\n'


def _map(chart: Any, text: str) -> None:
    metadata = k8s.ObjectMeta(name="alerts")
    k8s.KubeConfigMap(chart, "alerts", metadata=metadata, data={"alerts.yaml": chart.file("files/alerts.yaml", text)})


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("text", [FOREIGN, "one line", "", "no end\n  of line"])
def test_readings_agree_on_foreign_text(text: str) -> None:
    chart = chart_of(lambda self, values: _map(self, text))
    assert differences(chart, {}) == []
    assert list(compare(model_of(chart).evaluate({}), concrete(chart, {}))) == []
    assert model_of(chart).evaluate({})[0]["data"]["alerts.yaml"] == text


def test_two_files_at_one_path_are_refused() -> None:
    def build(self: Any, values: Any) -> None:
        self.file("a.txt", "one")
        self.file("a.txt", "two")

    with pytest.raises(ValueError, match=r"two files at a\.txt"):
        model_of(chart_of(build))


def test_a_file_that_no_package_holds_is_refused() -> None:
    """``.Files.Get`` would give nothing, and the ConfigMap would be empty without a word."""
    with pytest.raises(
        ValueError, match=r"\.helmignore leaves out \*\.bak, so conf/app\.bak would be empty; rename it"
    ):
        model_of(chart_of(lambda self, values: self.file("conf/app.bak", "text")))


OWN = ("Chart.lock", "requirements.lock", "requirements.yaml", "templates/_x.tpl", "templates/x.txt", "charts/_x/a.txt")


@pytest.mark.parametrize("path", [*OWN, "charts/x.txt", "crds/x.yaml", "Chart.yaml", "values.yaml", "templates"])
def test_a_file_that_helm_takes_for_something_else_is_refused(path: str) -> None:
    """Of most ``.Files.Get`` would give nothing; the others would be a manifest, or no chart could be loaded at all."""
    with pytest.raises(ValueError, match=rf"probe: Helm reads \S+ itself .* put {path} elsewhere, as in files/"):
        model_of(chart_of(lambda self, values: self.file(path, "text: 1\n")))


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("path", ["files/templates/x.txt", "chart.lock", "files/Chart.lock", "LICENSE"])
def test_a_file_of_a_like_name_is_none_of_helms(path: str) -> None:
    def build(self: Any, values: Any) -> None:
        config_map(self, {"text": self.file(path, FOREIGN)})

    assert differences(chart_of(build), {}) == []


def test_a_byte_order_mark_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Helm drops the byte order mark that a\.txt starts with; leave it out"):
        model_of(chart_of(lambda self, values: self.file("a.txt", "\ufefftext")))


def test_a_file_takes_no_values() -> None:
    def direct(self: Any, values: Any) -> None:
        self.extra_files["templates/extra.yaml"] = f"# {values.message}"

    for build in (lambda self, values: self.file("a.txt", f"hello {values.message}"), direct):
        with pytest.raises(MisusedReference, match="holds a value that is only known at install time"):
            model_of(chart_of(build))
