"""Objects with every field that some rule reads: what a test of wrong types has to have to replace."""

from __future__ import annotations

import copy
from typing import Any

from tests.check.release import Dict, container, selector, template, thing

ASKED: Dict = {"httpGet": {"path": "/", "port": "main", "host": "web"}, "tcpSocket": {"port": 80, "host": "web"}}
CHOSEN: Dict = {
    "matchLabels": selector("rich"),
    "matchExpressions": [
        {"key": "a", "operator": operator, "values": ["b"]} for operator in ("In", "NotIn", "Exists", "DoesNotExist")
    ],
}
CONTEXT: Dict = {
    "allowPrivilegeEscalation": False,
    "appArmorProfile": {"type": "RuntimeDefault"},
    "capabilities": {"add": ["NET_BIND_SERVICE"], "drop": ["ALL"]},
    "privileged": False,
    "procMount": "Default",
    "readOnlyRootFilesystem": True,
    "runAsNonRoot": True,
    "runAsUser": 1000,
    "seccompProfile": {"type": "RuntimeDefault"},
    "seLinuxOptions": {"type": "container_t", "user": "", "role": ""},
    "windowsOptions": {"hostProcess": False},
}
CONTAINER: Dict = {
    "name": "rich",
    "image": "demo/rich:1",
    "imagePullPolicy": "Always",
    "restartPolicy": "Always",
    "command": ["run"],
    "args": ["--now"],
    "env": [
        {"name": "A", "value": "b"},
        {"name": "B", "valueFrom": {"configMapKeyRef": {"name": "demo-rich", "key": "demo.conf", "optional": True}}},
        {"name": "C", "valueFrom": {"secretKeyRef": {"name": "demo-rich", "key": "password"}}},
    ],
    "envFrom": [{"configMapRef": {"name": "demo-rich"}}, {"secretRef": {"name": "demo-rich", "optional": True}}],
    "lifecycle": {"postStart": ASKED, "preStop": ASKED},
    "livenessProbe": ASKED,
    "ports": [{"name": "main", "containerPort": 1, "hostPort": 1}],
    "readinessProbe": ASKED,
    "resources": {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"cpu": "1", "memory": "1Gi"}},
    "securityContext": CONTEXT,
    "startupProbe": ASKED,
    "volumeMounts": [{"name": "data", "mountPath": "/data", "readOnly": True}],
}
POD: Dict = {
    "hostIPC": False,
    "hostNetwork": False,
    "hostPID": False,
    "automountServiceAccountToken": False,
    "imagePullSecrets": [{"name": "demo-rich"}],
    "securityContext": {**CONTEXT, "sysctls": [{"name": "net.ipv4.tcp_syncookies", "value": "1"}]},
    "serviceAccountName": "demo-rich",
    "containers": [CONTAINER],
    "initContainers": [container("first", restartPolicy="Always")],
    "ephemeralContainers": [{"name": "debug", "image": "demo/debug:1"}],
    "volumes": [
        {"name": "data", "persistentVolumeClaim": {"claimName": "demo-rich"}},
        {"name": "keys", "secret": {"secretName": "demo-rich", "optional": True, "items": [{"key": "a", "path": "a"}]}},
        {"name": "more", "projected": {"sources": [{"secret": {"name": "demo-rich"}}, {"configMap": {"name": "a"}}]}},
        {"name": "model", "image": {"reference": "demo/model:1"}},
    ],
}
CLAIM: Dict = {
    "accessModes": ["ReadWriteOnce"],
    "storageClassName": "fast",
    "volumeMode": "Filesystem",
    "resources": {"requests": {"storage": "1Gi"}, "limits": {"storage": "2Gi"}},
}
TARGET: Dict = {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "demo-rich"}
NOTED: Dict = {
    "container.apparmor.security.beta.kubernetes.io/web": "runtime/default",
    "helm.sh/hook": "test",
    "helm.sh/hook-weight": "1",
    "helm.sh/hook-delete-policy": "hook-succeeded",
    "token": "a",
}


