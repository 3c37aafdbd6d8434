"""Security contexts of the ``restricted`` Pod Security Standard, for pods and for containers.

They are distinct types, and every container gets one: init containers, sidecars, hooks and tests are where charts
forget it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.flow.inside import only_if


@dataclass(frozen=True)
class User:
    """The image's own non-root user: what its files belong to."""

    uid: int
    gid: int


#: Whoever needs no file of the image's: any user but root will do.
NOBODY = User(65534, 65534)


def pod_security(user: User, preset: str) -> k8s.PodSecurityContext:
    """The pod's context. With the preset ``platform`` the platform (OpenShift) chooses the ids; all else stays."""
    fixed: Any = preset == "hardened"
    return k8s.PodSecurityContext(
        run_as_non_root=True,
        run_as_user=only_if(fixed, user.uid),
        run_as_group=only_if(fixed, user.gid),
        fs_group=only_if(fixed, user.gid),
        fs_group_change_policy="OnRootMismatch",
        seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
    )


def container_security() -> k8s.SecurityContext:
    """A container's context: no privileges to gain, and a root file system it cannot write to."""
    return k8s.SecurityContext(
        allow_privilege_escalation=False,
        read_only_root_filesystem=True,
        run_as_non_root=True,
        capabilities=k8s.Capabilities(drop=["ALL"]),
        seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
    )
