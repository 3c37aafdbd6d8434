"""Helm hooks end, get cleaned up, and need nothing that is not there when they run.

A pre-install hook runs before any ordinary object exists: one that mounts the release's Secret hangs until
the time-out. The reverse hangs too: under `--wait`, a pod that needs what a post-install hook makes is never
ready, so the hook never runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.hooking import delete_policies, hook_phases, hook_weight
from floe_charts.check.objects import Obj, Objects, dig, pod_specs, where
from floe_charts.check.pod_references import references_of
from floe_charts.check.references import find
from floe_charts.check.service_accounts import bindings_of

RULE = "hooks"

_PHASES = {f"{time}-{verb}" for time in ("pre", "post") for verb in ("install", "upgrade", "delete", "rollback")}
_POLICIES = {"before-hook-creation", "hook-succeeded", "hook-failed"}
_ALONE = {"pre-install", "post-delete"}  # no ordinary object exists in these phases


def check(objects: Objects) -> Iterator[Finding]:
    """Resources of hooks are the business of the rule on resources, which looks at hooks too."""
    for obj in objects:
        problems = _hook(objects, obj) if hook_phases(obj) else _ordinary(objects, obj)
        for what, todo in problems:
            yield Finding(where(obj), what, todo, RULE)


def _hook(objects: Objects, hook: Obj) -> Iterator[tuple[str, str]]:
    for phase in sorted(hook_phases(hook) - _PHASES - {"test"}):
        yield f"{phase} is no phase Helm knows", f"use {', '.join(sorted(_PHASES))} or test"
    if not delete_policies(hook) or delete_policies(hook) - _POLICIES:
        yield "has no valid helm.sh/hook-delete-policy", "set before-hook-creation"
    deadline = dig(hook, "spec").get("activeDeadlineSeconds")
    if hook.get("kind") in ("Job", "Pod") and not deadline:
        yield "may run for ever", "set activeDeadlineSeconds"
    try:
        hook_weight(hook)
    except ValueError:
        yield "helm.sh/hook-weight is no integer", 'write it as a quoted integer, "-5"'
        return
    for needed in needs(objects, hook):
        yield from _too_late(hook, needed)


def _too_late(hook: Obj, needed: Obj) -> Iterator[tuple[str, str]]:
    for phase in sorted(hook_phases(hook)):
        if phase in hook_phases(needed):
            if _weight(needed) >= hook_weight(hook):
                yield (
                    f"needs {where(needed)}, whose weight is not lower",
                    "give that a lower helm.sh/hook-weight",
                )
        elif phase in _ALONE:
            todo = f"make that a {phase} hook of lower weight"
            yield f"needs {where(needed)}, which does not exist in {phase}", todo


def _weight(obj: Obj) -> int:
    try:
        return hook_weight(obj)
    except ValueError:
        return 0  # reported at that object itself


def _ordinary(objects: Objects, obj: Obj) -> Iterator[tuple[str, str]]:
    for needed in needs(objects, obj):
        phases = hook_phases(needed)
        if phases and "pre-install" not in phases:
            todo = "make that no hook, or a pre-install hook"
            yield f"needs {where(needed)}, which only exists after it is ready", todo
        elif phases and "hook-succeeded" in delete_policies(needed):
            yield (
                f"needs {where(needed)}, which Helm deletes again",
                "take hook-succeeded from its delete policy",
            )


def needs(objects: Objects, user: Obj) -> Iterator[Obj]:
    """The objects a pod cannot work without, with the bindings of its ServiceAccount and their roles."""
    for pod in pod_specs(user):
        required = [ref for ref in references_of(pod.spec) if not ref.optional]
        found = {(ref.kind, ref.name): find(objects, user, ref.kind, ref.name) for ref in required}
        yield from (target for target in found.values() if target is not None)
        for binding in bindings_of(objects, user, str(pod.spec.get("serviceAccountName"))):
            yield binding
            ref = dig(binding, "roleRef")
            role = find(objects, user, str(ref.get("kind")), str(ref.get("name")))
            if role is not None:
                yield role
