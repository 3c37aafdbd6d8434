"""What the webserver and the daemon may do in the cluster: launch, watch and stop the Jobs of runs."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.charts.floe_services.values import RunAccessValues
from floe_charts.constructs.access import bind, service_account
from floe_charts.constructs.component import Component
from floe_charts.constructs.distinct_names import Taken, refuse_same_names
from floe_charts.constructs.scopes import When
from floe_charts.flow.inside import fallback


class RunAccess(Component):
    """An account of its own, so that no other pod of the chart gets these rights, unless the installer brings one."""

    def __init__(self, scope: Any, id: str, values: RunAccessValues) -> None:
        super().__init__(scope, id)
        self.account: str = self.chart.text(
            "runAccess.serviceAccount", fallback(values.name, self.name), "The account of those who launch runs."
        )
        self.annotations = fallback(values.annotations, self.chart.values.service_account.annotations)
        self._create(When(self, "own", values.create))
        self._keep_accounts_apart(values)

    def _create(self, scope: Construct) -> None:
        metadata = self.metadata(name=self.account, annotations=self.annotations)
        service_account(scope, self.chart, metadata)
        k8s.KubeRole(scope, "role", metadata=self.metadata(), rules=self._rules())
        bind(scope, self.chart, self.metadata(), self.name, self.account)

    def _keep_accounts_apart(self, values: RunAccessValues) -> None:
        """One account for both would give code locations the rights of those who launch runs."""
        common = self.chart.values.service_account
        accounts = {
            "serviceAccount": Taken(self.chart.service_account, common.create),
            "runAccess": Taken(self.account, values.create),
        }
        refuse_same_names(self.chart, accounts)

    @staticmethod
    def _rules() -> list[k8s.PolicyRule]:
        """The calls of dagster-k8s' K8sRunLauncher, and no more.

        Launch: create the Job. Terminate: list the Job's pods, delete the Job, delete its pods. Run
        monitoring: read the Job's status. The account of a failed run: list its Job, pods and events, read
        their logs. It never watches or patches.
        """
        return [
            rule("batch", "jobs", "create", "delete", "list"),
            rule("batch", "jobs/status", "get"),
            rule("", "pods", "delete", "list"),
            rule("", "pods/log", "get"),
            rule("", "events", "list"),
        ]


def rule(group: str, resource: str, *verbs: str) -> k8s.PolicyRule:
    """What may be done with one kind of object."""
    return k8s.PolicyRule(api_groups=[group], resources=[resource], verbs=list(verbs))
