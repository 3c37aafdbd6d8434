"""What the API server checks between the properties of what runs pods, scales them and keeps them running."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.conditions import Rules, absent, at_least_one, at_most_one, equals, given, inside, when
from floe_charts.kubernetes.groups import APPS, AUTOSCALING, BATCH, POLICY

_SELECTOR: Rules = {
    "selector must not be empty": {"properties": {"selector": at_least_one(("matchLabels", "matchExpressions"))}},
}
_TEMPLATE_KEPT_RUNNING: Rules = {
    "restartPolicy of the template must be Always": inside("template.spec.restartPolicy", {"enum": ["Always", None]}),
    "activeDeadlineSeconds has no place in this template": inside(
        "template.spec.activeDeadlineSeconds", {"type": "null"}
    ),
}
_ZERO = {"enum": [0, "0%", "00%"]}
_METRICS = {
    "ContainerResource": "containerResource",
    "External": "external",
    "Object": "object",
    "Pods": "pods",
    "Resource": "resource",
}

WORKLOAD_RULES: Mapping[str, Rules] = {
    f"{APPS}.DaemonSetSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.DeploymentSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.DeploymentStrategy": {
        "type Recreate takes no rollingUpdate": when(equals("type", "Recreate"), absent("rollingUpdate")),
    },
    f"{APPS}.ReplicaSetSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.RollingUpdateDeployment": {
        "maxSurge and maxUnavailable must not both be 0": {
            "not": {"allOf": [given("maxSurge", _ZERO), given("maxUnavailable", _ZERO)]}
        },
    },
    f"{APPS}.StatefulSetSpec": {**_SELECTOR, **_TEMPLATE_KEPT_RUNNING},
    f"{APPS}.StatefulSetUpdateStrategy": {
        "type OnDelete takes no rollingUpdate": when(equals("type", "OnDelete"), absent("rollingUpdate")),
    },
    f"{AUTOSCALING}.MetricSpec": {
        f"type {kind} needs {source} and no other": when(
            equals("type", kind),
            {"allOf": [given(source), absent(*(set(_METRICS.values()) - {source}))]},
        )
        for kind, source in sorted(_METRICS.items())
    },
    f"{BATCH}.JobSpec": {
        "restartPolicy of the template must be Never or OnFailure": inside(
            "template.spec", equals("restartPolicy", "Never", "OnFailure")
        ),
    },
    f"{POLICY}.PodDisruptionBudgetSpec": {
        "minAvailable and maxUnavailable exclude each other": at_most_one(("maxUnavailable", "minAvailable")),
    },
}
