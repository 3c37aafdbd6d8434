"""The options every workload has: jobs, hooks and databases no less than web servers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.entries import EnvEntry, EnvFromEntry, InitContainerEntry, SidecarEntry, VolumeEntry
from floe_charts.constructs.pod.resources import COMPLETE, resources
from floe_charts.constructs.pod.scheduling import OwnScheduling
from floe_charts.name_patterns import DNS_SUBDOMAIN, IPV4, IPV6
from floe_charts.values.common import STANDARD_LABELS
from floe_charts.values.constraint import Constraint, EnvName, LabelKey, LabelValue, MountPath, ObjectName, VolumeName
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import value

IpAddress = Annotated[str, Constraint("an IP address", {"pattern": f"^({IPV4}|{IPV6})$"})]
HostAlias = Annotated[str, Constraint("a host name", {"pattern": f"^{DNS_SUBDOMAIN}$", "maxLength": 253})]
#: The API server counts name servers, and the letters of all search paths: 2048, which 32 paths of 63 stay below.
DNS_LIMITS = {
    "properties": {
        "nameservers": {"maxItems": 3},
        "searches": {"items": {"pattern": f"^{DNS_SUBDOMAIN}$", "maxLength": 63}},
    }
}


class PodOptions(OwnScheduling):
    """Everything an installer may want to change about the pods of one workload."""

    reserved: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "podLabels": STANDARD_LABELS,
        "podAnnotations": ("helm.sh/hook", "helm.sh/hook-weight", "helm.sh/hook-delete-policy"),
    }

    spread: Literal["soft", "hard", "none"] = value(
        "soft",
        "Keep pods on different nodes: prefer (soft), insist (hard) or neither (none); zones are only preferred."
        " A roll-out with hard needs one node more than there are replicas.",
    )
    pod_annotations: dict[LabelKey, str] = value({}, "Annotations of the pods.")
    pod_labels: dict[LabelKey, LabelValue] = value({}, "Labels of the pods, beside the chart's own.")
    env: dict[EnvName, EnvEntry] = value(
        {}, "Environment variables of the main container, by name.", example={"TZ": {"value": "UTC"}}
    )
    env_from: dict[ObjectName, EnvFromEntry] = value(
        {},
        "Secrets and ConfigMaps whose keys become environment variables of the main container, by their names; what"
        " env or the chart sets wins.",
        example={"settings": {"kind": "ConfigMap", "prefix": "APP_"}},
    )
    volumes: dict[MountPath, VolumeEntry] = value(
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
    host_aliases: dict[IpAddress, list[HostAlias]] = value(
        {}, "Host names the pods find at an address without asking DNS, by address.", example={"10.1.2.3": ["db.corp"]}
    )
    dns_config: Kubernetes[k8s.PodDnsConfig] = value(
        {}, "How the pods ask DNS, beside what the cluster says.", schema=DNS_LIMITS
    )
    termination_grace_period_seconds: int = value(30, "Seconds a pod gets to stop.", minimum=0, maximum=86400)


class WorkloadOptions(PodOptions):
    """Pod options with the resources of the main container."""

    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("500m", "512Mi", "2", "2Gi"), "CPU and memory of the main container.", schema=COMPLETE
    )
