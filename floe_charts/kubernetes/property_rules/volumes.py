"""What the API server checks about one property of volumes, of what fills them, and of claims."""

from __future__ import annotations

from floe_charts.kubernetes.conditions import given
from floe_charts.kubernetes.groups import CORE
from floe_charts.kubernetes.patterns import (
    DATA_KEY,
    DNS_LABEL,
    DNS_SUBDOMAIN,
    FILE_MODE,
    FILE_PATH,
    INNER_PATH,
    MOUNT_PATH,
    NON_EMPTY,
    QUANTITY_NOT_NEGATIVE,
    STORAGE,
    between,
    each,
    one_of,
    pattern,
)
from floe_charts.kubernetes.property_rules.table import Table

_ACCESS_MODE = one_of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")
_VOLUME_MODE = one_of("Filesystem", "Block")
_HOST_PATHS = one_of(
    "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"
)
_FILES = {"defaultMode": FILE_MODE}
# A volume's file shows the pod's own metadata; what comes later, as its IP, only a variable can hold.
_OF_THE_POD = {"properties": {"fieldPath": pattern(r"metadata\..*")}}

RULES: Table = {
    CORE: {
        "AzureFileVolumeSource": {"secretName": NON_EMPTY, "shareName": NON_EMPTY},
        "ConfigMapProjection": {"name": DNS_SUBDOMAIN},
        "ConfigMapVolumeSource": {**_FILES, "name": DNS_SUBDOMAIN},
        "CSIVolumeSource": {
            "driver": pattern(DNS_SUBDOMAIN["pattern"][1:-1], 63),
            "nodePublishSecretRef": given("name"),
        },
        "DownwardAPIVolumeFile": {"fieldRef": _OF_THE_POD, "mode": FILE_MODE, "path": FILE_PATH},
        "DownwardAPIVolumeSource": _FILES,
        "EmptyDirVolumeSource": {"sizeLimit": QUANTITY_NOT_NEGATIVE},
        "HostPathVolumeSource": {
            "path": NON_EMPTY,
            "type": _HOST_PATHS,
        },
        "KeyToPath": {"key": DATA_KEY, "mode": FILE_MODE, "path": FILE_PATH},
        "NFSVolumeSource": {"path": pattern("/.*"), "server": NON_EMPTY},
        "PersistentVolumeClaimSpec": {
            "accessModes": each(_ACCESS_MODE, minItems=1),
            "storageClassName": pattern(f"({DNS_SUBDOMAIN['pattern'][1:-1]})?", 253),
            "volumeMode": _VOLUME_MODE,
        },
        "PersistentVolumeClaimVolumeSource": {"claimName": DNS_SUBDOMAIN},
        "PersistentVolumeSpec": {
            "accessModes": each(_ACCESS_MODE, minItems=1),
            "capacity": STORAGE,
            "persistentVolumeReclaimPolicy": one_of("Retain", "Recycle", "Delete"),
            "volumeMode": _VOLUME_MODE,
        },
        "ProjectedVolumeSource": _FILES,
        "SecretProjection": {"name": DNS_SUBDOMAIN},
        "SecretVolumeSource": {**_FILES, "secretName": DNS_SUBDOMAIN},
        "ServiceAccountTokenProjection": {"expirationSeconds": between(600, 2**32), "path": FILE_PATH},
        "Volume": {"name": DNS_LABEL},
        "VolumeDevice": {"devicePath": NON_EMPTY, "name": DNS_LABEL},
        "VolumeMount": {
            "mountPath": MOUNT_PATH,
            "mountPropagation": one_of("None", "HostToContainer", "Bidirectional"),
            "name": DNS_LABEL,
            "subPath": INNER_PATH,
            "subPathExpr": INNER_PATH,
        },
        "VolumeResourceRequirements": {"limits": STORAGE, "requests": STORAGE},
    },
}
