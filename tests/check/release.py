"""A small release that breaks no rule. The test of a rule changes one thing in it."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

Dict = dict[str, Any]

WEB = "Deployment/demo-web"
DB = "StatefulSet/demo-db"
HOOK = "Job/demo-init"
JOB = "Job/demo-once"
POD = "spec.template.spec"

LOCKED: Dict = {
    "allowPrivilegeEscalation": False,
    "readOnlyRootFilesystem": True,
    "capabilities": {"drop": ["ALL"]},
}
SMALL: Dict = {"requests": {"cpu": "50m", "memory": "32Mi"}, "limits": {"cpu": 0.1, "memory": "64Mi"}}
SECURE: Dict = {"runAsNonRoot": True, "runAsUser": 1000, "seccompProfile": {"type": "RuntimeDefault"}}
CONTROLLED = {"app.kubernetes.io/managed-by": "Helm", "helm.sh/chart": "demo-1.0.0"}


def selector(component: str) -> dict[str, str]:
    app = "app.kubernetes.io/"
    return {f"{app}name": "demo", f"{app}instance": "r1", f"{app}component": component}


def thing(kind: str, component: str, api: str = "v1", **fields: Any) -> Dict:
    metadata: Dict = {"name": f"demo-{component}", "labels": {**selector(component), **CONTROLLED}}
    return {"apiVersion": api, "kind": kind, "metadata": metadata, **fields}


def container(name: str, **fields: Any) -> Dict:
    image = f"registry.example:5000/demo/{name}:1.0.0"
    return {"name": name, "image": image, "securityContext": LOCKED, "resources": SMALL, **fields}


def template(component: str, **spec: Any) -> Dict:
    pod = {"serviceAccountName": f"demo-{component}", "securityContext": SECURE, **spec}
    return {"metadata": {"labels": selector(component)}, "spec": pod}


def account(component: str) -> Dict:
    return thing("ServiceAccount", component, automountServiceAccountToken=False)


def service(component: str, port: int, **spec: Any) -> Dict:
    ports = [{"name": "main", "port": port, "targetPort": "main"}]
    return thing("Service", component, spec={"selector": selector(component), "ports": ports, **spec})


def hook(obj: Dict, phase: str, weight: int) -> Dict:
    obj["metadata"]["annotations"] = {
        "helm.sh/hook": phase,
        "helm.sh/hook-weight": str(weight),
        "helm.sh/hook-delete-policy": "before-hook-creation",
    }
    return obj


def _web() -> list[Dict]:
    probe = {"httpGet": {"path": "/health", "port": "main"}}
    secret = {"secretKeyRef": {"name": "demo-db", "key": "password"}}
    main = container(
        "web",
        ports=[{"name": "main", "containerPort": 8080}],
        env=[
            {"name": "DB_PASSWORD", "valueFrom": secret},
            {"name": "DB_PASSWORD_FILE", "value": "/run/secrets/password"},
        ],
        livenessProbe=probe,
        readinessProbe=probe,
        volumeMounts=[{"name": "tmp", "mountPath": "/tmp"}, {"name": "config", "mountPath": "/etc/demo"}],
    )
    config = {"name": "demo-web", "items": [{"key": "demo.conf", "path": "demo.conf"}]}
    pod = template(
        "web",
        initContainers=[container("wait", command=["wait-for", "demo-db"])],
        containers=[main],
        volumes=[{"name": "tmp", "emptyDir": {}}, {"name": "config", "configMap": config}],
    )
    spec = {"replicas": 2, "selector": {"matchLabels": selector("web")}, "template": pod}
    text = "user: demo\npassword: ${DB_PASSWORD}\ntoken: /run/secrets/token\n"
    backend = {
        "path": "/",
        "pathType": "Prefix",
        "backend": {"service": {"name": "demo-web", "port": {"number": 80}}},
    }
    routed = [{"name": "demo-web", "port": 80}, {"name": "elsewhere", "namespace": "other", "port": 80}]
    budget = {"minAvailable": 1, "selector": {"matchLabels": selector("web")}}
    return [
        account("web"),
        thing("ConfigMap", "web", data={"demo.conf": text}),
        thing("Deployment", "web", "apps/v1", spec=spec),
        service("web", 80),
        thing("PodDisruptionBudget", "web", "policy/v1", spec=budget),
        thing("Ingress", "web", "networking.k8s.io/v1", spec={"rules": [{"http": {"paths": [backend]}}]}),
        thing("HTTPRoute", "web", "gateway.networking.k8s.io/v1", spec={"rules": [{"backendRefs": routed}]}),
        thing(
            "NetworkPolicy",
            "web",
            "networking.k8s.io/v1",
            spec={"podSelector": {"matchLabels": selector("web")}},
        ),
    ]


def _database() -> list[Dict]:
    probe = {"exec": {"command": ["is-ready"]}}
    main = container(
        "db",
        ports=[{"name": "main", "containerPort": 5432}],
        livenessProbe=probe,
        readinessProbe=probe,
        volumeMounts=[{"name": "data", "mountPath": "/data"}],
    )
    storage = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    spec = {
        "serviceName": "demo-db",
        "selector": {"matchLabels": selector("db")},
        "template": template("db", containers=[main]),
        "volumeClaimTemplates": [{"metadata": {"name": "data", "labels": selector("db")}, "spec": storage}],
    }
    return [
        account("db"),
        thing("Secret", "db", type="Opaque", data={"password": "aHVudGVyMg=="}),
        thing("StatefulSet", "db", "apps/v1", spec=spec),
        service("db", 5432, clusterIP="None"),
    ]


def _jobs() -> list[Dict]:
    """A pre-install hook with rights of its own, and a scheduled job."""
    rbac = "rbac.authorization.k8s.io/v1"
    role = {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "demo-init"}
    subjects = [{"kind": "ServiceAccount", "name": "demo-init"}]
    pod = template("init", automountServiceAccountToken=True, restartPolicy="Never", containers=[container("init")])
    nightly = template("nightly", restartPolicy="Never", containers=[container("nightly")])
    job = {"jobTemplate": {"spec": {"template": nightly}}, "schedule": "0 3 * * *"}
    return [
        hook(account("init"), "pre-install,pre-upgrade", -10),
        hook(thing("Role", "init", rbac, rules=[]), "pre-install,pre-upgrade", -10),
        hook(thing("RoleBinding", "init", rbac, roleRef=role, subjects=subjects), "pre-install,pre-upgrade", -9),
        hook(
            thing("Job", "init", "batch/v1", spec={"activeDeadlineSeconds": 300, "template": pod}),
            "pre-install,pre-upgrade",
            0,
        ),
        account("nightly"),
        thing("CronJob", "nightly", "batch/v1", spec=job),
        thing(
            "NetworkPolicy",
            "default",
            "networking.k8s.io/v1",
            spec={"podSelector": {}, "policyTypes": ["Ingress", "Egress"]},
        ),
    ]


def release() -> list[Dict]:
    """The objects of the release, no two of which share a part."""
    return copy.deepcopy([*_web(), *_database(), *_jobs()])


def changed(target: str, path: str, value: Any, extra: Sequence[Dict] = ()) -> list[Dict]:
    """The release and `extra`, with `value` at `path` of the object `target`; None removes what is there.

    A path is written "a[0].b", a key with dots in it "a['x.y']".
    """
    objects = [own(obj) for obj in [*release(), *extra]]
    node: Any = next(obj for obj in objects if f"{obj['kind']}/{obj['metadata']['name']}" == target)
    *steps, last = _steps(path)
    for step in steps:
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return objects


def own(node: Any) -> Any:
    """A copy without shared parts: deepcopy keeps what the release shares, such as one securityContext."""
    if isinstance(node, dict):
        return {key: own(value) for key, value in node.items()}
    return [own(value) for value in node] if isinstance(node, list) else node


def _steps(path: str) -> list[str | int]:
    found = re.findall(r"\['([^']+)'\]|\[(\d+)\]|([^.\[\]]+)", path)
    return [key or (int(index) if index else name) for key, index, name in found]
