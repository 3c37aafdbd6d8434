"""Services stay inside the cluster unless the installer asked otherwise, and are reached by name.

A NodePort or an external address opens a service on each node; a fixed cluster IP collides on the next
cluster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Objects, dig, where

RULE = "service_type"


def check(objects: Objects, *, allowed: Collection[str] = ("ClusterIP",)) -> Iterator[Finding]:
    """`allowed` are the types this environment may use: staging and prod add "LoadBalancer"."""
    for obj in objects:
        if obj.get("kind") != "Service":
            continue
        spec = dig(obj, "spec")
        kind = str(spec.get("type") or "ClusterIP")
        if kind not in allowed:
            todo = f"use {' or '.join(sorted(allowed))}"
            yield Finding(where(obj, "spec.type"), f"{kind} is not allowed here", todo, RULE)
        if spec.get("externalIPs"):
            yield Finding(where(obj, "spec.externalIPs"), "takes over outside addresses", "remove it", RULE)
        if spec.get("clusterIP") not in (None, "", "None"):
            yield Finding(where(obj, "spec.clusterIP"), "is a fixed address", "remove it; use the DNS name", RULE)
