"""Kubernetes types: vendored definitions, strict schemas and validation of rendered objects.

>>> from floe_charts.kubernetes import object_errors
>>> object_errors({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "daat": {}})
["object: Additional properties are not allowed ('daat' was unexpected)"]
"""

from __future__ import annotations

from floe_charts.kubernetes.definitions import (
    VERSIONS,
    definition,
    definition_names,
    definition_of,
    kind_definition,
    kind_of,
    property_name,
)
from floe_charts.kubernetes.duplicates import duplicate_keys
from floe_charts.kubernetes.relations import relation_errors
from floe_charts.kubernetes.strict import definition_key, inline_definitions, strict_schema
from floe_charts.kubernetes.validate import is_known, object_errors

__all__ = [
    "VERSIONS",
    "definition",
    "definition_key",
    "definition_names",
    "definition_of",
    "duplicate_keys",
    "inline_definitions",
    "is_known",
    "kind_definition",
    "kind_of",
    "object_errors",
    "property_name",
    "relation_errors",
    "strict_schema",
]
