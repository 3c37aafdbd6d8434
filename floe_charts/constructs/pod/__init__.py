"""Pods: the options every workload shares, and the pods and containers built from them."""

from floe_charts.constructs.pod.container import container
from floe_charts.constructs.pod.image import ImageValues
from floe_charts.constructs.pod.options import PodOptions, Scheduling, WorkloadOptions
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import ProbeValues, probe
from floe_charts.constructs.pod.security import User

__all__ = [
    "ImageValues",
    "Pod",
    "PodOptions",
    "ProbeValues",
    "Scheduling",
    "User",
    "WorkloadOptions",
    "container",
    "probe",
]
