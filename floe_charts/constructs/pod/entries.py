"""What an installer adds to a pod by name: environment variables, volumes and containers."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.constructs.pod.image import EntryImage
from floe_charts.constructs.pod.ports import PortEntry, PortNumber
from floe_charts.constructs.pod.resources import COMPLETE
from floe_charts.name_patterns import ENV_NAME, LABEL_KEY
from floe_charts.values.constraint import Constraint, EnvName, SubPath
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import REQUIRED, Values, value

#: What the downward API gives a variable. A whole map of labels or annotations is for files only.
FieldPath = Annotated[
    str,
    Constraint(
        "a field of the pod such as metadata.namespace, status.podIP or metadata.labels['team']",
        {
            "pattern": rf"^(metadata\.(name|namespace|uid|(labels|annotations)\['{LABEL_KEY}'\])"
            r"|spec\.(nodeName|serviceAccountName)|status\.(hostIP|podIPs?))$",
            "maxLength": 253,
        },
    ),
]

EnvPrefix = Annotated[
    str,
    Constraint("the beginning of an environment variable's name", {"pattern": f"^{ENV_NAME}$", "maxLength": 100}),
]


class EnvEntry(Values):
    """One environment variable: a text, a key of a Secret or ConfigMap, or a field of the pod."""

    exactly_one: ClassVar[tuple[str, ...]] = ("value", "secret", "configMap", "field")

    text: str | None = value(None, "Text of the variable.", alias="value")
    secret: Kubernetes[k8s.SecretKeySelector] | None = value(
        None, "Key of a Secret.", example={"name": "api", "key": "token"}
    )
    config_map: Kubernetes[k8s.ConfigMapKeySelector] | None = value(None, "Key of a ConfigMap.")
    field: FieldPath | None = value(None, "Field of the pod.", example="metadata.namespace")


class EnvFromEntry(Values):
    """A Secret or ConfigMap, each of whose keys becomes a variable; its key is the object's name."""

    kind: Literal["Secret", "ConfigMap"] = value(REQUIRED, "What it is.")
    prefix: EnvPrefix | None = value(None, "What stands before each key in the variable's name.", example="APP_")
    optional: bool = value(False, "Start without it while it does not exist.")


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


class InitContainerEntry(Values):
    """One more container before the main one."""

    image: EntryImage = value(REQUIRED, "Image of the container.")
    command: list[str] = value([], "Command, in place of the image's.")
    args: list[str] = value([], "Arguments.")
    env: dict[EnvName, EnvEntry] = value({}, "Environment variables by name.")
    mount_volumes: bool = value(
        False, "Mount the pod's volumes too, each at its path: to share files with the main container."
    )
    resources: Kubernetes[k8s.ResourceRequirements] = value(REQUIRED, "CPU and memory.", schema=COMPLETE)


#: A probe asks its own pod: from Kubernetes 1.34 on Pod Security lets none name a host.
_NO_HOST = {key: {"properties": {"host": {"type": "null"}}} for key in ("httpGet", "tcpSocket")}
#: One success is enough for these; readiness alone may want more.
_ONE_SUCCESS = {"properties": {**_NO_HOST, "successThreshold": {"enum": [1, None]}}}
#: A probe that ends no container has nothing to say of how long that may take.
_ENDS_NOTHING = {"properties": {**_NO_HOST, "terminationGracePeriodSeconds": {"type": "null"}}}


class SidecarEntry(InitContainerEntry):
    """One more container beside the main one."""

    ports: dict[PortNumber, PortEntry] = value(
        {}, "Ports it listens on, by number in quotes; they are called port-<number>.", example={"9187": {}}
    )
    startup: Kubernetes[k8s.Probe] | None = value(
        None, "When it has started; until then no other probe asks.", schema=_ONE_SUCCESS
    )
    readiness: Kubernetes[k8s.Probe] | None = value(
        None,
        "When the pod may be called.",
        schema=_ENDS_NOTHING,
        example={"httpGet": {"path": "/", "port": 9187}},
    )
    liveness: Kubernetes[k8s.Probe] | None = value(None, "When it is to start again.", schema=_ONE_SUCCESS)
