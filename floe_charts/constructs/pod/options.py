"""The options every workload has: jobs, hooks and databases no less than web servers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.entries import EnvEntry, InitContainerEntry, SidecarEntry, VolumeEntry
from floe_charts.constructs.pod.resources import COMPLETE, resources
from floe_charts.values.constraint import EnvName, LabelKey, LabelValue, ObjectName, Path, VolumeName
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import Values, value

STANDARD_LABELS = ("name", "instance", "component", "version", "managed-by")


class SpreadEntry(Values):
    """How evenly pods lie over one kind of place."""

    max_skew: int = value(1, "How many more pods one place may have than another.", minimum=1, maximum=1000)
    when_unsatisfiable: Literal["ScheduleAnyway", "DoNotSchedule"] = value(
        "ScheduleAnyway", "What to do with a pod that would break it."
    )


class Scheduling(Values):
    """Where pods may run: chart-wide under ``scheduling``; what a workload sets replaces that."""

    node_selector: dict[LabelKey, LabelValue] = value(
        {}, "Labels a node must carry; a workload's replace scheduling's.", example={"disk": "ssd"}
    )
    tolerations: Kubernetes[list[k8s.Toleration]] = value(
        [], "Taints the pods tolerate; a workload's replace scheduling's."
    )
    priority_class_name: ObjectName | None = value(
        None, "Priority class of the pods; a workload's replaces scheduling's.", example="high"
    )
    runtime_class_name: ObjectName | None = value(
        None, "Runtime class of the pods; a workload's replaces scheduling's.", example="gvisor"
    )


class PodOptions(Scheduling):
    """Everything an installer may want to change about the pods of one workload."""

    reserved: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "podLabels": ("helm.sh/chart", *(f"app.kubernetes.io/{name}" for name in STANDARD_LABELS)),
        "podAnnotations": ("helm.sh/hook", "helm.sh/hook-weight", "helm.sh/hook-delete-policy"),
    }

    spread: Literal["soft", "hard", "none"] = value(
        "soft",
        "Keep pods on different nodes: prefer (soft), insist (hard) or neither (none); zones are only preferred."
        " A roll-out with hard needs one node more than there are replicas.",
    )
    affinity: Kubernetes[k8s.Affinity] = value({}, "Affinity, in place of the anti-affinity that spread gives.")
    topology_spread_constraints: dict[LabelKey, SpreadEntry] = value(
        {},
        "Constraints by topology key, in place of the one over zones that spread gives; "
        "each counts this workload's pods.",
        example={"topology.kubernetes.io/zone": {"maxSkew": 2}},
    )
    pod_annotations: dict[LabelKey, str] = value({}, "Annotations of the pods.")
    pod_labels: dict[LabelKey, LabelValue] = value({}, "Labels of the pods, beside the chart's own.")
    env: dict[EnvName, EnvEntry] = value(
        {}, "Environment variables of the main container, by name.", example={"TZ": {"value": "UTC"}}
    )
    volumes: dict[Path, VolumeEntry] = value(
        {}, "More volumes, by mount path.", example={"/etc/certs": {"secret": {"secretName": "certs"}}}
    )
    sidecars: dict[VolumeName, SidecarEntry] = value(
        {},
        "More containers beside the main one, by name; they are called sidecar-<name>."
        " In the pod of a Job or a test they must end by themselves once the main one has, or it never succeeds.",
    )
    init_containers: dict[VolumeName, InitContainerEntry] = value(
        {}, "More containers to run before the main one, by name; they are called init-<name>."
    )
    termination_grace_period_seconds: int = value(30, "Seconds a pod gets to stop.", minimum=0, maximum=86400)


class WorkloadOptions(PodOptions):
    """Pod options with the resources of the main container."""

    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("500m", "512Mi", "2", "2Gi"), "CPU and memory of the main container.", schema=COMPLETE
    )
