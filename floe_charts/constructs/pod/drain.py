"""Draining: a stopping pod serves on until everybody who sends it requests has learned that it is gone."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.values.model import value
from floe_charts.values.rules import Rule

#: Least drain seconds, and the least grace period they leave time to stop in; a schema cannot compare two values.
STEPS = {1: 10, 6: 30, 21: 90, 61: 660}


def drain_value() -> Any:
    """The value for how long a pod drains, beside ``pod`` with its grace period."""
    return value(
        5,
        "Seconds a stopping pod still serves while others learn that it is gone; they are part of"
        f" pod.terminationGracePeriodSeconds, which needs {_words()}.",
        minimum=0,
        maximum=600,
    )


def _words() -> str:
    return ", ".join(f"{grace} from {seconds} on" for seconds, grace in STEPS.items())


def drain_rules(path: str) -> tuple[Rule, ...]:
    """The grace period at ``path`` outlasts the drain, or the kubelet kills the pod while it still serves.

    >>> drain_rules("webserver")[0].because
    'webserver: from 1 drainSeconds on pod.terminationGracePeriodSeconds is 10 at least'
    """
    return tuple(
        Rule(
            {f"{path}.drainSeconds": {"minimum": seconds}},
            {f"{path}.pod.terminationGracePeriodSeconds": {"minimum": grace}},
            f"{path}: from {seconds} drainSeconds on pod.terminationGracePeriodSeconds is {grace} at least",
        )
        for seconds, grace in STEPS.items()
    )


def draining(seconds: int) -> k8s.Lifecycle:
    """What the container does before it stops; its image must have ``sleep`` of the coreutils.

    Kubernetes itself sleeps only from 1.30 on.
    """
    return k8s.Lifecycle(pre_stop=k8s.LifecycleHandler(exec=k8s.ExecAction(command=["sleep", f"{seconds}"])))
