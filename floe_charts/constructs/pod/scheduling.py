"""Where pods may run: for the whole chart, and for one workload in place of that."""

from __future__ import annotations

from typing import Literal

from cdk8s_plus_27 import k8s

from floe_charts.values.constraint import LabelKey, LabelValue, ObjectName
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Values, value

SELECTOR = {"disk": "ssd"}
SPREAD = {"topology.kubernetes.io/zone": {"maxSkew": 2}}


class SpreadEntry(Values):
    """How evenly pods lie over one kind of place."""

    max_skew: int = value(1, "How many more pods one place may have than another.", minimum=1, maximum=1000)
    when_unsatisfiable: Literal["ScheduleAnyway", "DoNotSchedule"] = value(
        "ScheduleAnyway", "What to do with a pod that would break it."
    )


class Scheduling(Values):
    """Where pods may run, chart-wide under ``scheduling``; what a workload sets replaces that."""

    node_selector: dict[LabelKey, LabelValue] = value(
        {}, "Labels a node must carry; a workload may have others.", example=SELECTOR
    )
    tolerations: Kubernetes[list[k8s.Toleration]] = value([], "Taints the pods tolerate; a workload may have others.")
    priority_class_name: ObjectName | None = value(
        None, "Priority class of the pods; a workload may have another.", example="high"
    )
    runtime_class_name: ObjectName | None = value(
        None, "Runtime class of the pods; a workload may have another.", example="gvisor"
    )
    affinity: Kubernetes[k8s.Affinity] = value(
        {}, "Affinity, in place of the anti-affinity that a workload's spread gives; a workload may have another."
    )
    topology_spread_constraints: dict[LabelKey, SpreadEntry] = value(
        {},
        "Constraints by topology key, in place of the one over zones that a workload's spread gives; each counts the"
        " pods of one workload. A workload may have others.",
        example=SPREAD,
    )


class OwnScheduling(Scheduling):
    """The same for one workload; what is left empty is the chart's."""

    node_selector: dict[LabelKey, LabelValue] = value(
        {}, "Labels a node must carry, in place of scheduling.nodeSelector.", example=SELECTOR
    )
    tolerations: Kubernetes[list[k8s.Toleration]] = value(
        [], "Taints the pods tolerate, in place of scheduling.tolerations."
    )
    priority_class_name: ObjectName | None = value(
        None, "Priority class of the pods, in place of scheduling.priorityClassName.", example="high"
    )
    runtime_class_name: ObjectName | None = value(
        None, "Runtime class of the pods, in place of scheduling.runtimeClassName.", example="gvisor"
    )
    affinity: Kubernetes[k8s.Affinity] = value(
        {}, "Affinity, in place of scheduling.affinity and of the anti-affinity that spread gives."
    )
    topology_spread_constraints: dict[LabelKey, SpreadEntry] = value(
        {},
        "Constraints by topology key, in place of scheduling.topologySpreadConstraints and of the one over zones that"
        " spread gives; each counts the pods of one workload.",
        example=SPREAD,
    )
