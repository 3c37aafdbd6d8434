"""Which objects are Helm hooks, when they run and when they go."""

from __future__ import annotations

from floe_charts.check.objects import Obj, dig


def _words(obj: Obj, annotation: str) -> frozenset[str]:
    text = str(dig(obj, "metadata", "annotations").get(annotation) or "")
    return frozenset(word.strip() for word in text.split(",") if word.strip())


def hook_phases(obj: Obj) -> frozenset[str]:
    """The phases of a hook ("pre-install", "test", ...); empty for an ordinary object."""
    return _words(obj, "helm.sh/hook")


def delete_policies(obj: Obj) -> frozenset[str]:
    """The stated deletion policies of a hook; empty when it states none."""
    return _words(obj, "helm.sh/hook-delete-policy")


def hook_weight(obj: Obj) -> int:
    """Lower runs earlier. Raises ValueError when the annotation holds no integer, as Helm does."""
    return int(str(dig(obj, "metadata", "annotations").get("helm.sh/hook-weight") or 0))


def recreated(obj: Obj) -> bool:
    """Whether Helm deletes and makes this hook anew on each run, so that no field of it is immutable."""
    return bool(hook_phases(obj)) and "before-hook-creation" in (delete_policies(obj) or {"before-hook-creation"})
