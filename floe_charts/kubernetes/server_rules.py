"""What the API server checks about one property, beyond OpenAPI.

`PROPERTY_RULES` maps (full definition name, property) to the draft-07 keywords to add. Enumerations leave out
the empty string, which the server reads as "not given". Rules between properties are in `object_rules`.
"""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.conditions import equals, given, when
from floe_charts.kubernetes.patterns import (
    ANNOTATIONS,
    BASE64,
    CIDR,
    CLUSTER_IP,
    CONTAINER_RESOURCES,
    COUNT_OR_PERCENT,
    COUNT_OR_SHARE,
    CRON,
    DATA_KEY,
    DIVISOR,
    DNS_LABEL,
    DNS_SUBDOMAIN,
    ENV_NAME,
    FIELD_PATH,
    FILE_MODE,
    FILE_PATH,
    HTTP_HEADER,
    INGRESS_HOST,
    INNER_PATH,
    IP,
    LABEL_KEY,
    LABEL_VALUE,
    LABELS,
    MOUNT_PATH,
    NON_EMPTY,
    NOT_NEGATIVE,
    OBJECT_NAME,
    OPTIONAL_PORT,
    PORT,
    PORT_NAME,
    PORT_OR_NAME,
    POSITIVE,
    QUANTITY_NOT_NEGATIVE,
    QUANTITY_POSITIVE,
    RESOURCE_FIELD,
    RESOURCES,
    SERVICE_NAME,
    STORAGE,
    SYSCTL,
    USER_ID,
    WEIGHT,
    Schema,
    between,
    each,
    keyed,
    one_of,
    pattern,
)

APPS = "io.k8s.api.apps.v1"
AUTOSCALING = "io.k8s.api.autoscaling.v2"
BATCH = "io.k8s.api.batch.v1"
CORE = "io.k8s.api.core.v1"
META = "io.k8s.apimachinery.pkg.apis.meta.v1"
NETWORKING = "io.k8s.api.networking.v1"
POLICY = "io.k8s.api.policy.v1"
RBAC = "io.k8s.api.rbac.v1"
SCHEDULING = "io.k8s.api.scheduling.v1"
STORAGE_API = "io.k8s.api.storage.v1"

_PROTOCOL = one_of("TCP", "UDP", "SCTP")
_SOME = {"minItems": 1}
_ACCESS_MODE = one_of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")
_VOLUME_MODE = one_of("Filesystem", "Block")
_HOST_PATHS = one_of(
    "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"
)
_FILES = {"defaultMode": FILE_MODE}
_KEPT = one_of("Retain", "Delete")
# A volume's file shows the pod's own metadata; what comes later, as its IP, only a variable can hold.
_OF_THE_POD = {"properties": {"fieldPath": pattern(r"metadata\..*")}}
_OF_LABELS = when(equals("operator", "In", "NotIn"), {"properties": {"values": each(LABEL_VALUE)}})
# The one field of a node that can be asked for is its name.
_OF_THE_NODE = {
    "properties": {
        "key": one_of("metadata.name"),
        "operator": one_of("In", "NotIn"),
        "values": each(DNS_SUBDOMAIN, minItems=1, maxItems=1),
    }
}
# Liveness and startup probes count one success; the server refuses more, and null is "not given".
_ONE_SUCCESS = {"properties": {"successThreshold": {"enum": [1, None]}}}

