"""What the API server checks about one property of a pod and its containers."""

from __future__ import annotations

from floe_charts.kubernetes.groups import CORE
from floe_charts.kubernetes.patterns import (
    CONTAINER_RESOURCES,
    DATA_KEY,
    DNS_LABEL,
    DNS_SUBDOMAIN,
    ENV_NAME,
    FIELD_PATH,
    HTTP_HEADER,
    IP,
    LABEL_KEY,
    LABELS,
    NON_EMPTY,
    NOT_NEGATIVE,
    OPTIONAL_PORT,
    PORT,
    PORT_NAME,
    PORT_OR_NAME,
    POSITIVE,
    PROTOCOL,
    RESOURCE_FIELD,
    SOME,
    SYSCTL,
    USER_ID,
    between,
    each,
    one_of,
    pattern,
)
from floe_charts.kubernetes.property_rules.table import Table

# Liveness and startup probes count one success; the server refuses more, and null is "not given".
_ONE_SUCCESS = {"properties": {"successThreshold": {"enum": [1, None]}}}

RULES: Table = {
    CORE: {
        "ConfigMapKeySelector": {"key": DATA_KEY, "name": DNS_SUBDOMAIN},
        "ConfigMapEnvSource": {"name": DNS_SUBDOMAIN},
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
            "protocol": PROTOCOL,
        },
        "EnvFromSource": {"prefix": pattern(f"({ENV_NAME['pattern'][1:-1]})?")},
        "EnvVar": {"name": ENV_NAME},
        "ExecAction": {"command": SOME},
        "GRPCAction": {"port": PORT},
        "HTTPGetAction": {"port": PORT_OR_NAME, "scheme": one_of("HTTP", "HTTPS")},
        "HTTPHeader": {"name": HTTP_HEADER},
        "HostAlias": {"ip": IP, "hostnames": each(DNS_SUBDOMAIN)},
        "ObjectFieldSelector": {"apiVersion": one_of("v1"), "fieldPath": FIELD_PATH},
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
            "containers": SOME,
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
        "Probe": {
            "failureThreshold": POSITIVE,
            "initialDelaySeconds": NOT_NEGATIVE,
            "periodSeconds": POSITIVE,
            "successThreshold": POSITIVE,
            "terminationGracePeriodSeconds": POSITIVE,
            "timeoutSeconds": POSITIVE,
        },
        "ResourceClaim": {"name": NON_EMPTY},
        "ResourceFieldSelector": {"resource": RESOURCE_FIELD},
        "ResourceRequirements": {
            "limits": CONTAINER_RESOURCES,
            "requests": CONTAINER_RESOURCES,
            "claims": {"uniqueItems": True},  # an entry is its name, the key of the list
        },
        "SeccompProfile": {"type": one_of("RuntimeDefault", "Unconfined", "Localhost")},
        "SecretEnvSource": {"name": DNS_SUBDOMAIN},
        "SecretKeySelector": {"key": DATA_KEY, "name": DNS_SUBDOMAIN},
        "SecurityContext": {
            "procMount": one_of("Default", "Unmasked"),
            "runAsGroup": USER_ID,
            "runAsUser": USER_ID,
        },
        "Sysctl": {"name": SYSCTL},
        "TCPSocketAction": {"port": PORT_OR_NAME},
    },
}
