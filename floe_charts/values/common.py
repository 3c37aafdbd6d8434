"""Values every chart has."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict

from floe_charts.name_patterns import SERVICE_NAME
from floe_charts.values.constraint import Constraint, LabelKey, LabelValue, ObjectName, Registry
from floe_charts.values.model import Reserved, Values, value

ShortName = Annotated[
    str,
    Constraint(
        "empty, or a DNS label of at most 40 characters",
        {"pattern": f"^({SERVICE_NAME})?$", "maxLength": 40},
        plain=True,
    ),
]

#: What the chart writes on its objects itself; the first three select pods and never change.
STANDARD_LABELS = (
    "app.kubernetes.io/name",
    "app.kubernetes.io/instance",
    "app.kubernetes.io/component",
    "app.kubernetes.io/version",
    "app.kubernetes.io/managed-by",
    "helm.sh/chart",
)


class GlobalValues(Values):
    """What the pods of all charts of a release have in common; other keys are left alone."""

    model_config = ConfigDict(extra="allow")

    image_registry: Registry = value(
        "", "Registry all images are pulled from, in place of each image's own; empty keeps those."
    )
    image_pull_policy: Literal["IfNotPresent", "Always", "Never"] = value("IfNotPresent", "When images are pulled.")
    image_pull_secrets: list[ObjectName] = value(
        [], "Names of docker-registry Secrets to pull images with.", schema={"uniqueItems": True}
    )
    environment: Literal["dev", "staging", "prod"] = value(
        "dev", "Environment; charts with several pods of one kind refuse a single one in prod."
    )
    security_preset: Literal["hardened", "platform"] = value(
        "hardened", "hardened sets user ids; platform leaves them to the cluster (OpenShift)."
    )


class ChartValues(Values):
    """Base of a chart's values: names and labels."""

    reserved: ClassVar[Reserved] = {"commonLabels": STANDARD_LABELS}

    name_override: ShortName = value(
        "", "Replaces the chart's name in object names and labels. Fixed once it is installed."
    )
    fullname_override: ShortName = value("", "Replaces the whole stem of object names. Fixed once it is installed.")
    common_labels: dict[LabelKey, LabelValue] = value(
        {}, "Labels of every object of this chart but pods, which have podLabels.", example={"team": "data"}
    )
