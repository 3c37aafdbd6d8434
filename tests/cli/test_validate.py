"""A values file against a chart: everything wrong with it, at once, in words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts.cli.schema_errors import problems
from floe_charts.constructs import EnvEntry
from floe_charts.emit.type_schema import object_schema

pytestmark = pytest.mark.usefixtures("written")

BAD = """\
replicsa: 3
replicas: many
message: [1]
global:
  environment: qa
  anything: goes
nodeSelector:
  disk: 1
resources:
  limits:
    cpu: 1 core
"""


def check(run: Callable, text: str, *more: str) -> list[str]:
    Path("v.yaml").write_text(text)
    done = run("validate", "echo", "-f", "v.yaml", *more)
    lines = done.stdout.splitlines()
    assert done.exit_code == (1 if lines else 0), done.output
    return lines


def test_every_error_is_told_at_once_with_path_expected_and_found(run: Callable) -> None:
    assert check(run, BAD) == [
        "v.yaml: message: expected text, found a list",
        "v.yaml: nodeSelector.disk: expected text, found 1",
        'v.yaml: replicas: expected an integer, found the text "many"',
        "v.yaml: replicsa: there is no such value; did you mean 'replicas'?",
        'v.yaml: resources.limits.cpu: expected a quantity such as 500m, 2 or 1Gi, found the text "1 core"',
    ]


def test_a_good_file_says_nothing(run: Callable) -> None:
    assert check(run, "replicas: 3\nexpose: true\n") == []
    assert check(run, "") == []


def test_requests_above_limits_are_found_in_the_objects(run: Callable) -> None:
    [line] = check(run, "resources:\n  requests: {cpu: 2}\n  limits: {cpu: 500m}\n")
    assert line == (
        "v.yaml: Deployment/release-echo-web spec.template.spec.containers[0].resources.requests.cpu: "
        "2 is above the limit of 500m; lower it or raise the limit"
    )


def test_the_objects_are_looked_at_although_the_schema_refuses_something(run: Callable) -> None:
    lines = check(run, "replicsa: 2\nreplicas: many\nresources:\n  requests: {cpu: 2}\n  limits: {cpu: 500m}\n")
    assert [line.split(" ")[1] for line in lines] == ["replicas:", "replicsa:", "Deployment/release-echo-web"]
    assert lines[2].endswith("resources.requests.cpu: 2 is above the limit of 500m; lower it or raise the limit")


def test_a_value_no_template_can_render_keeps_the_schemas_words(run: Callable) -> None:
    (Path("generated/charts/echo/templates/web/deployment.yaml")).write_text('{{ fail "never" }}')
    [line] = check(run, "replicas: many\n")
    assert line.startswith("v.yaml: replicas: expected an integer")


def test_strict_adds_the_rules_of_lint(run: Callable) -> None:
    assert any("may run as root" in line for line in check(run, "replicas: 2\n", "--strict"))


def test_later_files_win_and_errors_name_the_file_they_come_from(run: Callable) -> None:
    Path("a.yaml").write_text("replicas: x\nmessage: 1\n")
    Path("b.yaml").write_text("replicas: 2\nnodeSelector: 3\n")
    done = run("validate", "echo", "-f", "a.yaml", "-f", "b.yaml")
    assert [line.split(": expected")[0] for line in done.stdout.splitlines()] == [
        "a.yaml: message",
        "b.yaml: nodeSelector",
    ]


def test_a_null_that_removes_a_needed_default_is_told(run: Callable) -> None:
    assert check(run, "replicas: null\n") == [
        "v.yaml: replicas: expected a value, found none; state it, or do not set it to null"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "replicas: 1e1",
        "replicas: 0o17",
        "message: =",
        "message: 12:30:45",
        "message: 2020-01-01",
        "nodeSelector: {1: '1'}",
        "expose: y",
        "resources: &r\n  limits: {cpu: 1e0}\nglobal: {}\n",
    ],
)
def test_a_spelling_is_what_helm_takes_it_for(run: Callable, text: str) -> None:
    assert check(run, text) == []


@pytest.mark.parametrize("text", ["message: 1e1", "message: n", "replicas: 12:30", "replicas: 0o18"])
def test_what_helm_takes_for_another_type_is_refused(run: Callable, text: str) -> None:
    assert len(check(run, text)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b\n", "v.yaml: holds a list, not a mapping; write `key: value` lines"),
        (
            "just words\n",
            "v.yaml: holds the single value 'just words', not a mapping; write `key: value` lines",
        ),
        ("a: [1\nb: 2\n", "v.yaml: line 2 is no YAML: did not find expected ',' or ']'; fix it"),
        (
            "\ta: 1\n",
            "v.yaml: line 1 is no YAML: found character that cannot start any token; fix it",
        ),
        (
            "a: \x01\n",
            "v.yaml: is no YAML: unacceptable character #x0001: control characters are not allowed; fix it",
        ),
        ("a: 1\n---\nb: 2\n", "v.yaml: line 2 begins another document, which Helm 3 leaves out; keep one"),
        ("a: .inf\n", "v.yaml: line 1 is no YAML: .inf is a number JSON does not have; fix it"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "v.yaml: line 4: the key 'c' was given in line 3 already; keep one"),
    ],
)
def test_what_is_no_values_file_is_one_line(refused: Callable[..., str], text: str, said: str) -> None:
    Path("v.yaml").write_text(text)
    assert refused("validate", "echo", "-f", "v.yaml") == said
    assert refused("template", "echo", "-f", "v.yaml") == said


def test_a_missing_file_a_directory_and_no_utf8(refused: Callable[..., str]) -> None:
    assert refused("validate", "echo", "-f", "none.yaml") == "none.yaml: does not exist; check the path"
    assert refused("validate", "echo", "-f", ".") == ".: is a directory; name the values file in it"
    Path("latin.yaml").write_bytes(b"a: gr\xfc\xdfe\n")
    assert refused("validate", "echo", "-f", "latin.yaml").startswith("latin.yaml: is no UTF-8 text (byte 5)")


PLATFORM = """\
floe-services:
  codeLocations:
    sales: {}
    other: {image: {repository: a/b}}
    fine: {image: {repository: a/b, tag: "1"}, module: x}
  postgresql: {port: null}
  webserver: {ingress: {host: 1}}