_RULES: Mapping[str, Mapping[str, Mapping[str, Schema]]] = {
    META: {
        "ObjectMeta": {
            "annotations": ANNOTATIONS,
            "generateName": OBJECT_NAME,
            "labels": LABELS,
            "name": OBJECT_NAME,
            "namespace": DNS_LABEL,
        },
        "LabelSelector": {"matchLabels": LABELS},
        "LabelSelectorRequirement": {
            "key": LABEL_KEY,
            "operator": one_of("In", "NotIn", "Exists", "DoesNotExist"),
            "values": each(LABEL_VALUE),
        },
    },
    CORE: {
        "AzureFileVolumeSource": {"secretName": NON_EMPTY, "shareName": NON_EMPTY},
        "ConfigMap": {"binaryData": keyed(DATA_KEY, BASE64), "data": keyed(DATA_KEY)},
        "ConfigMapKeySelector": {"key": DATA_KEY, "name": DNS_SUBDOMAIN},
        "ConfigMapEnvSource": {"name": DNS_SUBDOMAIN},
        "ConfigMapProjection": {"name": DNS_SUBDOMAIN},
        "ConfigMapVolumeSource": {**_FILES, "name": DNS_SUBDOMAIN},
        "Container": {
            "image": NON_EMPTY,
            "imagePullPolicy": one_of("Always", "IfNotPresent", "Never"),
            "livenessProbe": _ONE_SUCCESS,
            "name": DNS_LABEL,
            "startupProbe": _ONE_SUCCESS,
            "terminationMessagePolicy": one_of("File", "FallbackToLogsOnError"),
        },
        "ContainerPort": {
            "containerPort": PORT,
            "hostIP": IP,
            "hostPort": OPTIONAL_PORT,
            "name": PORT_NAME,
            "protocol": _PROTOCOL,
        },
        "CSIVolumeSource": {
            "driver": pattern(DNS_SUBDOMAIN["pattern"][1:-1], 63),
            "nodePublishSecretRef": given("name"),
        },
        "DownwardAPIVolumeFile": {"fieldRef": _OF_THE_POD, "mode": FILE_MODE, "path": FILE_PATH},
        "DownwardAPIVolumeSource": _FILES,
        "EmptyDirVolumeSource": {"sizeLimit": QUANTITY_NOT_NEGATIVE},
        "EnvFromSource": {"prefix": pattern(f"({ENV_NAME['pattern'][1:-1]})?")},
        "EnvVar": {"name": ENV_NAME},
        "ExecAction": {"command": _SOME},
        "GRPCAction": {"port": PORT},
        "HTTPGetAction": {"port": PORT_OR_NAME, "scheme": one_of("HTTP", "HTTPS")},
        "HTTPHeader": {"name": HTTP_HEADER},
        "HostAlias": {"ip": IP, "hostnames": each(DNS_SUBDOMAIN)},
        "HostPathVolumeSource": {
            "path": NON_EMPTY,
            "type": _HOST_PATHS,
        },
        "KeyToPath": {"key": DATA_KEY, "mode": FILE_MODE, "path": FILE_PATH},
        "NFSVolumeSource": {"path": pattern("/.*"), "server": NON_EMPTY},
        "NodeSelector": {"nodeSelectorTerms": _SOME},
        "NodeSelectorTerm": {"matchExpressions": each(_OF_LABELS), "matchFields": each(_OF_THE_NODE)},
        "NodeSelectorRequirement": {
            "key": LABEL_KEY,
            "operator": one_of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
        },
        "LocalObjectReference": {"name": DNS_SUBDOMAIN},
        "ObjectFieldSelector": {"apiVersion": one_of("v1"), "fieldPath": FIELD_PATH},
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
        "PodAffinityTerm": {"namespaces": each(DNS_LABEL), "topologyKey": LABEL_KEY},
        "PodDNSConfig": {"nameservers": each(IP), "searches": each(NON_EMPTY, maxItems=32)},
        "PodOS": {"name": one_of("linux", "windows")},
        "PodReadinessGate": {"conditionType": LABEL_KEY},
        "PodSecurityContext": {
            "fsGroup": USER_ID,
            "fsGroupChangePolicy": one_of("OnRootMismatch", "Always"),
            "runAsGroup": USER_ID,
            "runAsUser": USER_ID,
            "supplementalGroups": each(USER_ID),
        },
        "PodSpec": {
            "activeDeadlineSeconds": between(1, 2**31 - 1),
            "containers": _SOME,
            "dnsPolicy": one_of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
            "hostname": DNS_LABEL,
            "nodeSelector": LABELS,
            "overhead": CONTAINER_RESOURCES,
            "preemptionPolicy": one_of("Never", "PreemptLowerPriority"),
            "priorityClassName": DNS_SUBDOMAIN,
            "restartPolicy": one_of("Always", "OnFailure", "Never"),
            "runtimeClassName": DNS_SUBDOMAIN,
            "serviceAccountName": DNS_SUBDOMAIN,
            "subdomain": DNS_LABEL,
            "terminationGracePeriodSeconds": NOT_NEGATIVE,
        },
        "PreferredSchedulingTerm": {"weight": WEIGHT},
        "Probe": {
            "failureThreshold": POSITIVE,
            "initialDelaySeconds": NOT_NEGATIVE,
            "periodSeconds": POSITIVE,
            "successThreshold": POSITIVE,
            "terminationGracePeriodSeconds": POSITIVE,
            "timeoutSeconds": POSITIVE,
        },
        "ProjectedVolumeSource": _FILES,
        "ResourceClaim": {"name": NON_EMPTY},
        "ResourceFieldSelector": {"resource": RESOURCE_FIELD},
        "ResourceQuotaSpec": {"hard": RESOURCES},
        "ResourceRequirements": {
            "limits": CONTAINER_RESOURCES,
            "requests": CONTAINER_RESOURCES,
            "claims": {"uniqueItems": True},  # an entry is its name, the key of the list
        },
        "SeccompProfile": {"type": one_of("RuntimeDefault", "Unconfined", "Localhost")},
        "Secret": {"data": keyed(DATA_KEY, BASE64), "stringData": keyed(DATA_KEY)},
        "SecretEnvSource": {"name": DNS_SUBDOMAIN},
        "SecretKeySelector": {"key": DATA_KEY, "name": DNS_SUBDOMAIN},
        "SecretProjection": {"name": DNS_SUBDOMAIN},
        "SecretVolumeSource": {**_FILES, "secretName": DNS_SUBDOMAIN},
        "SecurityContext": {
            "procMount": one_of("Default", "Unmasked"),
            "runAsGroup": USER_ID,
            "runAsUser": USER_ID,
        },
        "ClientIPConfig": {"timeoutSeconds": between(1, 86400)},
        "ServiceAccountTokenProjection": {"expirationSeconds": between(600, 2**32), "path": FILE_PATH},
        "ServicePort": {
            "appProtocol": LABEL_KEY,
            "name": DNS_LABEL,
            "nodePort": OPTIONAL_PORT,
            "port": PORT,
            "protocol": _PROTOCOL,
            "targetPort": PORT_OR_NAME,
        },
        "ServiceSpec": {
            "clusterIP": CLUSTER_IP,
            "externalIPs": each(IP),
            "externalName": DNS_SUBDOMAIN,
            "externalTrafficPolicy": one_of("Cluster", "Local"),
            "internalTrafficPolicy": one_of("Cluster", "Local"),
            "ipFamilies": each(one_of("IPv4", "IPv6"), maxItems=2),
            "ipFamilyPolicy": one_of("SingleStack", "PreferDualStack", "RequireDualStack"),
            "loadBalancerClass": LABEL_KEY,
            "loadBalancerIP": IP,
            "loadBalancerSourceRanges": each(CIDR),
            "selector": LABELS,
            "sessionAffinity": one_of("None", "ClientIP"),
            "type": one_of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
        },
        "Sysctl": {"name": SYSCTL},
        "TCPSocketAction": {"port": PORT_OR_NAME},
        "Toleration": {
            "effect": one_of("NoSchedule", "PreferNoSchedule", "NoExecute"),
            "key": pattern(f"({LABEL_KEY['pattern'][1:-1]})?"),
            "operator": one_of("Exists", "Equal"),
            "value": LABEL_VALUE,
        },
        "TopologySpreadConstraint": {
            "maxSkew": POSITIVE,
            "minDomains": POSITIVE,
            "nodeAffinityPolicy": one_of("Honor", "Ignore"),
            "nodeTaintsPolicy": one_of("Honor", "Ignore"),
            "topologyKey": LABEL_KEY,
            "whenUnsatisfiable": one_of("DoNotSchedule", "ScheduleAnyway"),
        },
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
        "WeightedPodAffinityTerm": {"weight": WEIGHT},
    },
    APPS: {
        "DaemonSetSpec": {"minReadySeconds": NOT_NEGATIVE, "revisionHistoryLimit": NOT_NEGATIVE},
        "DaemonSetUpdateStrategy": {"type": one_of("RollingUpdate", "OnDelete")},
        "DeploymentSpec": {
            "minReadySeconds": NOT_NEGATIVE,
            "progressDeadlineSeconds": NOT_NEGATIVE,
            "replicas": NOT_NEGATIVE,
            "revisionHistoryLimit": NOT_NEGATIVE,
        },
        "DeploymentStrategy": {"type": one_of("Recreate", "RollingUpdate")},
        "ReplicaSetSpec": {"minReadySeconds": NOT_NEGATIVE, "replicas": NOT_NEGATIVE},
        "RollingUpdateDaemonSet": {"maxSurge": COUNT_OR_SHARE, "maxUnavailable": COUNT_OR_SHARE},
        "RollingUpdateDeployment": {"maxSurge": COUNT_OR_PERCENT, "maxUnavailable": COUNT_OR_SHARE},
        "RollingUpdateStatefulSetStrategy": {"partition": NOT_NEGATIVE},
        "StatefulSetPersistentVolumeClaimRetentionPolicy": {"whenDeleted": _KEPT, "whenScaled": _KEPT},
        "StatefulSetSpec": {
            "minReadySeconds": NOT_NEGATIVE,
            "podManagementPolicy": one_of("OrderedReady", "Parallel"),
            "replicas": NOT_NEGATIVE,
            "revisionHistoryLimit": NOT_NEGATIVE,
        },
        "StatefulSetUpdateStrategy": {"type": one_of("RollingUpdate", "OnDelete")},
    },
    AUTOSCALING: {
        "CrossVersionObjectReference": {"kind": NON_EMPTY, "name": NON_EMPTY},
        "HPAScalingPolicy": {
            "periodSeconds": between(1, 1800),
            "type": one_of("Pods", "Percent"),
            "value": POSITIVE,
        },
        "HPAScalingRules": {
            "selectPolicy": one_of("Max", "Min", "Disabled"),
            "stabilizationWindowSeconds": between(0, 3600),
        },
        "HorizontalPodAutoscalerSpec": {"maxReplicas": POSITIVE, "minReplicas": POSITIVE},
        "MetricSpec": {"type": one_of("ContainerResource", "External", "Object", "Pods", "Resource")},
        "MetricTarget": {
            "averageUtilization": POSITIVE,
            "averageValue": QUANTITY_POSITIVE,
            "type": one_of("Utilization", "Value", "AverageValue"),
            "value": QUANTITY_POSITIVE,
        },
    },
    BATCH: {
        "CronJobSpec": {
            "concurrencyPolicy": one_of("Allow", "Forbid", "Replace"),
            "failedJobsHistoryLimit": NOT_NEGATIVE,
            "schedule": CRON,
            "startingDeadlineSeconds": NOT_NEGATIVE,
            "successfulJobsHistoryLimit": NOT_NEGATIVE,
            "timeZone": NON_EMPTY,
        },
        "JobSpec": {
            "activeDeadlineSeconds": NOT_NEGATIVE,
            "backoffLimit": NOT_NEGATIVE,
            "completionMode": one_of("NonIndexed", "Indexed"),
            "completions": NOT_NEGATIVE,
            "parallelism": NOT_NEGATIVE,
            "ttlSecondsAfterFinished": NOT_NEGATIVE,
        },
        "PodFailurePolicyRule": {"action": one_of("Count", "FailIndex", "FailJob", "Ignore")},
    },
    NETWORKING: {
        "HTTPIngressPath": {
            "path": pattern("(/.*)?"),
            "pathType": one_of("Exact", "ImplementationSpecific", "Prefix"),
        },
        "HTTPIngressRuleValue": {"paths": _SOME},
        "IPBlock": {"cidr": CIDR, "except": each(CIDR)},
        "IngressRule": {"host": INGRESS_HOST},
        "IngressServiceBackend": {"name": SERVICE_NAME},
        "IngressSpec": {"ingressClassName": DNS_SUBDOMAIN},
        "IngressTLS": {"hosts": each(INGRESS_HOST)},
        "NetworkPolicyPort": {"endPort": PORT, "port": PORT_OR_NAME, "protocol": _PROTOCOL},
        "NetworkPolicySpec": {"policyTypes": each(one_of("Ingress", "Egress"), maxItems=2)},
        "ServiceBackendPort": {"name": PORT_NAME, "number": PORT},
    },
    POLICY: {
        "PodDisruptionBudgetSpec": {
            "maxUnavailable": COUNT_OR_SHARE,
            "minAvailable": COUNT_OR_SHARE,
            "unhealthyPodEvictionPolicy": one_of("IfHealthyBudget", "AlwaysAllow"),
        },
    },
    RBAC: {
        "PolicyRule": {"verbs": _SOME},
        "RoleRef": {
            "apiGroup": one_of("rbac.authorization.k8s.io"),
            "kind": one_of("ClusterRole", "Role"),
            "name": NON_EMPTY,
        },
        "Subject": {"kind": one_of("Group", "ServiceAccount", "User"), "name": NON_EMPTY},
    },
    SCHEDULING: {"PriorityClass": {"preemptionPolicy": one_of("Never", "PreemptLowerPriority")}},
    STORAGE_API: {
        "StorageClass": {
            "provisioner": NON_EMPTY,
            "reclaimPolicy": one_of("Delete", "Retain"),
            "volumeBindingMode": one_of("Immediate", "WaitForFirstConsumer"),
        },
    },
}

