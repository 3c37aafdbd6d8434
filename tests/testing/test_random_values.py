from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from floe_charts.helm import InProcessChart, SchemaRefused
from floe_charts.testing.mutations import misspelt, wrong_typed
from floe_charts.testing.random import NASTY_STRINGS, ValuesGenerator, drop, put, random_values, yaml_text
from floe_charts.testing.random.overlays import over
from floe_charts.testing.random.places import positions
from floe_charts.values.coalesce import coalesce

NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"
QUANTITY = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$"
CRON = r"^(@(yearly|monthly|weekly|daily|hourly)|((\*|[0-9]{1,2})(/[0-9]+)?\s){4}(\*|[0-7]))$"


def closed(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, **more}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


DEFINITIONS: dict[str, Any] = {
    "quantity": {"anyOf": [{"type": "string", "pattern": QUANTITY}, {"type": "integer", "minimum": 0}]},
    "quantities": {
        "type": "object",
        "propertyNames": {"enum": ["cpu", "memory", "ephemeral-storage"]},
        "additionalProperties": {"$ref": "#/definitions/quantity"},
    },
    "resources": closed(
        {"limits": {"$ref": "#/definitions/quantities"}, "requests": {"$ref": "#/definitions/quantities"}}
    ),
    "image": closed(
        {
            "repository": {"type": "string", "minLength": 1, "pattern": "^[a-z0-9./_-]+$"},
            "tag": {"type": "string", "pattern": "^(?=.{1,128}$)[A-Za-z0-9_][A-Za-z0-9._-]*$"},
            "digest": or_null({"type": "string", "pattern": "^sha256:[a-f0-9]{64}$"}),
            "pullPolicy": {"enum": ["Always", "IfNotPresent", "Never"]},
        }
    ),
    "secretKey": closed(
        {
            "name": {"type": "string", "pattern": NAME, "maxLength": 253},
            "key": {"type": "string", "minLength": 1},
        },
        required=["name", "key"],
    ),
    "env": {
        "type": "object",
        "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
        "additionalProperties": {
            "oneOf": [
                {"type": "string"},
                {"type": ["boolean", "integer"]},
                closed({"secretKeyRef": {"$ref": "#/definitions/secretKey"}}, required=["secretKeyRef"]),
            ]
        },
    },
    "selector": closed(
        {
            "matchLabels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 63}},
            "not": {"$ref": "#/definitions/selector"},
        }
    ),
}
JOB = closed(
    {
        "enabled": {"type": "boolean"},
        "schedule": {"type": "string", "pattern": CRON},
        "args": {"type": "array", "items": {"type": "string"}, "maxItems": 5, "uniqueItems": True},
        "env": {"$ref": "#/definitions/env"},
        "resources": {"allOf": [{"$ref": "#/definitions/resources"}], "description": "What a run may use."},
        "backoffLimit": {"type": ["integer", "null"], "minimum": 0, "maximum": 10},
    },
    required=["schedule"],
)
SERVER: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "definitions": DEFINITIONS,
    **closed(
        {
            "environment": {"enum": ["dev", "staging", "prod"]},
            "replicas": {"type": "integer", "minimum": 0, "maximum": 50},
            "image": {"$ref": "#/definitions/image"},
            "resources": {"$ref": "#/definitions/resources"},
            "env": {"$ref": "#/definitions/env"},
            "jobs": {"type": "object", "propertyNames": {"pattern": NAME}, "additionalProperties": JOB},
            "service": closed(
                {
                    "port": {"type": "integer", "minimum": 1, "maximum": 65535},
                    "nodePort": or_null({"type": "integer", "minimum": 30000, "maximum": 32767}),
                    "annotations": {"type": "object", "additionalProperties": {"type": "string"}},
                }
            ),
            "banner": {"type": "string"},
            "priorityClassName": {"type": ["string", "null"]},
            "podSelector": {"$ref": "#/definitions/selector"},
            "maxUnavailable": {
                "anyOf": [
                    {"type": "integer", "minimum": 0},
                    {"type": "string", "pattern": "^([0-9]|[1-9][0-9]|100)%$"},
                ]
            },
            "global": {"type": "object"},
        },
        allOf=[
            {
                "if": {"properties": {"environment": {"const": "prod"}}, "required": ["environment"]},
                "then": {
                    "properties": {
                        "replicas": {"minimum": 2},
                        "image": {
                            "properties": {"tag": {"not": {"const": "latest"}}},
                            "required": ["digest"],
                        },
                    }
                },
            }
        ],
    ),
}
SERVER_DEFAULTS: dict[str, Any] = {
    "environment": "dev",
    "replicas": 1,
    "image": {"repository": "example/server", "tag": "latest", "pullPolicy": "IfNotPresent"},
    "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}},
    "env": {"LOG_LEVEL": "info"},
    "jobs": {"nightly": {"enabled": True, "schedule": "0 3 * * *", "args": ["--all"]}},
    "service": {"port": 8080, "annotations": {}},
    "banner": "",
    "podSelector": {"matchLabels": {}},
    "maxUnavailable": 1,
}
DATABASE: dict[str, Any] = {
    "definitions": DEFINITIONS,
    **closed(
        {
            "mode": {"const": "builtin"},
            "storage": closed(
                {
                    "size": {"$ref": "#/definitions/quantity"},
                    "className": {"type": ["string", "null"], "maxLength": 63},
                    "ratio": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
                    "blockSize": {"type": "integer", "multipleOf": 4096, "minimum": 4096, "maximum": 1048576},
                },
                required=["size"],
            ),
            "password": {
                "oneOf": [
                    closed({"existingSecret": {"type": "string", "pattern": NAME}}, required=["existingSecret"]),
                    closed({"create": {"const": True}, "length": {"type": "integer", "minimum": 16}}),
                ]
            },
            "extensions": {
                "type": "array",
                "items": {"enum": ["hstore", "citext", "ltree"]},
                "minItems": 1,
                "uniqueItems": True,
            },
            "users": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 3,
                "patternProperties": {
                    "^[a-z_]{1,16}$": closed({"grants": {"type": "array", "items": {"type": "string"}}})
                },
                "additionalProperties": False,
            },
        },
        required=["mode", "storage", "password"],
    ),
}
DATABASE_DEFAULTS = {
    "mode": "builtin",
    "storage": {"size": "10Gi"},
    "password": {"create": True},
    "extensions": ["hstore"],
    "users": {"app": {"grants": []}},
}
TUNING = closed(
    {
        "kind": {"enum": ["memory", "disk"]},
        "endpoint": {"type": "string", "format": "uri"},
        "zone": {"type": "string", "pattern": r"^\p{Lu}+$", "examples": ["EU"]},
        "limit": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 4},
        "nested": closed({"a": closed({"b": closed({"c": or_null({"type": "string", "maxLength": 3})})})}),
    },
    **{
        "if": {"properties": {"kind": {"const": "disk"}}, "required": ["kind"]},
        "then": {"required": ["limit"], "properties": {"limit": {"minimum": 3}}},
        "else": {"properties": {"limit": {"maximum": 2}}},
    },
)
Case = tuple[dict[str, Any], dict[str, Any]]
CASES: dict[str, Case] = {
    "server": (SERVER, SERVER_DEFAULTS),
    "database": (DATABASE, DATABASE_DEFAULTS),
    "database without defaults": (DATABASE, {}),
    "tuning": (TUNING, {"kind": "memory"}),
}
cases = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for below in value.values() for text in texts(below)]
    if isinstance(value, list):
        return [text for below in value for text in texts(below)]
    return [value] if isinstance(value, str) else []


