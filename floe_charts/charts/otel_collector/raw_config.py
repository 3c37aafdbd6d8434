"""What an installer lays over the generated configuration, and what of it the chart stands on."""

from __future__ import annotations

from typing import Any

from floe_charts.values.anything import FREE
from floe_charts.values.model import value

#: The extension that the probes ask.
HEALTH_CHECK = "health_check"
#: Ports and probes follow from values; the pods would never be ready at another address.
_NO_ENDPOINT: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"not": {"enum": ["endpoint"]}},
    "additionalProperties": FREE,
}


def _map(**known: Any) -> dict[str, Any]:
    return {"type": "object", "properties": known, "additionalProperties": FREE}


def raw_config() -> Any:
    """The value: sections of the collector's configuration, and what each must be."""
    extensions = {"type": "object", "propertyNames": {"not": {"enum": [HEALTH_CHECK]}}, "additionalProperties": FREE}
    used = {"type": "array", "items": {"type": "string"}, "contains": {"const": HEALTH_CHECK}}
    sections = {
        "receivers": _map(otlp=_map(protocols=_map(grpc=_NO_ENDPOINT, http=_NO_ENDPOINT))),
        "processors": _map(),
        "exporters": _map(),
        "connectors": _map(),
        "extensions": extensions,
        "service": _map(extensions=used, pipelines=_map()),
    }
    return value(
        {},
        "Laid over the configuration that the other values make, last and unchecked: maps are merged, lists replaced.",
        schema={"properties": sections},
        example={"processors": {"batch": {"send_batch_max_size": 16384}}},
    )
