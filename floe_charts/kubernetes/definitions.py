"""The vendored Kubernetes definitions, by name, kind and cdk8s struct class.

>>> definition("io.k8s.api.core.v1.Capabilities")["type"]
'object'
>>> property_name("io.k8s.api.core.v1.ServiceSpec", "cluster_ip")
'clusterIP'
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

VERSIONS = ("1.27", "1.37")
"""Kubernetes versions with vendored definitions: the oldest supported and the newest."""

DEFAULT_VERSION = VERSIONS[0]

Definition = Mapping[str, Any]

_PACKAGE = Path(__file__).resolve().parents[1]
# A wheel carries the folder inside the package; in a checkout it lies beside the package.
_FOLDERS = (_PACKAGE / "_schemas", _PACKAGE.parent / "schemas")
_SCHEMA_LINE = re.compile(r":schema:\s*(io\.k8s\.[\w.-]+)\s*$", re.MULTILINE)


def definition_names(version: str = DEFAULT_VERSION) -> tuple[str, ...]:
    """Full names of the vendored definitions, sorted."""
    return tuple(_definitions(version))


def definition(name: str, version: str = DEFAULT_VERSION) -> Definition:
    """One OpenAPI definition by full name; shared by all callers, so never change it.

    Raises KeyError for a name that is not vendored and ValueError for an unknown version.
    """
    try:
        return _definitions(version)[name]
    except KeyError:
        raise KeyError(
            f"{name}: not among the Kubernetes {version} definitions; "
            "add its kind to tools/vendor_kubernetes.py and run it"
        ) from None


def property_name(definition_name: str, python_name: str, version: str = DEFAULT_VERSION) -> str:
    """The JSON property that a cdk8s keyword argument sets (`cluster_i_ps` is `clusterIPs`).

    Raises KeyError when the definition has no such property.
    """
    properties = _properties_by_letters(definition_name, version)
    try:
        return properties[_letters(python_name)]
    except KeyError:
        raise KeyError(
            f"{definition_name}: no property for {python_name!r}; known: {', '.join(properties.values())}"
        ) from None


def definition_of(cls: type) -> str | None:
    """Full definition name of a jsii struct class, or None for any other class.

    Read from the docstring, so that nothing here starts jsii's Node process.
    """
    return _documented(cls)


def kind_definition(api_version: str, kind: str, version: str = DEFAULT_VERSION) -> str | None:
    """Full definition name of a kind such as ("apps/v1", "Deployment"); None when not vendored."""
    return _kinds(version).get((api_version, kind))


def kind_of(definition_name: str, version: str = DEFAULT_VERSION) -> tuple[str, str] | None:
    """(apiVersion, kind) of a top-level definition, None for any other."""
    entries = definition(definition_name, version).get("x-kubernetes-group-version-kind", ())
    for entry in entries:
        group = entry["group"]
        return (f"{group}/{entry['version']}" if group else entry["version"], entry["kind"])
    return None


def _letters(name: str) -> str:
    # jsii splits acronyms its own way (podIPs -> pod_i_ps) and appends "_" to Python keywords:
    # without underscores and case both spellings meet.
    return name.replace("_", "").lower()


@cache
def _documented(cls: type) -> str | None:
    for documented in (vars(cls).get("__init__"), cls):
        found = _SCHEMA_LINE.search(getattr(documented, "__doc__", None) or "")
        if found:
            return found.group(1)
    return None


@cache
def _properties_by_letters(definition_name: str, version: str) -> Mapping[str, str]:
    properties = definition(definition_name, version).get("properties", {})
    return {_letters(name): name for name in properties}


@cache
def _kinds(version: str) -> Mapping[tuple[str, str], str]:
    found = ((kind_of(name, version), name) for name in definition_names(version))
    return {kind: name for kind, name in found if kind}


@cache
def _definitions(version: str) -> Mapping[str, Definition]:
    if version not in VERSIONS:
        raise ValueError(f"Kubernetes {version}: no definitions vendored; choose one of {', '.join(VERSIONS)}")
    path = _file(f"kubernetes-{version}.json")
    loaded: dict[str, Definition] = json.loads(path.read_text(encoding="utf-8"))["definitions"]
    return MappingProxyType(loaded)


def _file(name: str) -> Path:
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    looked = " and ".join(str(folder) for folder in _FOLDERS)
    raise FileNotFoundError(f"{name}: not in {looked}; reinstall floe-charts or run tools/vendor_kubernetes.py")
