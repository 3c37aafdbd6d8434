"""Schemas of every sort of value, to draw random values from."""

from __future__ import annotations

import json
from typing import Any

import pytest

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
# Helm's schemas are Go's regular expressions, which have no lookahead.
HELM_SCHEMA: dict[str, Any] = json.loads(json.dumps(SERVER).replace("(?=.{1,128}$)", ""))
