"""A PodDisruptionBudget leaves at least one pod that may go.

One that allows no disruption blocks `kubectl drain`, and with it each upgrade of the cluster, without an
error.
"""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, dig, name_of, same_namespace, where
from floe_charts.check.selection import selected

RULE = "disruption"


def check(objects: Objects) -> Iterator[Finding]:
    """Budgets whose pods are not among the objects are left to the rule on selectors."""
    for obj in objects:
        if obj.get("kind") == "PodDisruptionBudget":
            for what, todo in _budget(objects, obj):
                yield Finding(where(obj, "spec"), what, todo, RULE)


def _budget(objects: Objects, budget: Obj) -> Iterator[tuple[str, str]]:
    spec = dig(budget, "spec")
    least, most = spec.get("minAvailable"), spec.get("maxUnavailable")
    if least is not None and most is not None:
        yield "has minAvailable and maxUnavailable", "keep one; the API server refuses both"
    pods = sum(_replicas(objects, user) for user, _ in selected(objects, budget, dig(spec, "selector")))
    if most is not None and _count(most, max(pods, 1)) == 0:
        yield "maxUnavailable is 0, so no pod may ever go", "allow 1"
    if pods and least is not None and _count(least, pods) >= pods:
        yield f"keeps {least} of {pods} pods, so no node can be drained", "add replicas or render no budget"


def _replicas(objects: Objects, workload: Obj) -> int:
    """What the autoscaler may shrink it to, or else the stated replicas."""
    for obj in objects:
        target = dig(obj, "spec", "scaleTargetRef")
        aims = (target.get("kind"), target.get("name")) == (workload["kind"], name_of(workload))
        if obj.get("kind") == "HorizontalPodAutoscaler" and aims and same_namespace(obj, workload):
            return int(dig(obj, "spec").get("minReplicas", 1))
    stated = dig(workload, "spec").get("replicas")
    return 1 if stated is None else int(stated)


def _count(stated: int | str, pods: int) -> int:
    """A number, or a percentage of the pods, rounded up as the disruption controller does."""
    text = str(stated)
    return -(-int(text[:-1]) * pods // 100) if text.endswith("%") else int(text)
