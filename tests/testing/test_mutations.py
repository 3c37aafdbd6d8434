from __future__ import annotations

from copy import deepcopy
from typing import Any

import jsonschema
import pytest

from floe_charts.testing.leaves import leaves
from floe_charts.testing.mutations import Mutation, misspelt, without_each, wrong_typed
from floe_charts.testing.random import drop, put
from floe_charts.values.coalesce import coalesce
from tests.testing.sample_schemas import CASES, SERVER, SERVER_DEFAULTS, Case, cases, closed


def judge(schema: dict[str, Any]) -> Any:
    return jsonschema.Draft7Validator(schema)


def refused(case: Case, mutation: Mutation) -> bool:
    """By the schema, whether Helm keeps or drops nulls."""
    merged = [coalesce(case[1], mutation.values, keep_nulls=keep) for keep in (True, False)]
    return not any(judge(case[0]).is_valid(values) for values in merged)


@pytest.fixture(autouse=True)
def _python_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge of these tests, jsonschema, has no Unicode classes."""
    monkeypatch.setitem(CASES["tuning"][0]["properties"]["zone"], "pattern", "^[A-Z]+$")


@cases
def test_every_misspelling_is_refused_and_nothing_else_is_wrong(case: Case) -> None:
    found = list(misspelt(*case))
    assert found
    for mutation in found:
        assert refused(case, mutation), mutation.why
        merged = coalesce(case[1], drop(mutation.values, mutation.path), keep_nulls=False)
        assert judge(case[0]).is_valid(merged), mutation.why


@cases
def test_every_wrong_type_is_refused(case: Case) -> None:
    found = list(wrong_typed(*case))
    assert len(found) >= 8
    for mutation in found:
        assert refused(case, mutation), mutation.why


def shape(mutation: Mutation) -> str:
    """The path with map entries' own names left out."""
    known = ("jobs", "env", "limits", "requests")
    path = [str(key) for key in mutation.path]
    return ".".join("*" if index and path[index - 1] in known else key for index, key in enumerate(path))


def test_misspellings_reach_map_entries_definitions_and_alternatives() -> None:
    found = {shape(mutation) for mutation in misspelt(SERVER, SERVER_DEFAULTS)}
    assert found == {
        "environmentt",
        "image.repositoryy",
        "resources.limitss",
        "env.*.secretKeyReff",
        "env.*.secretKeyRef.namee",
        "jobs.*.enabledd",
        "jobs.*.resources.limitss",
        "service.portt",
        "podSelector.matchLabelss",
        "podSelector.not.matchLabelss",
    }


PEER = closed(
    {name: {"type": "object"} for name in ("ipBlock", "namespaceSelector", "podSelector")},
    allOf=[
        {
            "oneOf": [
                {"required": ["ipBlock"]},
                {"anyOf": [{"required": ["podSelector"]}, {"required": ["namespaceSelector"]}]},
            ]
        }
    ],
)
SOURCE = closed(
    {name: closed({"name": {"type": "string"}}) for name in ("configMap", "secret")},
    oneOf=[{"required": [name], "properties": {name: {"not": {"type": "null"}}}} for name in ("configMap", "secret")],
)
VARIABLE = closed({"value": {"type": "string"}, "valueFrom": SOURCE}, **{"not": {"required": ["value", "valueFrom"]}})
NEEDED = {
    "allOf": [
        {
            "type": "object",
            "additionalProperties": {"type": "integer"},
            "propertyNames": {"pattern": "^[a-z]+$"},
        },
        {"required": ["cpu"]},
    ]
}


@pytest.mark.parametrize(
    ("schema", "default", "wanted"),
    [
        ({"type": "array", "items": PEER}, [], {"0.ipBlock", "0.namespaceSelector", "0.podSelector"}),
        (PEER, None, {"ipBlock", "namespaceSelector", "podSelector"}),
        (PEER, {"ipBlock": {}}, {"ipBlock", "namespaceSelector", "podSelector"}),
        (PEER, {"podSelector": {}}, {"ipBlock", "namespaceSelector", "podSelector"}),
        (SOURCE, {"configMap": {"name": "a"}}, {"configMap", "configMap.name", "secret", "secret.name"}),
        (VARIABLE, {"value": "a"}, {"value", "valueFrom", "valueFrom.secret.name"}),
        ({"type": "array", "items": VARIABLE}, [{"value": "a"}], {"0.value", "0.valueFrom.configMap"}),
        (closed({"resources": NEEDED}), None, {"resources"}),
    ],
)
def test_alternatives_that_exclude_each_other_are_reached(
    schema: dict[str, Any], default: Any, wanted: set[str]
) -> None:
    case: Case = closed({"x": schema}), {} if default is None else {"x": default}
    found = list(wrong_typed(*case))
    assert {"x", *(f"x.{way}" for way in wanted)} <= {".".join(map(str, each.path)) for each in found}
    for mutation in [*found, *misspelt(*case)]:
        assert refused(case, mutation), mutation.why


