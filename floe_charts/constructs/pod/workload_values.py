"""Values of a chart that runs pods."""

from __future__ import annotations

from typing import Any, ClassVar

from floe_charts.constructs.extra_objects import OBJECT
from floe_charts.constructs.network.values import IsolationValues, NetworkValues
from floe_charts.constructs.pod.scheduling import Scheduling
from floe_charts.values.common import ChartValues, GlobalValues
from floe_charts.values.constraint import LabelKey, ObjectName, ShortDnsLabel
from floe_charts.values.model import Values, value
from floe_charts.values.rules import Rule

#: An account that nobody makes must have a name, or no pod is ever created.
ACCOUNT_RULE = Rule(
    {"serviceAccount.create": {"const": False}},
    {"serviceAccount": {"required": ["name"]}, "serviceAccount.name": {"type": "string"}},
    "serviceAccount: with create: false it needs the name of an existing account",
)


def account_name(example: str) -> Any:
    """The name of an account; charts of one release show different examples, for one name cannot be two accounts'."""
    return value(None, "Name of the account; unset gives it the release's full name.", example=example)


class ServiceAccountValues(Values):
    """The account the pods run as. Only pods that call the Kubernetes API get a token."""

    create: bool = value(True, "Create the account; false uses an existing one, by its name.")
    name: ObjectName | None = account_name("floe")
    annotations: dict[LabelKey, str] = value({}, "Annotations, for cloud identities.")


class WorkloadValues(ChartValues):
    """Settings every chart with pods shares.

    A chart with clients, or with pods that call the Kubernetes API, declares ``network_policies`` as ``NetworkValues``.
    One with ``rules`` of its own begins them with these: ``rules = (*WorkloadValues.rules, ...)``.
    """

    rules: ClassVar[tuple[Rule, ...]] = (ACCOUNT_RULE,)

    global_: GlobalValues = value(
        GlobalValues(), "Shared with parent and subcharts.", alias="global", section="Shared settings"
    )
    service_account: ServiceAccountValues = value(ServiceAccountValues(), "The account the pods run as.")
    scheduling: Scheduling = value(Scheduling(), "Where pods run, unless a workload says otherwise.")
    network_policies: IsolationValues = value(IsolationValues(), "Who may talk to whom.")
    extra_objects: dict[ShortDnsLabel, Any] = value(
        {},
        "Objects of any kind to install as they are, by a key of yours; only Kubernetes checks what is in them.",
        schema={"additionalProperties": OBJECT},
        example={"rules": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "rules"}, "data": {}}},
    )


class ScaledValues(Values):
    """Pods of which there may be several."""

    replicas: int = value(1, "Pods to run; 0 stops them all.", minimum=0, maximum=100)
    autoscaled: bool = value(
        False, "Leave the number of pods to an autoscaler of yours: replicas is then not in the Deployment."
    )


class DeploymentValues(WorkloadValues):
    """The same for a chart with Deployments.

    StatefulSets keep Kubernetes' own limit: 1.27 refuses to change theirs, so an upgrade with another one would fail.
    """

    revision_history_limit: int = value(
        3,
        "Old ReplicaSets each Deployment keeps for kubectl rollout undo; helm rollback needs none.",
        minimum=0,
        maximum=100,
    )


__all__ = [
    "DeploymentValues",
    "NetworkValues",
    "ScaledValues",
    "ServiceAccountValues",
    "WorkloadValues",
    "account_name",
]
