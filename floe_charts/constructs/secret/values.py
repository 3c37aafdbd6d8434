"""Where a Secret comes from."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import COMPLETE, resources
from floe_charts.flow.inside import fallback
from floe_charts.values.constraint import ObjectName
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Values, value


class SecretGeneratorValues(Values):
    """The Job that makes up credentials before the first install.

    It creates a Secret only where none exists, so an upgrade or a GitOps sync never changes a password.
    """

    enabled: bool = value(
        True, "Generate Secrets no existingSecret is given for. When off, each needs an existingSecret."
    )
    image: ImageValues = value(
        ImageValues(repository="library/python", tag="3.13-slim"), "Any image with Python 3.8 or later."
    )
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("50m", "64Mi", "500m", "128Mi"), "CPU and memory.", schema=COMPLETE
    )


def secret_name(existing: ObjectName | None, own: str) -> Any:
    """The existing Secret's name, or the generated one's."""
    return fallback(existing, own)
