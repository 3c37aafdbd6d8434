"""The parts the rules are made of: quantities, selectors, manifests, credentials, template actions."""

from __future__ import annotations

import pytest

from floe_charts.check import load_objects
from floe_charts.check.actions import actions
from floe_charts.check.objects import containers, pod_specs, where
from floe_charts.check.plaintext import is_literal, looks_secret, plaintexts
from floe_charts.check.selection import matches


@pytest.mark.parametrize(
    ("expression", "matched"),
    [
        ({"key": "a", "operator": "In", "values": ["1", "2"]}, True),
        ({"key": "a", "operator": "In", "values": ["2"]}, False),
        ({"key": "a", "operator": "NotIn", "values": ["1"]}, False),
        ({"key": "b", "operator": "NotIn", "values": ["1"]}, True),
        ({"key": "a", "operator": "Exists"}, True),
        ({"key": "b", "operator": "Exists"}, False),
        ({"key": "b", "operator": "DoesNotExist"}, True),
        ({"key": "a", "operator": "DoesNotExist"}, False),
        ({"key": "a", "operator": "Equals"}, False),
    ],
)
def test_selector_expressions(expression: dict[str, object], matched: bool) -> None:
    assert matches({"matchExpressions": [expression]}, {"a": "1"}) is matched
    assert not matches({"matchExpressions": [expression], "matchLabels": {"a": "9"}}, {"a": "1"})


def test_a_key_given_twice_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 4: the key 'a' was given in line 3 already; keep one"):
        load_objects("kind: X\ndata:\n  a: 1\n  a: 2\n")


def test_a_stream_of_documents_is_read() -> None:
    documents = ["# only a comment", "kind: List\nitems: [{kind: A}, {kind: B}]", "kind: C\nx: {<<: {z: 1}}"]
    objects = load_objects("\n---\n".join(documents))
    assert [obj["kind"] for obj in objects] == ["A", "B", "C"]
    assert objects[-1]["x"] == {"z": 1}


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet", "DaemonSet", "Job"])
def test_templated_kinds_have_a_pod(kind: str) -> None:
    template = {"metadata": {"labels": {"a": "b"}}, "spec": {"initContainers": [{}], "containers": [{}, {}]}}
    (pod,) = pod_specs({"kind": kind, "spec": {"template": template}})
    assert (pod.path, pod.metadata) == ("spec.template.spec", template["metadata"])
    assert [path for path, _ in containers(pod.spec)] == [
        "initContainers[0]",
        "containers[0]",
        "containers[1]",
    ]


def test_other_kinds_have_none_and_still_a_name() -> None:
    assert list(pod_specs({"kind": "Service", "spec": {"template": {}}})) == []
    assert where({"kind": "Service"}, "spec") == "Service/? spec"


@pytest.mark.parametrize("name", ["DB_PASSWORD", "PGPASSWORD", "apiKey", "s3.secret-key", "CUBEJS_API_SECRET", "token"])
def test_names_of_credentials(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize(
    "name",
    ["PASSWORD_FILE", "existingSecret", "imagePullSecret", "maxTokens", "sortKey", "SECRET_NAME", "", "user"],
)
def test_names_of_other_things(name: str) -> None:
    assert not looks_secret(name)


@pytest.mark.parametrize("value", ["hunter2", '"two words"', 12345, "p@ss", "'x'"])
def test_literals(value: object) -> None:
    assert is_literal(value)


@pytest.mark.parametrize(
    "value", ["", '""', None, False, "null", "${PW}", "$(PW)", "/run/x", "{{ .x }}", "f(x)", "env:PW"]
)
def test_references_and_nothings(value: object) -> None:
    assert not is_literal(value)


def test_a_url_gives_away_a_password_only_when_it_holds_one() -> None:
    assert list(plaintexts("see postgres://u:pw@db:5432/x")) == ["a password inside a URL"]
    assert list(plaintexts("postgres://u:${PW}@db:5432/x http://web:80/a@b http://u@host/")) == []


def test_actions_know_strings_comments_and_ends() -> None:
    text = 'a {{- "}} now" | quote -}}\n{{/* now }} */}}{{- /* x */ -}}\n{{ `now` }}{{ .now $now }}{{ now'
    found = list(actions(text))
    words = [[token.text for token in action.tokens if token.kind == "word"] for action in found]
    assert words == [["quote"], [], [], ["now"]]
    assert [(action.line, action.closed) for action in found] == [(1, True), (3, True), (3, True), (3, False)]
