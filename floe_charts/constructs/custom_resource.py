"""Objects of kinds that Kubernetes itself does not know: they need their definition installed in the cluster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cdk8s
from constructs import Construct

from floe_charts.constructs.component import Component
from floe_charts.flow.known import plain_data
from floe_charts.flow.lifting import lifted, to_node
from floe_charts.flow.maps import merged


def custom_resource(
    component: Component,
    scope: Construct,
    api_version: str,
    kind: str,
    *,
    spec: Mapping[str, Any],
    id: str | None = None,
    name: str | None = None,
    labels: Mapping[str, str] | None = None,
    annotations: Mapping[str, str] | None = None,
) -> cdk8s.ApiObject:
    """One custom resource of a component, its spec as plain data.

    It is called like its component unless it has a ``name``, which a second one of its kind needs, and an ``id``;
    ``labels`` stand beside the component's.

    No schema of ours knows the kind, so nothing checks the spec: state every bound its definition has in the values.

    >>> custom_resource(self, self, "gateway.networking.k8s.io/v1", "HTTPRoute", spec={...})      # doctest: +SKIP
    """
    all_labels = component.labels if labels is None else merged(labels, component.labels)
    metadata = cdk8s.ApiObjectMetadata(
        name=component.name if name is None else name, labels=all_labels, annotations=annotations
    )
    made = cdk8s.ApiObject(scope, id or kind.lower(), api_version=api_version, kind=kind, metadata=metadata)
    registry = component.chart.registry
    # as one piece: jsii would take loops apart that stand in plain data
    whole = lifted(to_node(spec, registry), {}, registry) if registry else plain_data(spec)
    made.add_json_patch(cdk8s.JsonPatch.add("/spec", whole))
    return made
