"""Values of what runs Dagster and the users' code: code locations and runs."""

from __future__ import annotations

from typing import ClassVar

from cdk8s_plus_27 import k8s

from floe_charts.constructs.database import client
from floe_charts.constructs.pod.entries import EnvEntry, EnvFromEntry, VolumeEntry
from floe_charts.constructs.pod.image import EntryImage
from floe_charts.constructs.pod.options import PodOptions, WorkloadOptions
from floe_charts.constructs.pod.resources import COMPLETE, resources
from floe_charts.constructs.pod.scheduling import SPREAD, OwnScheduling, SpreadEntry
from floe_charts.constructs.pod.scratch import tmp_limit
from floe_charts.constructs.pod.security import User
from floe_charts.values.constraint import (
    EnvName,
    LabelKey,
    LabelValue,
    ModuleName,
    MountPath,
    ObjectName,
    StorageQuantity,
)
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import REQUIRED, Reserved, Values, reserved_keys, value

HOME = "/opt/dagster/dagster_home"
#: The image runs as root; every file it needs is readable by anybody.
DAGSTER = User(1000, 1000)
#: Annotations of pods that start again when a file changes.
SETTINGS_SUM, WORKSPACE_SUM = "checksum/dagster.yaml", "checksum/workspace.yaml"
#: The chart's own label for pods that run user code, for policies: of all locations, whose component labels differ;
#: and of all runs, their steps included. Dagster labels a run's pod run_worker and those k8s_job_executor makes of its
#: steps step_worker: a policy that goes by run_worker would cut the steps off from the database.
ROLE, CODE_LOCATION, RUN = "dagster/role", "code-location", "run"
#: What the chart sets in every Dagster container.
RESERVED = {
    "env": ("DAGSTER_HOME", "HOME", *client.VARIABLES),
    "volumes": (client.MOUNT, HOME, "/tmp"),
}
#: What a code location tells the launcher of its runs: the variable of ``dagster api grpc --container-context``.
CONTEXT = "DAGSTER_CLI_API_GRPC_CONTAINER_CONTEXT"
LOCATION_RESERVED = {**RESERVED, "env": (*RESERVED["env"], "DAGSTER_CURRENT_IMAGE", CONTEXT)}
#: What the launcher sets in the container of a run.
RUN_JOB_NAME = "DAGSTER_RUN_JOB_NAME"
#: Labels of run pods that Dagster or the chart sets: the launcher lets an installer's win, and then neither Dagster's
#: own look-ups nor a NetworkPolicy would find the pod.
RUN_LABELS = (
    *reserved_keys(PodOptions)["podLabels"],
    "app.kubernetes.io/part-of",
    ROLE,
    *(f"dagster/{name}" for name in ("job", "op", "run-id", "code-location", "deployment-name")),
)


class DagsterOptions(WorkloadOptions):
    """A pod that runs Dagster."""

    reserved: ClassVar[Reserved] = {**RESERVED, "podAnnotations": (SETTINGS_SUM, WORKSPACE_SUM)}

    tmp_size_limit: StorageQuantity = tmp_limit("1Gi")


class LocationOptions(PodOptions):
    """The pods of code locations."""

    reserved: ClassVar[Reserved] = {**LOCATION_RESERVED, "podLabels": (ROLE,), "podAnnotations": (SETTINGS_SUM,)}

    tmp_size_limit: StorageQuantity = tmp_limit("1Gi")


class LocationRuns(Values):
    """What is different for the runs of one code location."""

    resources: Kubernetes[k8s.ResourceRequirements] | None = value(
        None,
        "CPU and memory of this location's runs; each request and limit goes over that of runs.resources, and what is"
        " left out is inherited: no request may then be over its limit.",
        example=resources("4", "16Gi", "8", "16Gi"),
    )


