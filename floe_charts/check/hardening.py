"""Containers have a read-only root file system and state the user they run as.

Both go beyond the `restricted` standard: a writable root lets an intruder replace the program, and
`runAsNonRoot` alone fails at start-up, on the node, when the image names its user by a word instead of a
number.
"""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Objects, all_pods, containers, dig, where

RULE = "hardening"


def check(objects: Objects, *, explicit_user: bool = True) -> Iterator[Finding]:
    """`explicit_user=False` is for platforms that assign the user themselves, as OpenShift does."""
    for obj, pod in all_pods(objects):
        pod_user = dig(pod.spec, "securityContext").get("runAsUser")
        for path, container in containers(pod.spec):
            context = dig(container, "securityContext")
            place = where(obj, f"{pod.path}.{path}.securityContext")
            if context.get("readOnlyRootFilesystem") is not True:
                todo = "set readOnlyRootFilesystem: true and mount an emptyDir where it writes"
                yield Finding(place, "the root file system is writable", todo, RULE)
            if explicit_user and not context.get("runAsUser", pod_user):
                yield Finding(place, "states no non-zero runAsUser", "set the user number of the image", RULE)
