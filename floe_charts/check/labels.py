"""Objects carry the customary labels; selectors carry three of them and nothing that changes.

A selector is immutable: a chart version in it makes each upgrade fail. A chart version on a pod template
restarts each pod on each upgrade.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, dig, items, labels_of, pod_specs, where

RULE = "labels"

APP = "app.kubernetes.io/"
SELECTOR = frozenset({f"{APP}name", f"{APP}instance", f"{APP}component"})
REQUIRED = SELECTOR | {f"{APP}managed-by", "helm.sh/chart"}

_WORKLOADS = {"Deployment", "StatefulSet", "DaemonSet"}

Problem = tuple[str, str, str]


def check(objects: Objects, *, required: Collection[str] = REQUIRED) -> Iterator[Finding]:
    """`required` are the labels each object must have, with a value."""
    for obj in objects:
        for path, what, todo in [
            *_object(obj, required),
            *_selector(obj),
            *_pod_template(obj),
            *_claims(obj),
        ]:
            yield Finding(where(obj, path), what, todo, RULE)


def _object(obj: Obj, required: Collection[str]) -> Iterator[Problem]:
    if obj.get("kind") == "CustomResourceDefinition":
        return  # it belongs to the cluster, not to one release, and a file in crds/ can name none
    labels = labels_of(dig(obj, "metadata"))
    for key in sorted(required):
        if not labels.get(key):
            yield "metadata.labels", f"lack {key}", "include the chart's common labels"


def _selector(obj: Obj) -> Iterator[Problem]:
    path, selector = _selector_of(obj)
    if selector is None:
        return
    if set(selector) != SELECTOR:
        yield (
            path,
            f"selects by {', '.join(sorted(selector)) or 'nothing'}",
            "select by name, instance and component",
        )


def _selector_of(obj: Obj) -> tuple[str, dict[str, Any] | None]:
    """A workload's, Service's or PodDisruptionBudget's selector; None where there is none to check."""
    kind, spec = str(obj.get("kind")), dig(obj, "spec")
    if kind in _WORKLOADS or kind == "PodDisruptionBudget":
        selector = dig(spec, "selector")
        expressions = {f"an expression on {entry.get('key')}": "" for entry in items(selector, "matchExpressions")}
        return "spec.selector", {**dig(selector, "matchLabels"), **expressions}
    if kind == "Service" and spec.get("selector"):
        return "spec.selector", dict(dig(spec, "selector"))
    return "", None


def _pod_template(obj: Obj) -> Iterator[Problem]:
    for pod in pod_specs(obj):
        if obj["kind"] == "Pod":
            continue
        path = f"{pod.path.removesuffix('spec')}metadata.labels"
        if "helm.sh/chart" in labels_of(pod.metadata):
            yield (
                path,
                "helm.sh/chart restarts the pods on each chart version",
                "leave it out of the pod template",
            )


def _claims(obj: Obj) -> Iterator[Problem]:
    for index, claim in enumerate(items(dig(obj, "spec"), "volumeClaimTemplates")):
        for key in sorted(labels_of(dig(claim, "metadata")).keys() - SELECTOR):
            path = f"spec.volumeClaimTemplates[{index}].metadata.labels"
            yield path, f"{key} is immutable once installed", "keep name, instance and component only"
