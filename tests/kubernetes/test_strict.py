"""The schemas that charts embed: they compile, admit what they should and say null where asked."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema_rs
import pytest

from floe_charts.kubernetes import patterns, strict
from floe_charts.kubernetes.corrections import REPLACED, REQUIRED
from floe_charts.kubernetes.definitions import VERSIONS, definition, definition_names
from floe_charts.kubernetes.object_rules import OBJECT_RULES, ONE_SOURCE
from floe_charts.kubernetes.property_rules import PROPERTY_RULES
from floe_charts.kubernetes.strict import DRAFT_07, definition_key, inline_definitions, strict_schema

CORE = "io.k8s.api.core.v1"
QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"


def embedded(name: str, **options: Any) -> jsonschema_rs.Draft7Validator:
    """A validator as a values schema has it: one definition out of an inlined table."""
    table = inline_definitions([f"{CORE}.{name}"], **options)
    return jsonschema_rs.Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": table})


@pytest.mark.parametrize("version", VERSIONS)
def test_every_definition_compiles(version: str) -> None:
    names = definition_names(version)
    table = inline_definitions(names, version=version)
    assert len(table) == len(names)
    everything = {
        "properties": {key: {"$ref": f"#/definitions/{key}"} for key in table},
        "definitions": table,
    }
    jsonschema_rs.meta.validate({"$schema": DRAFT_07, **everything})
    assert jsonschema_rs.Draft7Validator(everything).is_valid({})


@pytest.mark.parametrize("version", VERSIONS)
def test_every_schema_is_self_contained(version: str) -> None:
    for name in definition_names(version):
        schema = strict_schema(name, version)
        assert schema["$schema"] == DRAFT_07
        jsonschema_rs.Draft7Validator(schema)


def test_every_rule_names_a_vendored_property() -> None:
    known = {
        (name, key)
        for version in VERSIONS
        for name in definition_names(version)
        for key in definition(name, version).get("properties", {})
    }
    asked = {(name, key) for name, keys in REQUIRED.items() for key in keys}
    assert {*PROPERTY_RULES, *REPLACED, *asked} <= known
    assert {*OBJECT_RULES, *ONE_SOURCE} <= {name for name, _ in known}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_object_with_properties_is_closed(version: str) -> None:
    for key, schema in inline_definitions(definition_names(version), version=version).items():
        assert "properties" not in schema or schema["additionalProperties"] is False, key


def test_no_pattern_needs_what_re2_lacks() -> None:
    tables = [inline_definitions(definition_names(version), version=version) for version in VERSIONS]
    text = json.dumps(tables)
    assert "pattern" in text
    assert not re.search(r"\(\?[=!<]", text)


def test_keys_are_short() -> None:
    assert definition_key(f"{CORE}.ResourceRequirements") == "ResourceRequirements"


def test_a_shared_last_name_gets_its_group(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {f"{CORE}.Event", "io.k8s.api.events.v1.Event"}
    monkeypatch.setattr(strict, "_by_short_name", lambda: {"Event": names})
    assert {definition_key(name) for name in names} == {"core.Event", "events.Event"}


def test_tables_are_sorted_and_equal_each_time() -> None:
    table = inline_definitions([f"{CORE}.PodSpec"])
    assert list(table) == sorted(table)
    assert json.dumps(table) == json.dumps(inline_definitions([f"{CORE}.PodSpec"]))
    assert {"Container", "Quantity", "ResourceRequirements"} <= table.keys()


_WORDS = "1 500m 1Gi 1e3 1E3 1E 0.5 .5 1. +1 -1 1e-3 100u 1Ei"
QUANTITIES_GOOD: list[Any] = [*_WORDS.split(), 2, 0.5]
_TYPOS = "abc 1gb 1e 1mi . 1.5.5 1K 1GiB --1 Gi"
QUANTITIES_BAD: list[Any] = [*_TYPOS.split(), "", "1 Gi", " 1", None, True, []]


@pytest.mark.parametrize("value", QUANTITIES_GOOD)
def test_good_quantities(value: Any) -> None:
    assert jsonschema_rs.Draft7Validator(strict_schema(QUANTITY)).is_valid(value)


@pytest.mark.parametrize("value", QUANTITIES_BAD)
def test_bad_quantities(value: Any) -> None:
    assert not jsonschema_rs.Draft7Validator(strict_schema(QUANTITY)).is_valid(value)


PATTERNS = [
    ("DNS_LABEL", ["a", "a-1", "1a"], ["", "-a", "a-", "a.b", "A", "a" * 64]),
    ("DNS_SUBDOMAIN", ["a", "a.b-c.d"], ["", "a..b", ".a", "a_b", "a" * 254]),
    ("LABEL_KEY", ["a", "A_b.c", "example.com/Name"], ["", "/a", "a/", "Example.com/a", "a" * 64, "a/b/c"]),
    ("LABEL_VALUE", ["", "a", "A_b.c-d"], ["-a", "a.", "a b", "a" * 64]),
    ("PORT_NAME", ["http", "h2", "0-a", "1a-2"], ["", "80", "a--b", "-a", "a-", "HTTP", "a" * 16]),
    ("ENV_NAME", ["A", "_a", "a.b-c", ".a"], ["", "1a", ".", "..", "..a", "a b", "A=B"]),
    ("DATA_KEY", ["a", ".a", "a..b", "A_1-b"], ["", ".", "..", "..a", "a/b"]),
    ("BASE64", ["", "aGk=", "aGVsbG8h", "YQ==", "aG\nk="], ["a", "aG", "aGk", "a===", "aGk=a", "äää="]),
    (
        "CRON",
        ["* * * * *", "*/5 0-23/2 1,15 feb MON-fri", "0 0 1 1 ?"],
        ["* * * *", "*/0 * * * *"],
    ),
    (
        "CIDR",
        ["10.0.0.0/8", "::/0", "fd00::/8", "1:2::3/64"],
        ["10.0.0/8", "10.0.0.0", "::/129"],
    ),
    ("SYSCTL", ["kernel.shm_rmid_forced", "net/ipv4/conf"], ["", "Net", "a..b", ".a"]),
    ("FIELD_PATH", ["metadata.labels['a/b']", "status.podIP"], ["spec.x", "metadata.labels['']"]),
    ("CONTAINER_RESOURCE", ["cpu", "hugepages-2Mi", "nvidia.com/gpu"], ["storage", "gpu", "hugepages-"]),
    ("QUANTITY_POSITIVE", ["1", "0.01", "10Gi"], ["0", "0.0", "-1", "00Gi"]),
]


@pytest.mark.parametrize(("name", "good", "bad"), PATTERNS)
def test_patterns(name: str, good: list[str], bad: list[str]) -> None:
    validator = jsonschema_rs.Draft7Validator(dict(getattr(patterns, name)))
    assert [text for text in good if not validator.is_valid(text)] == []
    assert [text for text in bad if validator.is_valid(text)] == []


def test_null_is_no_value() -> None:
    mount = {"name": "a", "mountPath": "/a"}
    assert embedded("VolumeMount").is_valid(mount)
    assert not embedded("VolumeMount").is_valid({**mount, "readOnly": None})


def test_callers_cannot_change_the_vendored_definitions() -> None:
    before = json.dumps(definition(f"{CORE}.Container"))
    inline_definitions([f"{CORE}.Container"])["Container"]["properties"].clear()
    assert json.dumps(definition(f"{CORE}.Container")) == before
    assert inline_definitions([f"{CORE}.Container"])["Container"]["properties"]
