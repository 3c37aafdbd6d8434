"""Rules over emitted templates and values files."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from examples.echo.echo import Echo
from floe_charts import Values, value
from floe_charts.check import check_templates, check_values
from floe_charts.emit.chart import chart_files
from floe_charts.emit.type_schema import object_schema
from floe_charts.testing import model_of
from floe_charts.values.constraint import Name, ObjectName, SecretKey

PATH = "templates/web/deployment.yaml"


class ReferringEntry(Values):
    secret: SecretKey = value("url", "A key.")


def said(text: str) -> list[str]:
    return [finding.what for finding in check_templates({PATH: text})]


@pytest.mark.requirement("REQ-631")
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{{ (lookup "v1" "Secret" "a" "b").data }}', "calls lookup"),
        ("{{ randAlphaNum 16 | b64enc }}", "calls randAlphaNum"),
        ('{{- $ca := genCA "x" 365 -}}', "calls genCA"),
        ("{{ now | date }}", "calls now"),
        ("{{- uuidv4 }}", "calls uuidv4"),
        ('{{ getHostByName "a" }}', "calls getHostByName"),
        ('{{ env "HOME" }}', "calls env"),
        ('{{ htpasswd "a" "b" }}', "calls htpasswd"),
        ("{{ mustToYaml . }}", "calls mustToYaml"),
        ("{{ . | mustToToml }}", "calls mustToToml"),
        ("{{ .Values.a | default true }}", "default true turns false into true"),
        ("{{ default true .Values.a }}", "default true turns false into true"),
        ('{{ tpl "{{ .x }}" . }}', "calls tpl on a constant"),
        ("{{ keys .Values.a | first }}", "lists a map in random order"),
        ("{{- if .Capabilities.APIVersions }}", "depends on .Capabilities"),
        ("{{ if $.Capabilities.KubeVersion }}", "depends on .Capabilities"),
        ("a:\n\tb: 1", "has a tab"),
        ("a: 1 \n", "ends in white space"),
        ("a: 1\r\n", "ends in white space"),
        ("x" * 221, "has 221 characters"),
        ("{{ .Values.a", "an action is not closed"),
    ],
)
def test_a_bad_template_is_found(text: str, what: str) -> None:
    (message,) = said(text)
    assert message.startswith(what)


@pytest.mark.parametrize(
    "text",
    [
        '{{ "lookup now uuidv4" }} now lookup',
        "{{/* now, randAlphaNum */}}",
        "{{ .Values.now }}{{ $.Values.lookup.env }}{{ $now }}",
        '{{ .Values.a | default "true" }}{{ .Values.a | default false }}',
        "{{ tpl .Values.a $ }}{{ include (print $.Name `now`) . }}",
        "{{ keys .Values.a | sortAlpha | join `,` }}{{ len (keys .Values.a) }}",
        "{{ generate }}{{ random }}",
        "x" * 220,
    ],
)
def test_a_good_template_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_only_a_line_that_has_an_author_can_be_too_long() -> None:
    """How a generated line is laid out nobody but the compiler decides; what else is in it counts all the same."""
    files = chart_files(model_of(Echo))
    path = next(path for path in files if path.endswith("deployment.yaml"))
    written = str(files[path]) + "x" * 221 + "\na: {{ now }}"
    assert [finding.what for finding in check_templates({path: written})] == ["calls now"]


def test_a_finding_names_file_and_line() -> None:
    (finding,) = check_templates({PATH: "a: 1\nb: {{ now }}\n", "values.yaml": "a: {{ now }}"})
    assert str(finding).startswith(f"{PATH}:2: calls now; ")
    assert [f.where for f in check_templates({f"charts/db/{PATH}": "{{ now }}"})] == [f"charts/db/{PATH}:1"]


def test_paths_from_elsewhere_are_no_silent_pass() -> None:
    with pytest.raises(ValueError, match="from the chart's root"):
        check_templates({"deployment.yaml": "{{ now }}"})
    assert check_templates({}) == []


class Referring(Values):
    database_secret: ObjectName = value("shop-db", "A Secret.")
    api_token: ObjectName | None = value("shop-token", "Another.")
    client_secret: str = value("shop-db", "A password.")
    more: dict[Name, ReferringEntry] = value({"a": ReferringEntry()}, "More.")


def test_a_name_of_a_secret_is_no_credential() -> None:
    """As the schema has it: a value declared as an object's name, or as a key in one, holds nothing else."""
    model = Referring()
    schema = object_schema(Referring, set(), model)
    found = check_values(model.to_values(), schema=schema)
    assert [finding.where for finding in found] == ["values.yaml clientSecret"]
    assert len(check_values(Referring(more={"a": ReferringEntry(secret="x")}).to_values())) == 4


@pytest.mark.requirement("REQ-614", "REQ-631")
@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a: {b: null}", "a.b", "is null"),
        ("a: [1, ~]", "a[1]", "is null"),
        ("a: {on: 1}", "a.True", "the key True is no text"),
        ("{1: a}", "1", "the key 1 is no text"),
        ("a: {'y': 1}", "a.y", "YAML 1.1 reads the key 'y' as a boolean"),
        ("'Off': 1", "Off", "YAML 1.1 reads the key 'Off' as a boolean"),
        ("db: {password: hunter2}", "db.password", "holds a credential"),
        ("db: {apiKey: abc}", "db.apiKey", "holds a credential"),
        ("list: [{token: abc}]", "list[0].token", "holds a credential"),
    ],
)
def test_bad_values_are_found(text: str, where: str, what: str) -> None:
    (finding,) = check_values(yaml.safe_load(text))
    assert (finding.where, finding.what) == (f"values.yaml {where}", what)


@pytest.mark.parametrize(
    "text",
    [
        "{password: '', existingSecret: polaris-db, keys: {password: pg-password}, sortKey: id, yes1: 1}",
        "{auth: {token: {existingSecret: a}}, tls: {enabled: false, secretName: web}, n1: [], empty: {}}",
    ],
)
def test_good_values_are_left_alone(text: str) -> None:
    values: dict[str, Any] = yaml.safe_load(text)
    assert check_values(values, where="values-dev.yaml") == []
