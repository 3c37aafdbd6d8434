"""Closed: every value changes something, and nothing undeclared is read."""

from __future__ import annotations

import dataclasses

import pytest

from floe_charts.charts import CHARTS as FLOE
from floe_charts.emit.chart import chart_files
from floe_charts.helm import RenderError, SchemaRefused
from floe_charts.testing.mutations import without_each
from floe_charts.values.coalesce import coalesce
from tests.closure.entries import silent_in_entries
from tests.closure.leaves import silent, undeclared
from tests.support import charts

_ENVIRONMENT = {"global.environment": "decides which values are admitted"}
_GENERATOR = {"secrets.enabled": "off, it refuses what it would generate for; with existing Secrets nothing is"}
#: Leaves that change no object, each with the reason.
ALLOWED: dict[str, dict[str, str]] = {
    **dict.fromkeys(FLOE, _ENVIRONMENT),
    **{name: {**_ENVIRONMENT, **_GENERATOR} for name in ("floe-services", "floe-platform")},
    "kitchen": {
        f"global.{key}": "shared with a subchart, and nothing here reads it"
        for key in ("environment", "imagePullPolicy", "imagePullSecrets", "securityPreset")
    },
    "echo": {"global": "open to what a parent shares"},
}


def test_every_leaf_changes_the_output(chart_name):
    assert silent(chart_name, charts.model(chart_name)) == sorted(ALLOWED.get(chart_name, {}))


def test_every_leaf_of_an_entry_changes_the_output(chart_name):
    """Of a job, an exporter, a code location, an environment variable, a volume, a sidecar."""
    assert silent_in_entries(chart_name, charts.model(chart_name)) == []


@pytest.mark.requirement("REQ-632")
def test_templates_read_declared_values_only(chart_name):
    model = charts.model(chart_name)
    texts = {name: text for name, text in chart_files(model).items() if name.startswith("templates/")}
    assert not undeclared(model, texts)


def test_a_missing_value_is_refused_or_does_no_harm(chart_name):
    """A key of values.yaml set to null: the schema speaks up, or the chart renders; never a nil pointer."""
    failures, model, admits = [], charts.model(chart_name), charts.generator(chart_name).checker.is_valid
    for mutation in without_each(model.defaults):
        kept, dropped = (coalesce(model.merged({}), _nulled(mutation.path), keep_nulls=keep) for keep in (True, False))
        if not admits(kept) and not admits(dropped):
            continue  # refused whatever Helm does with the null, whose own validator is slow
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
