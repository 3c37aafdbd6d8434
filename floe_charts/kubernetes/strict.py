"""Strict draft-07 schemas made of the vendored definitions and the API server's own rules.

Helm checks values files with them and tests check rendered objects: a typo, a wrong type or a value that the
API server would refuse is an error at every level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from floe_charts.kubernetes.conditions import at_least_one, exactly_one
from floe_charts.kubernetes.corrections import REPLACED, REQUIRED
from floe_charts.kubernetes.definitions import (
    DEFAULT_VERSION,
    VERSIONS,
    Definition,
    definition,
    definition_names,
    kind_of,
)
from floe_charts.kubernetes.name_rules import name_rule
from floe_charts.kubernetes.object_rules import OBJECT_RULES, ONE_SOURCE
from floe_charts.kubernetes.patterns import QUANTITY
from floe_charts.kubernetes.property_rules import PROPERTY_RULES

Schema = dict[str, Any]

DRAFT_07 = "http://json-schema.org/draft-07/schema#"

# Helm reads numbers as float64: a larger whole number reaches the API server rounded.
_EXACT = 2**53 - 1
_INT32 = 2**31
_BOUNDS = {
    "int32": {"minimum": -_INT32, "maximum": _INT32 - 1},
    "int64": {"minimum": -_EXACT, "maximum": _EXACT},
}
_SCALARS: Mapping[str, Schema] = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": {"type": ["string", "number"], **QUANTITY},
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {
        "anyOf": [{"type": "integer", **_BOUNDS["int32"]}, {"type": "string"}]
    },
}
_COPIED = ("type", "required")


def definition_key(name: str) -> str:
    """The short key of a definition in a `definitions` table: "ResourceRequirements".

    The API group goes in front where two vendored definitions share their last name.
    """
    group, _, short = name.rpartition(".")
    return short if len(_by_short_name().get(short, ())) < 2 else f"{group.split('.')[-2]}.{short}"


def strict_schema(name: str, version: str = DEFAULT_VERSION) -> Schema:
    """A self-contained schema for one definition; a top-level kind also gets its identity and name checked.

    Raises KeyError for a name that is not vendored.
    """
    root: Schema = {"$ref": _pointer(name)}
    identity = _identity(name, version)
    body = {"allOf": [root, identity]} if identity else root
    return {"$schema": DRAFT_07, **body, "definitions": inline_definitions([name], version=version)}


def inline_definitions(names: Iterable[str], *, version: str = DEFAULT_VERSION) -> dict[str, Schema]:
    """The named definitions and all they reach, by short key: the `definitions` of a schema that embeds them."""
    found: dict[str, Schema] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if definition_key(name) not in found:
            found[definition_key(name)] = _strict(name, version)
            waiting += _references(name, version)
    return dict(sorted(found.items()))


def _strict(name: str, version: str) -> Schema:
    source = definition(name, version)
    if name in _SCALARS:
        return dict(_SCALARS[name])
    schema = _lowered(source)
    properties = source.get("properties")
    if not properties:
        return schema
    required = sorted({*source.get("required", ()), *REQUIRED.get(name, ())} & properties.keys())
    schema["additionalProperties"] = source.get("x-kubernetes-preserve-unknown-fields", False)
    schema["properties"] = {key: _property(name, key, value) for key, value in sorted(properties.items())}
    rules = [{"$comment": sentence, **rule} for sentence, rule in _object_rules(name, properties)]
    return {**schema, **({"required": required} if required else {}), **({"allOf": rules} if rules else {})}


def _object_rules(name: str, properties: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    yield from OBJECT_RULES.get(name, {}).items()
    if name in ONE_SOURCE:
        sources = sorted(properties.keys() - ONE_SOURCE[name])
        yield f"exactly one of {', '.join(sources)}", exactly_one(sources)


def _property(owner: str, key: str, source: Definition) -> Schema:
    schema = dict(REPLACED.get((owner, key)) or _lowered(source))
    rule = PROPERTY_RULES.get((owner, key))
    return _combined(schema, rule) if rule else schema


def _lowered(source: Definition) -> Schema:
    """The draft-07 keywords of an OpenAPI schema, without properties and rules."""
    if "$ref" in source:
        return {"$ref": _pointer(source["$ref"].rpartition("/")[2])}
    schema = _pick(source, *_COPIED)
    schema |= _BOUNDS.get(source.get("format", ""), {})
    if source.get("format") == "date-time":
        schema["format"] = "date-time"
    for key in ("items", "additionalProperties"):
        if isinstance(source.get(key), Mapping):
            schema[key] = _lowered(source[key])
    return schema


def _combined(schema: Schema, rule: Mapping[str, Any]) -> Schema:
    if "$ref" in schema:
        return {"allOf": [schema, dict(rule)]}
    merged = dict(schema)
    for key, value in rule.items():
        nested = key in ("items", "additionalProperties") and isinstance(merged.get(key), dict)
        merged[key] = _combined(merged[key], value) if nested else value
    return merged


def _identity(name: str, version: str) -> Schema:
    kind = kind_of(name, version)
    if kind is None:
        return {}
    api_version, kind_name = kind
    named = {"$comment": "name or generateName is required", **at_least_one(("name", "generateName"))}
    return {
        "required": ["apiVersion", "kind", "metadata"],
        "properties": {
            "apiVersion": {"const": api_version},
            "kind": {"const": kind_name},
            "metadata": {"properties": {"name": name_rule(name)}, "allOf": [named]},
        },
    }


def _pick(source: Mapping[str, Any], *keys: str) -> Schema:
    return {key: source[key] for key in keys if key in source}


def _pointer(name: str) -> str:
    return f"#/definitions/{definition_key(name)}"


def _references(name: str, version: str) -> list[str]:
    found: list[str] = []
    for key, value in definition(name, version).get("properties", {}).items():
        if (name, key) not in REPLACED:
            found += _targets(value)
    return found


def _targets(source: Definition) -> list[str]:
    if "$ref" in source:
        return [source["$ref"].rpartition("/")[2]]
    nested = (source.get(key) for key in ("items", "additionalProperties"))
    return [target for value in nested if isinstance(value, Mapping) for target in _targets(value)]


@lru_cache(maxsize=1)
def _by_short_name() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for version in VERSIONS:
        for name in definition_names(version):
            found.setdefault(name.rpartition(".")[2], set()).add(name)
    return found
