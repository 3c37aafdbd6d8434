"""Where a Secret comes from."""

from __future__ import annotations

from typing import Any, ClassVar

from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.resources import resources
from floe_charts.flow.inside import fallback
from floe_charts.values.constraint import ObjectName
from floe_charts.values.model import Reserved, Values, value
from floe_charts.values.rules import Rule


class GeneratorOptions(WorkloadOptions):
    """A pod that generates a Secret."""

    reserved: ClassVar[Reserved] = {"volumes": ("/var/run/secrets/kubernetes.io/serviceaccount",)}


class SecretGeneratorValues(Values):
    """The Job that generates credentials before the first install.

    It creates a Secret only where none exists, so an upgrade or a GitOps sync never changes a password.
    """

    enabled: bool = value(
        True, "Generate each Secret that has no existingSecret. When off, each needs an existingSecret."
    )
    image: ImageValues = value(
        ImageValues(repository="library/python", tag="3.13-slim"), "Any image with Python 3.8 or later."
    )
    pod: GeneratorOptions = value(
        GeneratorOptions(resources=resources("50m", "64Mi", "500m", "128Mi"), spread="none"), "The Jobs' pods."
    )


def generated_or_existing(path: str) -> Rule:
    """A Secret that is generated, or with ``secrets.enabled`` off an existing one; its values lie at ``path``."""
    needed: dict[str, dict[str, Any]] = {
        f"{path}.existingSecret": {"type": "string"},
        path: {"required": ["existingSecret"]},
    }
    return Rule(
        {"secrets.enabled": {"const": False}}, needed, f"{path}: without secrets.enabled it needs an existingSecret"
    )


def secret_name(existing: ObjectName | None, own: str) -> Any:
    """The existing Secret's name, or the generated one's."""
    return fallback(existing, own)
