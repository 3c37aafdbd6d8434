"""Annotations that make an object a Helm hook."""

from __future__ import annotations


def hook(*phases: str, weight: int = 0, keep: bool = False) -> dict[str, str]:
    """A hook in some phases. A new one replaces the last; a finished one goes unless it is to be kept."""
    policy = "before-hook-creation" if keep else "before-hook-creation,hook-succeeded"
    return {"helm.sh/hook": ",".join(phases), "helm.sh/hook-weight": str(weight), "helm.sh/hook-delete-policy": policy}


def before_install(weight: int) -> dict[str, str]:
    """Before anything of the release exists, and before an upgrade, which may need what an older chart did not."""
    return hook("pre-install", "pre-upgrade", weight=weight)


def helm_test() -> dict[str, str]:
    """Run by ``helm test``; the pod stays, so that its log can be read."""
    return hook("test", keep=True)