class CodeLocationEntry(Values):
    """One code location: a gRPC server with the pipelines of a team, and the image its runs use."""

    reserved: ClassVar[Reserved] = {
        **LOCATION_RESERVED,
        "env": (*LOCATION_RESERVED["env"], RUN_JOB_NAME),
        "podLabels": RUN_LABELS,
        "podAnnotations": (*reserved_keys(PodOptions)["podAnnotations"], SETTINGS_SUM),
    }

    enabled: bool = value(
        True, "Deploy it. False drops a location of another values file, from which no file can remove an entry."
    )
    image: EntryImage = value(REQUIRED, "Image with the code, built on the chart's Dagster version.")
    module: ModuleName = value(REQUIRED, "Python module that holds the definitions.")
    service_account_name: ObjectName | None = value(
        None,
        "Name of an existing account for the gRPC server and this location's runs, in place of the chart's.",
        example="sales",
    )
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("250m", "512Mi", "1", "1Gi"), "CPU and memory of the gRPC server.", schema=COMPLETE
    )
    runs: LocationRuns = value(LocationRuns(), "What is different for this location's runs.")
    env: dict[EnvName, EnvEntry] = value(
        {},
        "Environment variables of the gRPC server, over codeLocationPod's, and of this location's runs, over runs.env.",
        example={"SALES_TOKEN": {"secret": {"name": "sales", "key": "token"}}},
    )
    volumes: dict[MountPath, VolumeEntry] = value(
        {},
        "Volumes by mount path of the gRPC server, over codeLocationPod's, and of this location's runs, over"
        " runs.volumes.",
        example={"/etc/sales": {"secret": {"secretName": "sales"}}},
    )
    pod_labels: dict[LabelKey, LabelValue] = value(
        {},
        "Labels of the gRPC server's pod, over codeLocationPod's, and of this location's runs, over runs.podLabels.",
        example={"azure.workload.identity/use": "true"},
    )
    pod_annotations: dict[LabelKey, str] = value(
        {},
        "Annotations of the gRPC server's pod, over codeLocationPod's, and of this location's runs, over"
        " runs.podAnnotations.",
        example={"example.com/team": "sales"},
    )
    node_selector: dict[LabelKey, LabelValue] = value(
        {}, "Labels a node of the gRPC server must carry, in place of codeLocationPod's; runs have runs.nodeSelector."
    )
    tolerations: Kubernetes[list[k8s.Toleration]] = value(
        [], "Taints the gRPC server tolerates, in place of codeLocationPod's; runs have runs.tolerations."
    )
    affinity: Kubernetes[k8s.Affinity] = value(
        {}, "Affinity of the gRPC server, in place of codeLocationPod's; runs have runs.affinity."
    )


class RunValues(OwnScheduling):
    """The Jobs that K8sRunLauncher makes, one for each run."""

    reserved: ClassVar[Reserved] = {
        **RESERVED,
        "env": (*RESERVED["env"], RUN_JOB_NAME),
        "podLabels": RUN_LABELS,
    }

    affinity: Kubernetes[k8s.Affinity] = value({}, "Affinity, in place of scheduling.affinity; runs have no spread.")
    topology_spread_constraints: dict[LabelKey, SpreadEntry] = value(
        {},
        "Constraints by topology key, in place of scheduling.topologySpreadConstraints; each counts the pods of all"
        " runs.",
        example=SPREAD,
    )
    pod_labels: dict[LabelKey, LabelValue] = value(
        {}, "Labels of the pods of runs, beside Dagster's own.", example={"azure.workload.identity/use": "true"}
    )
    pod_annotations: dict[LabelKey, str] = value(
        {},
        "Annotations of the pods of runs, such as those that keep an autoscaler from evicting one half-way.",
        example={"cluster-autoscaler.kubernetes.io/safe-to-evict": "false", "karpenter.sh/do-not-disrupt": "true"},
    )
    env: dict[EnvName, EnvEntry] = value(
        {}, "Environment variables of every run, by name.", example={"TZ": {"value": "UTC"}}
    )
    env_from: dict[ObjectName, EnvFromEntry] = value(
        {},
        "Secrets and ConfigMaps whose keys become environment variables of every run, by their names; what env or the"
        " chart sets wins. What code reads when it is imported codeLocationPod.envFrom must name too.",
        example={"settings": {"kind": "ConfigMap", "prefix": "APP_"}},
    )
    volumes: dict[MountPath, VolumeEntry] = value(
        {},
        "More volumes of every run, by mount path.",
        example={"/etc/lake": {"secret": {"secretName": "lake"}}},
    )
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        resources("1", "2Gi", "4", "4Gi"), "CPU and memory of a run.", schema=COMPLETE
    )
    tmp_size_limit: StorageQuantity = tmp_limit("10Gi")
    ttl_seconds_after_finished: int = value(86400, "Seconds a finished run's Job is kept.", minimum=0, maximum=2592000)
    active_deadline_seconds: int = value(86400, "Seconds until a run is stopped.", minimum=1, maximum=2592000)
    start_timeout_seconds: int = value(
        300, "Seconds until a run that does not start counts as failed.", minimum=1, maximum=86400
    )
