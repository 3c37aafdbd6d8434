"""What ``helm test`` runs: a pod that ends by itself, with edges of its own."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.component import Component
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.security import NOBODY, User
from floe_charts.constructs.scopes import When
from floe_charts.constructs.workload import helm_test_pod


class HelmTest(Component):
    """A test that is there while ``wanted``; its ``peer`` is for the edges it needs.

    >>> class WebTest(HelmTest):                                                          # doctest: +SKIP
    ...     def __init__(self, scope, id, values):
    ...         super().__init__(scope, id, values.test.enabled)
    ...         self.run(values.test.pod, main_container(...), deadline_seconds=120)
    """

    def __init__(self, scope: Any, id: str, wanted: Any) -> None:
        super().__init__(scope, id)
        self.wanted = wanted
        self.peer = self.chart.network.peer(id, self.selector_labels, wanted)

    def run(
        self,
        options: WorkloadOptions,
        container: k8s.Container,
        *,
        deadline_seconds: int,
        user: User = NOBODY,
        volumes: list[k8s.Volume] | None = None,
    ) -> None:
        """Make the pod; one that is not done at its deadline has failed."""
        once: dict[str, Any] = {"restart_policy": "Never", "active_deadline_seconds": deadline_seconds}
        pod = Pod(self, options, user, [container], volumes=volumes, **once)
        helm_test_pod(self, pod, scope=When(self, "wanted", self.wanted))
