"""Pods run under their own ServiceAccount and get its token only when a RoleBinding gives it a use.

A token nobody needs is what an intruder looks for first, and the `default` account collects the rights of
everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_pods, items, name_of, same_namespace, where

RULE = "service_accounts"


def bindings_of(objects: Objects, user: Obj, account: str) -> Iterator[Obj]:
    """The RoleBindings and ClusterRoleBindings that name `account`, as used by the object `user`."""
    for obj in objects:
        subjects = {(str(subject.get("kind")), str(subject.get("name"))) for subject in items(obj, "subjects")}
        binds = obj.get("kind") in ("RoleBinding", "ClusterRoleBinding")
        if binds and ("ServiceAccount", account) in subjects and same_namespace(obj, user):
            yield obj


def check(objects: Objects) -> Iterator[Finding]:
    """The pod's own automountServiceAccountToken goes before that of its account."""
    for obj, pod in all_pods(objects):
        account = str(pod.spec.get("serviceAccountName") or "default")
        if account == "default":
            todo = "make a ServiceAccount and set serviceAccountName"
            yield Finding(where(obj, pod.path), "runs under the default ServiceAccount", todo, RULE)
        if _mounts_token(objects, obj, pod.spec, account) and not any(bindings_of(objects, obj, account)):
            what = f"mounts a token of {account}, which no RoleBinding names"
            yield Finding(where(obj, pod.path), what, "set automountServiceAccountToken: false", RULE)


def _mounts_token(objects: Objects, user: Obj, spec: Obj, account: str) -> bool:
    accounts = [
        obj
        for obj in objects
        if obj.get("kind") == "ServiceAccount" and name_of(obj) == account and same_namespace(obj, user)
    ]
    stated = [holder.get("automountServiceAccountToken") for holder in (spec, *accounts)]
    return next((mounted for mounted in stated if mounted is not None), True) is not False
