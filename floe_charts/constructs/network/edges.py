"""The two ends of a call and the call itself, as a chart declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cdk8s_plus_27 import k8s


@dataclass(frozen=True)
class Peer:
    """Pods on one end of an edge: a component, or pods found by their labels (another chart's, or made at run time)."""

    name: str
    labels: Mapping[str, str]
    when: Any = True
    #: Whether the pods are this chart's; a subchart's are isolated by its own policies, or not at all.
    ours: bool = True
    #: Annotations of the policy: a hook's for the pods of a hook, which run before ordinary policies exist.
    annotations: Mapping[str, str] = field(default_factory=dict)

    def matching(self) -> k8s.LabelSelector:
        """What selects the pods."""
        return k8s.LabelSelector(match_labels=dict(self.labels))


@dataclass(frozen=True)
class Edge:
    """``source`` calls ``target`` on a port. One end may lie outside: address ranges, or who the installer lets in.

    ``inside`` says when the target is there at all; when it is not, the call goes outside.
    """

    source: Peer | None
    target: Peer | None
    port: Any
    why: str
    when: Any = True
    cidrs: Any = None
    clients: Any = None
    #: What those are called who come from outside.
    callers: str = "clients"
    #: Pods that an outside call may reach beside the address ranges, which some network plugins hold to be no pods.
    pods: Any = None
    inside: Any = True
    #: Rules made elsewhere, in place of all that.
    rules: Any = None

    def sentence(self) -> str:
        """The edge in words, for readers of the policy; what values switch is named so, for they stand there always."""
        source = self.source.name if self.source else self.callers
        target = self.target.name if self.target else "outside"
        elsewhere = "" if self.inside is True else ", or outside if external"
        return f"{source} to {target}{elsewhere}: {self.why}{'' if self.when is True else ', if on'}."
