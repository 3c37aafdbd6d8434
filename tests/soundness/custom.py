"""Schemas of the custom resources the charts make, after the definitions their projects publish."""

from __future__ import annotations

from typing import Any

_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_SUBDOMAIN = rf"{_LABEL}(\.{_LABEL})*"


def _text(pattern: str, longest: int = 253) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": f"^{pattern}$"}


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(items: dict[str, Any], least: int, most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


_PARENT = _closed(
    {
        "group": {"const": "gateway.networking.k8s.io"},
        "kind": {"const": "Gateway"},
        "name": _text(".+"),
        "namespace": _text(_LABEL, 63),
        "sectionName": _text(_SUBDOMAIN),
    },
    "name",
)
_BACKEND = _closed(
    {
        "group": {"const": ""},
        "kind": {"const": "Service"},
        "name": _text(".+"),
        "port": {"type": "integer", "minimum": 1, "maximum": 65535},
        "weight": {"type": "integer", "minimum": 0, "maximum": 1000000},
    },
    "name",
    "port",
)
_PATH = {
    "type": {"const": "PathPrefix"},
    "value": {
        **_text(r"/([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*", 1024),
        "not": {"pattern": r"//|/\./|/\.\./|/\.\.?$|%2[fF]"},
    },
}
_ROUTE = _closed(
    {
        "parentRefs": _list(_PARENT, 1, 32),
        "hostnames": _list(_text(rf"(\*\.)?{_SUBDOMAIN}"), 1, 16),
        "rules": _list(
            _closed(
                {
                    "matches": _list(_closed({"path": _closed(_PATH, "type", "value")}, "path"), 1, 64),
                    "backendRefs": _list(_BACKEND, 1, 16),
                },
                "backendRefs",
            ),
            1,
            16,
        ),
    },
    "parentRefs",
    "rules",
)
#: By apiVersion and kind. What the charts leave out of a kind is left out here: a new field needs a look at its bounds.
CUSTOM: dict[tuple[str, str], dict[str, Any]] = {
    ("gateway.networking.k8s.io/v1", "HTTPRoute"): {
        "type": "object",
        "required": ["apiVersion", "kind", "metadata", "spec"],
        "properties": {"apiVersion": {}, "kind": {}, "metadata": {"type": "object"}, "spec": _ROUTE},
        "additionalProperties": False,
    }
}
