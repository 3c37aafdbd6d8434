"""A PodDisruptionBudget leaves at least one pod that may go.

One that allows no disruption blocks `kubectl drain`, and with it each upgrade of the cluster, without an
error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, dig, name_of, number, same_namespace, where
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
    pods = sum(_replicas(objects, user) for user, _ in selected(objects, budget, dig(spec, "selector")))
    if _count(most, max(pods, 1)) == 0:
        yield "maxUnavailable is 0, so no pod may ever go", "allow 1"
    if pods and (_count(least, pods) or 0) >= pods:
        yield f"keeps {least} of {pods} pods, so no node can be drained", "add replicas or render no budget"


def _replicas(objects: Objects, workload: Obj) -> int:
    """What the autoscaler may shrink it to, or else the stated replicas."""
    for obj in objects:
        target = dig(obj, "spec", "scaleTargetRef")
        aims = (target.get("kind"), target.get("name")) == (workload["kind"], name_of(workload))
        if obj.get("kind") == "HorizontalPodAutoscaler" and aims and same_namespace(obj, workload):
            return number(dig(obj, "spec"), "minReplicas", 1)
    return number(dig(workload, "spec"), "replicas", 1)


def _count(stated: Any, pods: int) -> int | None:
    """A number, or a percentage of the pods, rounded up as the disruption controller does."""
    share = re.fullmatch("([0-9]+)%", stated) if isinstance(stated, str) else None
    if share:
        return -(-int(share[1]) * pods // 100)
    return stated if isinstance(stated, int) else None
