"""What the API server checks about one property of what runs pods, scales them and keeps them running."""

from __future__ import annotations

from floe_charts.kubernetes.groups import APPS, AUTOSCALING, BATCH, POLICY
from floe_charts.kubernetes.patterns import (
    COUNT_OR_PERCENT,
    COUNT_OR_SHARE,
    CRON,
    NON_EMPTY,
    NOT_NEGATIVE,
    POSITIVE,
    QUANTITY_POSITIVE,
    between,
    one_of,
)
from floe_charts.kubernetes.property_rules.table import Table

_KEPT = one_of("Retain", "Delete")

RULES: Table = {
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
    POLICY: {
        "PodDisruptionBudgetSpec": {
            "maxUnavailable": COUNT_OR_SHARE,
            "minAvailable": COUNT_OR_SHARE,
            "unhealthyPodEvictionPolicy": one_of("IfHealthyBudget", "AlwaysAllow"),
        },
    },
}
