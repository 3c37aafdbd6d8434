"""The options every workload has: jobs, hooks and databases no less than web servers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.image import ImageValues
from floe_charts.values.constraint import EnvName, LabelKey, LabelValue, ObjectName, Path, SubPath, VolumeName
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import REQUIRED, Values, value

#: Requests and limits of CPU and memory, all four: a quota on limits refuses a pod that leaves one out.
COMPLETE = {
    "required": ["requests", "limits"],
    "properties": {part: {"required": ["cpu", "memory"]} for part in ("requests", "limits")},
}


def resources(cpu: str, memory: str, cpu_limit: str, memory_limit: str) -> Any:
    """Requests, then limits.

    >>> resources("100m", "64Mi", "1", "128Mi")["limits"]
    {'cpu': '1', 'memory': '128Mi'}
    """
    return {"requests": {"cpu": cpu, "memory": memory}, "limits": {"cpu": cpu_limit, "memory": memory_limit}}


STANDARD_LABELS = ("name", "instance", "component", "version", "managed-by")


class EnvEntry(Values):
    """One environment variable: a text, or a key of a Secret or ConfigMap."""

    exactly_one: ClassVar[tuple[str, ...]] = ("value", "secret", "configMap")

    text: str | None = value(None, "Text of the variable.", alias="value")
    secret: Kubernetes[k8s.SecretKeySelector] | None = value(
        None, "Key of a Secret.", example={"name": "api", "key": "token"}
    )
    config_map: Kubernetes[k8s.ConfigMapKeySelector] | None = value(None, "Key of a ConfigMap.")


class VolumeEntry(Values):
    """One more volume of the main container; its key is where it is mounted. Host paths are not offered."""

    exactly_one: ClassVar[tuple[str, ...]] = (
        "secret",
        "configMap",
        "emptyDir",
        "persistentVolumeClaim",
        "projected",
        "csi",
    )

    sub_path: SubPath | None = value(None, "One file or folder of the volume instead of all of it.")
    read_only: bool = value(False, "Mount it read-only.")
    secret: Kubernetes[k8s.SecretVolumeSource] | None = value(None, "A Secret.")
    config_map: Kubernetes[k8s.ConfigMapVolumeSource] | None = value(None, "A ConfigMap.")
    empty_dir: Kubernetes[k8s.EmptyDirVolumeSource] | None = value(None, "Scratch space.")
    persistent_volume_claim: Kubernetes[k8s.PersistentVolumeClaimVolumeSource] | None = value(None, "A claim.")
    projected: Kubernetes[k8s.ProjectedVolumeSource] | None = value(None, "Several sources in one folder.")
    csi: Kubernetes[k8s.CsiVolumeSource] | None = value(None, "A CSI driver, such as a secret store's.")


class SidecarEntry(Values):
    """One more container beside the main one, or before it."""

    image: ImageValues = value(REQUIRED, "Image of the container.")
    command: list[str] = value([], "Command, in place of the image's.")
    args: list[str] = value([], "Arguments.")
    env: dict[EnvName, EnvEntry] = value({}, "Environment variables by name.")
    resources: Kubernetes[k8s.ResourceRequirements] = value(REQUIRED, "CPU and memory.", schema=COMPLETE)


class SpreadEntry(Values):
    """How evenly pods lie over one kind of place."""

    max_skew: int = value(1, "How many more pods one place may have than another.", minimum=1, maximum=1000)
    when_unsatisfiable: Literal["ScheduleAnyway", "DoNotSchedule"] = value(
        "ScheduleAnyway", "What to do with a pod that would break it."
    )


class Scheduling(Values):
    """Where pods may run: chart-wide under ``scheduling``; what a component sets replaces that."""

    node_selector: dict[LabelKey, LabelValue] = value(
        {}, "Labels a node must carry; a component's replace scheduling's.", example={"disk": "ssd"}
    )
    tolerations: Kubernetes[list[k8s.Toleration]] = value(
        [], "Taints the pods tolerate; a component's replace scheduling's."
    )
    priority_class_name: ObjectName | None = value(
        None, "Priority class of the pods; a component's replaces scheduling's.", example="high"
    )
    runtime_class_name: ObjectName | None = value(
        None, "Runtime class of the pods; a component's replaces scheduling's.", example="gvisor"
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
        {}, "More containers beside the main one, by name; they are called sidecar-<name>."
    )
    init_containers: dict[VolumeName, SidecarEntry] = value(
        {}, "More containers to run before the main one, by name; they are called init-<name>."
    )
    termination_grace_period_seconds: int = value(30, "Seconds a pod gets to stop.", minimum=0, maximum=86400)


class WorkloadOptions(PodOptions):
    """Pod options with the resources of the main container."""

    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("500m", "512Mi", "2", "2Gi"), "CPU and memory of the main container.", schema=COMPLETE
    )


__all__ = [
    "COMPLETE",
    "EnvEntry",
    "PodOptions",
    "Scheduling",
    "SidecarEntry",
    "VolumeEntry",
    "WorkloadOptions",
    "resources",
]