def test_the_inside_of_a_definition_is_changed_once_and_each_value_that_uses_it() -> None:
    inner = closed({"deep": closed({"leaf": {"type": "integer"}})})
    uses = {name: {"$ref": "#/definitions/inner"} for name in ("a", "b")}
    schema = {"definitions": {"inner": inner}, **closed({**uses, "own": deepcopy(inner)})}
    assert [".".join(map(str, each.path)) for each in misspelt(schema, {})] == [
        "aa",
        "a.deepp",
        "a.deep.leaff",
        "b.deepp",
        "own.deepp",
        "own.deep.leaff",
    ]


def test_wrong_types_reach_every_kind_of_place() -> None:
    found = {shape(mutation): mutation.why for mutation in wrong_typed(SERVER, SERVER_DEFAULTS)}
    assert found["replicas"] == "replicas: expected integer, given string"
    assert found["maxUnavailable"] == "maxUnavailable: expected integer or string, given boolean"
    assert found["priorityClassName"] == "priorityClassName: expected null or string, given integer"
    assert {"jobs.*", "jobs.*.args.0", "resources.limits.*", "env.*.secretKeyRef.key"} <= set(found)


def test_an_open_alternative_makes_no_misspelling() -> None:
    schema = closed({"a": {"anyOf": [closed({"b": {"type": "string"}}), {"type": "object"}]}})
    assert [mutation.path for mutation in misspelt(schema, {})] == [("aa",)]


def test_an_unreachable_place_is_named() -> None:
    schema = closed({"a": closed({"b": {"type": "string"}})}, allOf=[{"not": {"required": ["a"]}}])
    with pytest.raises(ValueError, match="schema: a: no valid values hold it"):
        list(misspelt(schema, {}))


@pytest.mark.parametrize(
    ("name", "stuck"),
    [
        ("server", set()),
        # A constant, and a password whose other shape Helm would merge with the default's.
        ("database", {("mode",), ("password", "create"), ("password", "existingSecret")}),
        # Neither can change alone: `disk` asks for a limit.
        ("tuning", {("kind",)}),
    ],
)
def test_alternatives_of_leaves_are_valid_and_differ(name: str, stuck: set[tuple[str, ...]]) -> None:
    schema, defaults = CASES[name]
    without = set()
    for path, current, alternatives in leaves(schema, defaults):
        for value in alternatives:
            merged = coalesce(defaults, put({}, path, value), keep_nulls=False)
            assert judge(schema).is_valid(merged), path
            assert value != current or type(value) is not type(current)
        without |= set() if alternatives else {path}
    assert without <= stuck


def test_a_leaf_that_cannot_change_alone_comes_with_what_it_could_be_beside_another_change() -> None:
    schema, defaults = CASES["tuning"]
    found = {path: alternatives for path, _, alternatives in leaves(schema, defaults, alone=False)}
    assert found["kind",]
    assert not any(judge(schema).is_valid(put(defaults, ("kind",), value)) for value in found["kind",])


def test_a_reserved_name_is_no_leaf() -> None:
    schema = closed({"env": {"type": "object", "properties": {"HOME": {"not": {}}, "TZ": {"type": "string"}}}})
    assert [path for path, _, _ in leaves(schema, {"env": {"TZ": "UTC"}})] == [("env", "TZ")]


def test_leaves_name_every_value_and_a_new_entry_of_every_map() -> None:
    found = {path: current for path, current, _ in leaves(SERVER, SERVER_DEFAULTS)}
    for path, current in (
        (("replicas",), 1),
        (("image", "tag"), "latest"),
        (("jobs", "nightly", "args"), ["--all"]),
        (("env", "LOG_LEVEL"), "info"),
        (("resources", "requests", "cpu"), "100m"),
        (("priorityClassName",), None),
        (("resources", "limits"), None),
    ):
        assert found[path] == current
    for name in ("env", "jobs"):
        assert [path for path in found if path[0] == name and len(path) == 2 and found[path] is None], name


def test_without_each_removes_one_key_at_a_time() -> None:
    found = {mutation.why: mutation.values for mutation in without_each({"a": {"b": 1, "c": {}}, "d": [2]})}
    assert found == {
        "a: left out": {"d": [2]},
        "a.b: left out": {"a": {"c": {}}, "d": [2]},
        "a.c: left out": {"a": {"b": 1}, "d": [2]},
        "d: left out": {"a": {"b": 1, "c": {}}},
    }
