"""Objects an installer adds to a release: rendered as they are, one document each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cdk8s
from constructs import Construct

from floe_charts.constructs.places import below
from floe_charts.flow.known import plain_data
from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr
from floe_charts.template.manifest import Manifest, Separator
from floe_charts.template.parts import Each, Part, Splice
from floe_charts.template.paths import Path, Source
from floe_charts.values.anything import FREE

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart

_TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}
_NAME = {"type": "string", "pattern": r"^[a-zA-Z0-9]([-a-zA-Z0-9.:]*[a-zA-Z0-9])?$", "maxLength": 253}
#: What every Kubernetes object has; the rest is for the API server to judge.
OBJECT: dict[str, Any] = {
    "type": "object",
    "required": ["apiVersion", "kind", "metadata"],
    "properties": {
        "apiVersion": {
            "type": "string",
            "pattern": r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?v[0-9]+((alpha|beta)[0-9]+)?$",
            "maxLength": 253,
        },
        "kind": {"type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$", "maxLength": 63},
        "metadata": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": _NAME, "namespace": _NAME, "labels": _TEXTS, "annotations": _TEXTS},
            "additionalProperties": FREE,
        },
    },
    "additionalProperties": FREE,
}


@dataclass(frozen=True)
class FreeObject(Part):
    """One object as its value says it."""

    object: Expr

    def lines(self, env: Env, indent: int) -> list[str]:
        return [Splice.yaml(indent, f"toYaml {self.object.operand(env)}")]

    def items(self, context: Context) -> Iterator[Any]:
        yield self.object.evaluate(context)

    def expressions(self) -> Iterator[Expr]:
        return self.object.walk()


class ExtraObjects(Construct):
    """The objects of ``values.extra_objects``, in ``templates/extra-objects.yaml``.

    Nothing is added to them: their labels and namespace are the installer's, and so is a clash of names.

    >>> ExtraObjects(chart, "extra-objects", chart.values.extra_objects)      # doctest: +SKIP
    """

    def __init__(self, scope: HelmChart[Any], id: str, objects: Any) -> None:
        super().__init__(scope, id)
        below(self, scope, id)
        if scope.registry:
            one = FreeObject(Path(Source("variable", "object"), kind="map"))
            part = Each("objectName", "object", objects.node, (Separator(), one))
            scope.manifests["templates/extra-objects.yaml"] = Manifest(part, type(scope).__module__)
            return
        for key, data in sorted((plain_data(objects) or {}).items()):
            self._add(key, data)

    def _add(self, key: str, data: Mapping[str, Any]) -> None:
        named = isinstance(data, Mapping) and isinstance(data.get("metadata"), Mapping) and data["metadata"].get("name")
        if not named or "apiVersion" not in data or "kind" not in data:
            raise ValueError(f"extraObjects.{key}: no Kubernetes object; give apiVersion, kind and metadata.name")
        made = cdk8s.ApiObject(self, key, api_version=data["apiVersion"], kind=data["kind"])
        made.add_json_patch(cdk8s.JsonPatch.replace("", data))
