"""WorkloadChart: a chart with pods, one ServiceAccount for them, and NetworkPolicies from its wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from cdk8s_plus_27 import k8s

from floe_charts.constructs.access import service_account
from floe_charts.constructs.component import Component
from floe_charts.constructs.extra_objects import ExtraObjects
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.network import Network
from floe_charts.constructs.pod.pod import pull_secrets
from floe_charts.constructs.scopes import When
from floe_charts.flow.inside import fallback

if TYPE_CHECKING:
    from floe_charts.constructs.pod.workload_values import WorkloadValues

W = TypeVar("W", bound="WorkloadValues")


class WorkloadChart(HelmChart[W]):
    """Base of the charts that run something.

    ``network`` takes the wiring while constructs are built; when ``build`` is done it becomes NetworkPolicies.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.network = Network(self)
        super().__init__(*args, **kwargs)
        self.network.build()
        ExtraObjects(self, "extra-objects", self.values.extra_objects)

    @property
    def service_account(self) -> str:
        """The name of the pods' ServiceAccount."""
        name = fallback(self.values.service_account.name, self.fullname)
        return self.text("serviceAccountName", name, "The account the pods run as.")

    def add_service_account(self) -> None:
        """Create the ServiceAccount; pods that need no API get no token through it."""
        values = self.values.service_account
        component = Component(self, "service-account")
        metadata = component.metadata(name=self.service_account, annotations=values.annotations)
        service_account(When(component, "own", values.create), self, metadata)

    @property
    def pull_secrets(self) -> list[k8s.LocalObjectReference]:
        """The docker-registry Secrets, for pods and accounts."""
        return pull_secrets(self)
