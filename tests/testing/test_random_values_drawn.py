"""What is drawn at random: it repeats, holds, and reaches every place of a schema."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
import yaml

from floe_charts.testing.random import NASTY_STRINGS, ValuesGenerator, drop, put, random_values, yaml_text
from floe_charts.testing.random.overlays import over
from floe_charts.testing.random.places import positions
from floe_charts.values.coalesce import coalesce
from tests.testing.sample_schemas import (
    SERVER,
    SERVER_DEFAULTS,
    Case,
    cases,
    closed,
)


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
