"""Where OpenAPI says something else than the API server: properties typed wrongly, and properties it asks for."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.groups import CORE
from floe_charts.kubernetes.patterns import ANNOTATIONS, DIVISOR, LABELS, QUANTITY_POSITIVE, Schema, one_of

_TEXTS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}

REPLACED: Mapping[tuple[str, str], Schema] = {
    # typed like any object's metadata, of which the server refuses all but these two
    (f"{CORE}.PersistentVolumeClaimTemplate", "metadata"): {
        "type": "object",
        "additionalProperties": False,
        "properties": {"annotations": {**_TEXTS, **ANNOTATIONS}, "labels": {**_TEXTS, **LABELS}},
    },
    (f"{CORE}.ResourceFieldSelector", "divisor"): {"type": ["string", "integer"], **DIVISOR},
    # 1.27 types a claim's resources like a container's, whose keys are others.
    (f"{CORE}.PersistentVolumeClaimSpec", "resources"): {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "type": "object",
                "additionalProperties": {"allOf": [{"type": ["string", "number"]}, QUANTITY_POSITIVE]},
                "propertyNames": one_of("storage"),
            }
            for name in ("limits", "requests")
        },
    },
}
"""Properties whose vendored schema is wrong for their place."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    f"{CORE}.Container": ("image",),
    f"{CORE}.ConfigMapEnvSource": ("name",),
    f"{CORE}.ConfigMapKeySelector": ("name",),
    f"{CORE}.ConfigMapProjection": ("name",),
    f"{CORE}.ConfigMapVolumeSource": ("name",),
    f"{CORE}.ExecAction": ("command",),
    f"{CORE}.PersistentVolumeClaimSpec": ("accessModes", "resources"),
    f"{CORE}.SecretEnvSource": ("name",),
    f"{CORE}.SecretKeySelector": ("name",),
    f"{CORE}.SecretProjection": ("name",),
    f"{CORE}.SecretVolumeSource": ("secretName",),
}
"""Properties that OpenAPI calls optional and the server asks for."""
