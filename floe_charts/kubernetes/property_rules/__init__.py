"""What the API server checks about one property, beyond OpenAPI.

Enumerations leave out the empty string, which the server reads as "not given". Rules between properties are in
`object_rules`.
"""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.patterns import Schema
from floe_charts.kubernetes.property_rules import cluster, metadata, pods, scheduling, services, volumes, workloads

_TABLES = (cluster.RULES, metadata.RULES, pods.RULES, scheduling.RULES, services.RULES, volumes.RULES, workloads.RULES)

PROPERTY_RULES: Mapping[tuple[str, str], Schema] = {
    (f"{group}.{name}", property_name): schema
    for table in _TABLES
    for group, definitions in table.items()
    for name, properties in definitions.items()
    for property_name, schema in properties.items()
}
"""The draft-07 keywords to add, by the definition's full name and the property."""
