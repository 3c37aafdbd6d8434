"""Closed: every value changes something, and nothing undeclared is read."""

from __future__ import annotations

import dataclasses

import pytest

from floe_charts.emit.chart import chart_files
from floe_charts.helm import RenderError, SchemaRefused
from floe_charts.testing.mutations import without_each
from tests.closure.entries import silent_in_entries
from tests.closure.leaves import silent, undeclared
from tests.support import charts

#: Leaves that change no object, each with the reason.
ALLOWED: dict[str, str] = {}


def test_every_leaf_changes_the_output(chart_name):
    unheard = [path for path in silent(chart_name, charts.model(chart_name)) if f"{chart_name}:{path}" not in ALLOWED]
    assert not unheard, "\n".join(unheard)


def test_every_leaf_of_an_entry_changes_the_output(chart_name):
    """Of a job, an exporter, a code location, an environment variable, a volume, a sidecar."""
    unheard = silent_in_entries(chart_name, charts.model(chart_name))
    assert not [path for path in unheard if f"{chart_name}:{path}" not in ALLOWED], "\n".join(unheard)


@pytest.mark.requirement("REQ-632")
def test_templates_read_declared_values_only(chart_name):
    model = charts.model(chart_name)
    texts = {name: text for name, text in chart_files(model).items() if name.startswith("templates/")}
    assert not undeclared(model, texts)


def test_a_missing_value_is_refused_or_does_no_harm(chart_name):
    """A key of values.yaml set to null: the schema speaks up, or the chart renders; never a nil pointer."""
    failures = []
    for mutation in without_each(charts.model(chart_name).defaults):
        try:
            charts.in_process(chart_name).render(_nulled(mutation.path))
        except SchemaRefused:
            continue
        except RenderError as error:
            failures.append(f"{mutation.why}: {error}")
    assert not failures, "\n".join(failures)


def _nulled(path):
    head, *rest = path
    return {head: _nulled(rest) if rest else None}


def test_a_value_nobody_reads_is_found_out():
    """Echo without its Deployment: the message no longer changes anything."""
    model = charts.model("echo")
    service = {name: manifest for name, manifest in model.manifests.items() if "service" in name}
    assert "message" in silent("echo", dataclasses.replace(model, manifests=service), dense=1)


def test_a_leaf_of_an_entry_that_nobody_reads_is_found_out():
    """The kitchen without its Jobs and CronJobs: nothing of a task is read any more but that there is one."""
    model = charts.model("kitchen")
    others = {name: manifest for name, manifest in model.manifests.items() if not name.startswith("templates/task/")}
    unheard = silent_in_entries("kitchen", dataclasses.replace(model, manifests=others))
    assert {"tasks.<name>.schedule", "tasks.<name>.limits.backoff"} <= set(unheard)


def test_an_undeclared_value_is_found_out():
    model = charts.model("echo")
    assert undeclared(
        model, {"a.yaml": "{{ .Values.mesage }} {{ .Values.resources.limits }} {{ $.Values.global.nope }}"}
    ) == [
        "a.yaml: .Values.global.nope",
        "a.yaml: .Values.mesage",
    ]