PROPERTY_RULES: Mapping[tuple[str, str], Schema] = {
    (f"{group}.{name}", property_name): schema
    for group, table in _RULES.items()
    for name, properties in table.items()
    for property_name, schema in properties.items()
}

REPLACED: Mapping[tuple[str, str], Schema] = {
    (f"{CORE}.ResourceFieldSelector", "divisor"): {"type": ["string", "integer"], **DIVISOR},
    # 1.27 types a claim's resources like a container's, whose keys are others.
    (f"{CORE}.PersistentVolumeClaimSpec", "resources"): {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "type": "object",
                "additionalProperties": {"allOf": [{"type": ["string", "number"]}, QUANTITY_POSITIVE]},
                "propertyNames": one_of("storage"),
            }
            for name in ("limits", "requests")
        },
    },
}
"""Properties whose vendored schema is wrong for their place."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    f"{CORE}.Container": ("image",),
    f"{CORE}.ConfigMapEnvSource": ("name",),
    f"{CORE}.ConfigMapKeySelector": ("name",),
    f"{CORE}.ConfigMapProjection": ("name",),
    f"{CORE}.ConfigMapVolumeSource": ("name",),
    f"{CORE}.ExecAction": ("command",),
    f"{CORE}.PersistentVolumeClaimSpec": ("accessModes", "resources"),
    f"{CORE}.SecretEnvSource": ("name",),
    f"{CORE}.SecretKeySelector": ("name",),
    f"{CORE}.SecretProjection": ("name",),
    f"{CORE}.SecretVolumeSource": ("secretName",),
}
"""Properties that OpenAPI calls optional and the server asks for."""