def places(value: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    found = {path}
    if isinstance(value, Mapping):
        for key, below in value.items():
            found |= places(below, (*path, key))
    return found


@cases
def test_every_overlay_is_valid_once_merged(case: Case) -> None:
    schema, defaults = case
    generator = ValuesGenerator(schema, defaults)
    judge = jsonschema.Draft7Validator(json.loads(json.dumps(schema).replace(r"\\p{Lu}", "[A-Z]")))
    for seed in range(300):
        overlay = generator.generate(seed)
        for keep in (True, False):
            errors = list(judge.iter_errors(coalesce(defaults, overlay, keep_nulls=keep)))
            assert not errors, (seed, errors[0])
    assert generator.acceptance > 0.8


@cases
def test_a_seed_repeats_and_seeds_differ(case: Case) -> None:
    drawn = [json.dumps(random_values(case[0], seed, defaults=case[1])) for seed in range(12)]
    again = ValuesGenerator(*case)
    assert [json.dumps(again.generate(seed)) for seed in reversed(range(12))] == drawn[::-1]
    assert len(set(drawn)) > 6


def test_hash_seed_changes_nothing() -> None:
    schema = {
        **SERVER,
        "properties": {**SERVER["properties"], "odd": {"type": "string", "pattern": "^[^a-y/]+$"}},
    }
    script = (
        "import sys, json, hashlib; from floe_charts.testing.random import ValuesGenerator\n"
        "generator = ValuesGenerator(*json.load(sys.stdin))\n"
        "text = json.dumps([generator.generate(seed) for seed in range(80)])\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    given = json.dumps([schema, SERVER_DEFAULTS])
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=given,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("0", "1", "4242")
    }
    generator = ValuesGenerator(*json.loads(given))
    here = json.dumps([generator.generate(seed) for seed in range(80)])
    assert digests == {hashlib.sha256(here.encode()).hexdigest() + "\n"}


def test_nasty_strings_turn_up_where_a_string_is_free() -> None:
    generator = ValuesGenerator(SERVER, SERVER_DEFAULTS)
    found = {text for seed in range(1500) for text in texts(generator.generate(seed))}
    assert set(NASTY_STRINGS) <= found


@cases
def test_every_place_of_the_schema_is_reached(case: Case) -> None:
    generator = ValuesGenerator(*case)
    wanted = {
        tuple(str(name) for kind, name in focus if kind == "property")
        for focus, _ in positions(generator.root)
        if all(kind in ("property", "branch") for kind, _ in focus)
    }
    reached = set().union(*(places(generator.generate(seed)) for seed in range(2 * len(generator.leaves))))
    assert wanted - reached == set()
    assert len(wanted) > 8


def test_conditions_are_met_not_avoided() -> None:
    generator = ValuesGenerator(SERVER, SERVER_DEFAULTS)
    drawn = [coalesce(SERVER_DEFAULTS, generator.generate(seed), keep_nulls=False) for seed in range(400)]
    prod = [values for values in drawn if values.get("environment") == "prod"]
    assert len(prod) > 30
    assert len({values["replicas"] for values in prod if "replicas" in values}) > 5


def test_nulls_sizes_and_map_entries_vary() -> None:
    generator = ValuesGenerator(SERVER, SERVER_DEFAULTS)
    drawn = [generator.generate(seed) for seed in range(600)]
    sizes = [len(values) for values in drawn]
    assert min(sizes) <= 1
    assert max(sizes) >= 11
    assert {len(values["jobs"]) for values in drawn if "jobs" in values} >= {0, 1, 2, 3}
    assert any(values.get("jobs", {}).get("nightly", 1) is None for values in drawn), "a default entry removed"
    assert any(values.get("priorityClassName", 1) is None for values in drawn)


def test_coalesce_merges_as_helm_does() -> None:
    defaults = {"a": {"b": 1, "c": 2}, "d": [1], "e": 5}
    overlay = {"a": {"b": None, "x": None}, "d": [2], "e": {"f": None}}
    assert coalesce(defaults, overlay, keep_nulls=False) == {"a": {"c": 2}, "d": [2], "e": {}}
    assert coalesce(defaults, overlay, keep_nulls=True) == {
        "a": {"c": 2, "x": None},
        "d": [2],
        "e": {"f": None},
    }
    assert defaults == {"a": {"b": 1, "c": 2}, "d": [1], "e": 5}


@cases
def test_over_is_coalesce_without_the_copies(case: Case) -> None:
    generator, before = ValuesGenerator(*case), json.dumps(case[1])
    for seed in range(60):
        overlay = generator.generate(seed)
        for keep in (True, False):
            assert over(case[1], overlay, keep_nulls=keep) == coalesce(case[1], overlay, keep_nulls=keep)
    assert json.dumps(case[1]) == before


def test_put_and_drop_leave_their_input_alone() -> None:
    values = {"a": {"b": [1, 2]}}
    assert put(values, ("a", "b", 1), 9) == {"a": {"b": [1, 9]}}
    assert put(values, ("x", "y"), 9) == {"a": {"b": [1, 2]}, "x": {"y": 9}}
    assert drop(values, ("a", "b", 0)) == {"a": {"b": [2]}}
    assert drop(values, ("a", "missing", "c")) == {}
    assert values == {"a": {"b": [1, 2]}}


def test_yaml_text_reads_back_the_same() -> None:
    values = {text: text for text in NASTY_STRINGS if len(text) < 100} | {"numbers": [10000000, 0.5, None, True]}
    text = yaml_text(values)
    assert text.isascii()
    assert "\x7f" not in text
    assert yaml.safe_load(text) == values


def test_a_pattern_nothing_matches_says_what_to_do() -> None:
    schema = closed({"a": {"type": "string", "pattern": "^(?!x)x$"}})
    with pytest.raises(ValueError, match=r"no string found that matches; give the schema `examples`"):
        random_values(schema, 1)


def test_defaults_the_schema_refuses_are_named() -> None:
    with pytest.raises(ValueError, match="do the chart's defaults pass its schema"):
        random_values(closed({"a": {"type": "string"}}), 1, defaults={"b": 1})


# Helm's schemas are Go's regular expressions, which have no lookahead.
HELM_SCHEMA: dict[str, Any] = json.loads(json.dumps(SERVER).replace("(?=.{1,128}$)", ""))


@pytest.fixture
def chart(tmp_path: Path) -> Iterator[InProcessChart]:
    """A chart that prints the values it was given."""
    pytest.importorskip("helm_python")
    files = {
        "Chart.yaml": "apiVersion: v2\nname: echo\nversion: 0.1.0\n",
        "values.yaml": yaml_text(SERVER_DEFAULTS),
        "values.schema.json": json.dumps(HELM_SCHEMA),
        "templates/echo.yaml": 'kind: Echo\nvalues: {{ omit .Values "global" | toJson | quote }}\n',
    }
    (tmp_path / "templates").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with InProcessChart(tmp_path) as loaded:
        yield loaded


def test_helm_admits_every_overlay_and_merges_it_the_same(chart: InProcessChart) -> None:
    generator = ValuesGenerator(HELM_SCHEMA, SERVER_DEFAULTS)
    for seed in range(300):
        overlay = generator.generate(seed)
        merged = coalesce(SERVER_DEFAULTS, overlay, keep_nulls=True)
        merged.pop("global", None)
        assert json.loads(chart.render(overlay).objects[0]["values"]) == merged, seed


def test_helm_refuses_every_mutation(chart: InProcessChart) -> None:
    found = [*misspelt(HELM_SCHEMA, SERVER_DEFAULTS), *wrong_typed(HELM_SCHEMA, SERVER_DEFAULTS)]
    assert len(found) >= 50
    for mutation in found:
        with pytest.raises(SchemaRefused):
            chart.render(mutation.values)


def test_yaml_text_reads_back_the_same_in_go() -> None:
    helm = pytest.importorskip("helm_python")
    values = {text: text for text in NASTY_STRINGS if len(text) < 100} | {"long": NASTY_STRINGS[-1]}
    assert helm.values_from_yaml(yaml_text(values)) == values


def test_drawn_spaces_are_those_that_every_engine_knows() -> None:
    generator = ValuesGenerator(closed({"a": {"type": "string", "pattern": r"^a\s+\d+$"}}))
    drawn = {generator.generate(seed).get("a", "a 1") for seed in range(200)}
    assert len(drawn) > 20
    assert {char for text in drawn for char in text} <= set("a \t0123456789")


def test_jsonschema_stands_in_for_a_missing_jsonschema_rs(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = [random_values(SERVER, seed, defaults=SERVER_DEFAULTS) for seed in range(5)]
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert [random_values(SERVER, seed, defaults=SERVER_DEFAULTS) for seed in range(5)] == fast
