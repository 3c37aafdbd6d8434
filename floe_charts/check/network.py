"""Once one NetworkPolicy exists, each pod is under one, for traffic in and traffic out.

A pod that no policy selects is open to all: a forgotten label silently undoes the default deny.
"""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_pods, dig, labels_of, same_namespace, texts, where
from floe_charts.check.selection import matches

RULE = "network"


def check(objects: Objects) -> Iterator[Finding]:
    """Silent when there is no NetworkPolicy at all: they are optional."""
    policies = [obj for obj in objects if obj.get("kind") == "NetworkPolicy"]
    for obj, pod in all_pods(objects):
        covered = {
            direction
            for policy in policies
            if same_namespace(policy, obj) and matches(dig(policy, "spec", "podSelector"), labels_of(pod.metadata))
            for direction in _directions(dig(policy, "spec"))
        }
        for direction in ("Ingress", "Egress"):
            if policies and direction not in covered:
                what = f"no NetworkPolicy limits its {direction}"
                yield Finding(where(obj, pod.path), what, "add one that selects its labels", RULE)


def _directions(spec: Obj) -> list[str]:
    """Without policyTypes, a policy is on Ingress, and on Egress only if it lists egress rules."""
    return texts(spec, "policyTypes") or ["Ingress", *(["Egress"] if spec.get("egress") else [])]