otel-collector:
  enabled: %s
  extraObjects: {one: {}}
global: {environment: qa}
"""
GENERATED = Path(__file__).parents[2] / "generated/charts/floe-platform"


@pytest.mark.parametrize("collector", ["true", "false"])
@pytest.mark.parametrize("packed", [True, False], ids=["archives", "folders"])
def test_subcharts_that_are_on_are_asked_too(run: Callable, tmp_path: Path, packed: bool, collector: str) -> None:
    """As Helm asks them when it installs; helm package makes folders of the archives."""
    chart = Path(shutil.copytree(GENERATED, tmp_path / "out/floe-platform"))
    if not packed:
        for archive in chart.glob("charts/*.tgz"):
            shutil.unpack_archive(archive, chart / "charts")
            archive.unlink()
    Path("v.yaml").write_text(PLATFORM % collector)
    done = run("validate", "floe-platform", "-f", "v.yaml", "--out", tmp_path / "out")
    entries, none = "v.yaml: floe-services.codeLocations", "expected a value, found none"
    found = [line.partition("; ")[0] for line in done.stdout.splitlines()]
    assert [line for line in found if line.startswith(entries)] == [
        f"{entries}.other.image.tag: {none}",
        f"{entries}.other.module: {none}",
        f"{entries}.sales.image: {none}",
        f"{entries}.sales.module: {none}",
    ]
    [shared] = [line for line in found if "environment" in line]
    assert shared.startswith('v.yaml: global.environment: expected one of "dev", "staging", "prod"')
    paths = [line.split(": ")[1] for line in found]
    assert len(paths) == len(set(paths))
    assert ("otel-collector.extraObjects.one.kind" in paths) == (collector == "true")
    assert "floe-services.webserver.ingress.host" in paths


def test_a_written_chart_is_validated_without_cdk8s() -> None:
    Path("v.yaml").write_text("replicas: x\n")
    program = (
        "import sys; from click.testing import CliRunner; from floe_charts.cli import cli; "
        "done = CliRunner().invoke(cli, ['validate', 'echo', '-f', 'v.yaml']); "
        "print(done.exit_code, 'jsii' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "1 False\n"


def test_a_chart_that_was_not_written_is_built(run: Callable) -> None:
    Path("v.yaml").write_text("replicas: x\n")
    done = run("validate", "echo", "-f", "v.yaml", "--out", "nowhere")
    assert (done.exit_code, done.stdout) == (1, 'v.yaml: replicas: expected an integer, found the text "x"\n')
    assert not Path("nowhere").exists()


RULE = {
    "allOf": [
        {
            "description": "prod runs two pods",
            "if": {"properties": {"env": {"const": "prod"}}, "required": ["env"]},
            "then": {"properties": {"replicas": {"minimum": 2}}},
        }
    ]
}


@pytest.mark.parametrize(
    ("schema", "values", "said"),
    [
        (RULE, {"env": "prod", "replicas": 1}, "replicas: expected 2 or more, found 1; prod runs two pods"),
        (
            {"properties": {"a": {"anyOf": [{"type": "integer"}, {"type": "null"}]}}},
            {"a": "x"},
            'a: expected an integer, found the text "x"',
        ),
        (
            {"propertyNames": {"pattern": "^[a-z]+$"}},
            {"A": 1},
            "A: expected as the name: text that matches ^[a-z]+$",
        ),
        (
            {"properties": {"a": {"type": ["integer", "null"]}}},
            {"a": True},
            "a: expected an integer, found true",
        ),
        (
            {"properties": {"l": {"items": {"type": "string"}}}},
            {"l": ["a", {}]},
            "l[1]: expected text, found an empty map",
        ),
        (
            {"properties": {"a": {"additionalProperties": False}}},
            {"a": {"b": 1}},
            "a.b: there is no such value; remove it",
        ),
        (
            {"properties": {"a": {"not": {"const": "latest"}}}},
            {"a": "latest"},
            'a: expected anything but "latest", found the text "latest"',
        ),
        (
            {"propertyNames": {"not": {"enum": ["HOME", "TMP"]}}},
            {"TMP": 1},
            'TMP: expected as the name: anything but "HOME" or "TMP"',
        ),
        (
            {"properties": {"env": {"properties": {"HOME": False}}}},
            {"env": {"HOME": "/tmp"}},
            'env.HOME: expected nothing, found the text "/tmp"; remove it: the key is the chart\'s own',
        ),
        (
            {"properties": {"at": {"if": {"not": {"pattern": "^$"}}, "then": {"$comment": "a time", "pattern": "x^"}}}},
            {"at": "noon"},
            'at: expected a time, found the text "noon"',
        ),
        (
            {"not": {"required": ["a"]}},
            {"a": 1},
            'the values: expected anything but what fits {"required": ["a"]}, found a map',
        ),
        (
            {"properties": {"a": {"minLength": 1}}},
            {"a": ""},
            'a: expected text of 1 characters or more, found the text ""',
        ),
    ],
)
def test_words_for_each_kind_of_refusal(schema: dict, values: dict, said: str) -> None:
    assert [str(problem) for problem in problems(schema, values)] == [said]


def test_of_keys_that_exclude_each_other_all_are_named() -> None:
    schema = {"properties": {"env": {"additionalProperties": object_schema(EnvEntry, set(), None)}}}
    [problem] = problems(schema, {"env": {"A": {"value": "a", "field": "metadata.name"}}})
    keys = ", ".join(EnvEntry.exactly_one)
    assert str(problem) == f"env.A: expected exactly one of {keys}, found value and field; keep one"
