"""Selectors pick the pods they are meant for: at least one, and none that runs to completion.

A Service without pods answers nothing and reports nothing. One that also picks the pod of a Job sends it
traffic, and two controllers that pick the same pods delete each other's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from floe_charts.check.finding import Finding
from floe_charts.check.hooking import hook_phases
from floe_charts.check.objects import Obj, Objects, dig, items, where
from floe_charts.check.selection import matches, selected

RULE = "selectors"

_WORKLOADS = {"Deployment", "StatefulSet", "DaemonSet"}
_FIELDS = {"PodDisruptionBudget": "selector", "NetworkPolicy": "podSelector"}


def check(objects: Objects, *, external_pods: Collection[Mapping[str, str]] = ()) -> Iterator[Finding]:
    """`external_pods` are the labels of pods that something starts at run time, such as a Dagster run."""
    for obj in objects:
        selector = _selector(obj)
        if not selector:
            continue
        picked = [user for user, _ in selected(objects, obj, selector)]
        if not picked and not any(matches(selector, labels) for labels in external_pods):
            yield Finding(where(obj, "spec"), "its selector matches no pod", "use the labels of the pods", RULE)
        yield from _wrong_pods(obj, picked)
        if obj["kind"] == "Service":
            yield from _target_ports(objects, obj, selector)


def _selector(obj: Obj) -> Obj:
    """As a LabelSelector; empty for objects without one, and for one that picks all pods on purpose."""
    kind, spec = str(obj.get("kind")), dig(obj, "spec")
    if kind == "Service":
        return {"matchLabels": spec["selector"]} if spec.get("selector") else {}
    return dig(spec, "selector") if kind in _WORKLOADS else dig(spec, _FIELDS.get(kind, ""))


def _wrong_pods(obj: Obj, picked: list[Obj]) -> Iterator[Finding]:
    todo = "give each its own component label"
    for user in picked:
        finite = user["kind"] in ("Job", "CronJob") or hook_phases(user)
        if obj["kind"] in ("Service", "PodDisruptionBudget") and finite:
            yield Finding(where(obj, "spec.selector"), f"also picks the pod of {where(user)}", todo, RULE)
        if obj["kind"] in _WORKLOADS and user is not obj:
            yield Finding(where(obj, "spec.selector"), f"claims the pods of {where(user)}", todo, RULE)


def _target_ports(objects: Objects, service: Obj, selector: Obj) -> Iterator[Finding]:
    for port in items(dig(service, "spec"), "ports"):
        target = port.get("targetPort")
        for user, pod in selected(objects, service, selector):
            names = {str(p.get("name")) for c in items(pod.spec, "containers") for p in items(c, "ports")}
            if isinstance(target, str) and target not in names:
                what = f"targetPort {target} is no port of {where(user)}"
                yield Finding(where(service, "spec.ports"), what, "use the name of a container port", RULE)