def rich_objects() -> list[Dict]:
    """The objects, all in one namespace; they do break rules."""
    objects = copy.deepcopy([*_workloads(), *_services(), *_others()])  # no two share a part
    for obj in objects:
        obj["metadata"]["namespace"] = "demo"
    return objects


def _workloads() -> list[Dict]:
    pod = {"metadata": {"labels": selector("rich"), "annotations": NOTED}, "spec": POD}
    claims = [{"metadata": {"name": "data", "labels": selector("rich")}, "spec": CLAIM}]
    job = {"template": template("job"), "activeDeadlineSeconds": 1, "completions": 1, "completionMode": "NonIndexed"}
    database = {"serviceName": "demo-rich", "selector": CHOSEN, "template": pod, "volumeClaimTemplates": claims}
    autoscaler = {"minReplicas": 1, "maxReplicas": 2, "scaleTargetRef": TARGET}
    hook = thing("Job", "rich", "batch/v1", spec=job)
    hook["metadata"]["annotations"] = NOTED
    return [
        hook,
        thing("StatefulSet", "rich", "apps/v1", spec={**database, "podManagementPolicy": "Parallel", "replicas": 1}),
        thing("PersistentVolumeClaim", "rich", spec=CLAIM),
        thing("HorizontalPodAutoscaler", "rich", "autoscaling/v2", spec=autoscaler),
    ]


def _services() -> list[Dict]:
    port = {"name": "main", "port": 80, "targetPort": "main", "nodePort": 30000}
    spec = {"type": "NodePort", "clusterIP": "10.0.0.1", "externalIPs": ["10.0.0.1"], "ports": [port]}
    backend = {"service": {"name": "demo-rich", "port": {"name": "main"}}}
    ref = {"group": "", "kind": "Service", "namespace": "demo", "name": "demo-rich", "port": 80}
    route = {"parentRefs": [{"name": "gateway"}], "rules": [{"backendRefs": [ref]}]}
    peer = {"podSelector": CHOSEN, "namespaceSelector": CHOSEN}
    rules = {"ingress": [{"from": [peer], "ports": [{"port": 80}]}], "egress": [{"to": [peer]}]}
    budget = {"maxUnavailable": "50%", "selector": CHOSEN}
    gateway = "gateway.networking.k8s.io/v1"
    return [
        thing("Service", "rich", spec={**spec, "selector": selector("rich")}),
        thing("Ingress", "rich", "networking.k8s.io/v1", spec={"defaultBackend": backend}),
        thing("HTTPRoute", "rich", gateway, spec=route),
        thing("NetworkPolicy", "rich", "networking.k8s.io/v1", spec={"podSelector": CHOSEN, **rules}),
        thing("PodDisruptionBudget", "rich", "policy/v1", spec=budget),
    ]


def _others() -> list[Dict]:
    rbac = "rbac.authorization.k8s.io"
    text = "image: demo/other:1\n"
    role: Any = {"apiGroup": rbac, "kind": "ClusterRole", "name": "view"}
    subjects = [{"kind": "ServiceAccount", "name": "demo-rich", "namespace": "demo"}]
    return [
        thing("ServiceAccount", "rich", automountServiceAccountToken=False),
        thing("ConfigMap", "rich", immutable=True, data={"a.yaml": text}, binaryData={"b": "YQ=="}),
        thing("Secret", "rich", type="Opaque", immutable=True, stringData={"a": "b"}),
        thing("ClusterRoleBinding", "rich", f"{rbac}/v1", roleRef=role, subjects=subjects),
        thing("StorageClass", "rich", "storage.k8s.io/v1", provisioner="a", parameters={"b": "c"}),
        thing("PriorityClass", "rich", "scheduling.k8s.io/v1", value=1, preemptionPolicy="Never"),
    ]
