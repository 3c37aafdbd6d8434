"""Values of a chart that runs pods."""

from __future__ import annotations

from typing import Any, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.extra_objects import OBJECT
from floe_charts.constructs.pod.options import Scheduling
from floe_charts.values.common import ChartValues
from floe_charts.values.constraint import Cidr, LabelKey, ObjectName, ShortDnsLabel
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Values, value


class ServiceAccountValues(Values):
    """The account the pods run as. Only pods that call the Kubernetes API get a token."""

    create: bool = value(True, "Create the account; false uses an existing one.")
    name: ObjectName | None = value(None, "Name of the account; unset gives it the chart's name.", example="floe")
    annotations: dict[LabelKey, str] = value({}, "Annotations, for cloud identities.")


class NetworkValues(Values):
    """NetworkPolicies: everything is denied but the edges the chart declares."""

    enabled: bool = value(False, "Create the policies; the cluster's network plugin must enforce them.")
    api_server_cidr: Cidr = value(
        "0.0.0.0/0", "Where the Kubernetes API server answers; it is no pod, so it needs an address range."
    )
    external_cidr: Cidr = value("0.0.0.0/0", "Where external services (databases, object stores) answer.")
    clients: Kubernetes[list[k8s.NetworkPolicyPeer]] = value(
        [], "Who may call the chart's public ports, beside the release's pods."
    )


class WorkloadValues(ChartValues):
    """Settings every chart with pods shares."""

    security_preset: Literal["hardened", "platform"] = value(
        "hardened", "hardened fixes user ids; platform lets OpenShift choose."
    )
    service_account: ServiceAccountValues = value(ServiceAccountValues(), "The account the pods run as.")
    scheduling: Scheduling = value(Scheduling(), "Where pods run, unless a component says otherwise.")
    network_policies: NetworkValues = value(NetworkValues(), "Who may talk to whom.")
    extra_objects: dict[ShortDnsLabel, Any] = value(
        {},
        "Objects to install beside the chart's own, by a key of yours, rendered as they are.",
        schema={"additionalProperties": OBJECT},
        example={"rules": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "rules"}, "data": {}}},
    )
