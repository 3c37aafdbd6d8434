"""Each rule is silent on the good release and says where and what on a bad one."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts.check import ALL, check_objects
from tests.check.release import DB, HOOK, POD, WEB, changed, container, release, selector

MAIN = f"{POD}.containers[0]"
INIT = f"{POD}.initContainers[0]"
NIGHTLY = "spec.jobTemplate.spec.template.spec"
HTTP = {"httpGet": {"path": "/", "port": 80}}
LONG = "x" * 60
ANNOTATIONS = "metadata.annotations"

# rule, object, path to change, new value (None removes), what the finding says
Case = tuple[str, str, str, Any, str]

POD_SECURITY: list[Case] = [
    ("pod_security", WEB, f"{POD}.hostNetwork", True, "shares a namespace"),
    ("pod_security", WEB, f"{POD}.hostPID", True, "shares a namespace"),
    ("pod_security", WEB, f"{POD}.hostIPC", True, "shares a namespace"),
    ("pod_security", WEB, f"{POD}.volumes[0]", {"name": "tmp", "hostPath": {"path": "/"}}, "hostPath volume"),
    ("pod_security", WEB, f"{POD}.volumes[0]", {"name": "tmp", "nfs": {"server": "a"}}, "nfs volume"),
    ("pod_security", WEB, f"{POD}.securityContext.sysctls", [{"name": "kernel.msgmax"}], "not a safe sysctl"),
    ("pod_security", WEB, f"{POD}.securityContext.runAsNonRoot", None, "may run as root"),
    ("pod_security", WEB, f"{POD}.securityContext.runAsNonRoot", False, "allows root"),
    ("pod_security", WEB, f"{INIT}.securityContext.runAsNonRoot", False, "allows root"),
    ("pod_security", WEB, f"{MAIN}.securityContext.runAsUser", 0, "is root"),
    ("pod_security", WEB, f"{POD}.securityContext.runAsUser", 0, "is root"),
    ("pod_security", WEB, f"{POD}.securityContext.seccompProfile", None, "no seccomp profile"),
    ("pod_security", WEB, f"{MAIN}.securityContext.seccompProfile", {"type": "Unconfined"}, "is Unconfined"),
    ("pod_security", WEB, f"{MAIN}.securityContext.appArmorProfile", {"type": "Unconfined"}, "is Unconfined"),
    ("pod_security", WEB, f"{MAIN}.securityContext.windowsOptions", {"hostProcess": True}, "hostProcess"),
    ("pod_security", WEB, f"{POD}.securityContext.seLinuxOptions", {"type": "spc_t"}, "unsafe type"),
    ("pod_security", WEB, f"{MAIN}.securityContext.seLinuxOptions", {"user": "root"}, "sets a user"),
    ("pod_security", WEB, f"{INIT}.securityContext.allowPrivilegeEscalation", None, "may escalate"),
    ("pod_security", WEB, f"{MAIN}.securityContext.allowPrivilegeEscalation", True, "may escalate"),
    ("pod_security", WEB, f"{MAIN}.securityContext.privileged", True, "is privileged"),
    ("pod_security", WEB, f"{MAIN}.securityContext.procMount", "Unmasked", "procMount is Unmasked"),
    (
        "pod_security",
        WEB,
        f"{INIT}.securityContext.capabilities",
        {"drop": ["NET_RAW"]},
        "keeps capabilities",
    ),
    ("pod_security", WEB, f"{MAIN}.securityContext.capabilities.add", ["SYS_ADMIN"], "capability SYS_ADMIN"),
    ("pod_security", WEB, f"{MAIN}.ports[0].hostPort", 80, "takes port 80 of the node"),
    ("pod_security", WEB, f"{MAIN}.livenessProbe.httpGet.host", "10.0.0.1", "names a host"),
    (
        "pod_security",
        WEB,
        f"{MAIN}.lifecycle",
        {"preStop": {"tcpSocket": {"host": "a", "port": 1}}},
        "names a host",
    ),
    ("pod_security", HOOK, f"{POD}.securityContext", None, "may run as root"),
    ("pod_security", "CronJob/demo-nightly", f"{NIGHTLY}.hostPID", True, "shares a namespace"),
    ("pod_security", WEB, f"{POD}.ephemeralContainers", [{"name": "debug"}], "may escalate"),
    (
        "pod_security",
        WEB,
        "spec.template.metadata.annotations",
        {"container.apparmor.security.beta.kubernetes.io/web": "unconfined"},
        "is unconfined",
    ),
]

CONTAINERS: list[Case] = [
    (
        "hardening",
        WEB,
        f"{INIT}.securityContext.readOnlyRootFilesystem",
        None,
        "root file system is writable",
    ),
    ("hardening", WEB, f"{POD}.securityContext.runAsUser", None, "no non-zero runAsUser"),
    ("hardening", WEB, f"{MAIN}.securityContext.runAsUser", 0, "no non-zero runAsUser"),
    ("resources", WEB, f"{MAIN}.resources", None, "requests lack cpu"),
    ("resources", WEB, f"{INIT}.resources.limits.memory", None, "limits lack memory"),
    ("resources", HOOK, f"{MAIN}.resources.requests", None, "requests lack memory"),
    ("resources", WEB, f"{MAIN}.resources.limits.cpu", 0, "limits.cpu is 0"),
    ("probes", WEB, f"{MAIN}.livenessProbe", None, "no liveness probe"),
    ("probes", DB, f"{MAIN}.readinessProbe", None, "no readiness probe"),
    ("probes", WEB, f"{MAIN}.readinessProbe", {"periodSeconds": 3}, "has 0 handlers"),
    ("probes", WEB, f"{MAIN}.readinessProbe.exec", {"command": ["a"]}, "has 2 handlers"),
    ("probes", WEB, f"{MAIN}.livenessProbe.httpGet.port", "https", "asks port https"),
    ("probes", WEB, f"{INIT}.restartPolicy", "Always", "no liveness probe"),
    ("images", WEB, f"{MAIN}.image", "demo/web:latest", "uses the tag latest"),
    ("images", WEB, f"{INIT}.image", "registry.example:5000/demo/wait", "neither tag nor digest"),
    ("images", HOOK, f"{MAIN}.image", None, "no image reference"),
    ("images", WEB, f"{MAIN}.image", "demo/web:1.0@sha256:abc", "no image reference"),
    ("images", WEB, f"{MAIN}.image", "demo/web:1.0+build", "no image reference"),
]

METADATA: list[Case] = [
    (
        "labels",
        WEB,
        "metadata.labels['app.kubernetes.io/managed-by']",
        None,
        "lack app.kubernetes.io/managed-by",
    ),
    ("labels", WEB, "spec.template.metadata.labels['helm.sh/chart']", "demo-1.0.0", "restarts the pods"),
    ("labels", WEB, "spec.selector.matchLabels['helm.sh/chart']", "demo-1.0.0", "selects by"),
    ("labels", WEB, "spec.selector.matchExpressions", [{"key": "a", "operator": "Exists"}], "selects by"),
    ("labels", "Service/demo-web", "spec.selector", {"app": "demo"}, "selects by app"),
    ("labels", "PodDisruptionBudget/demo-web", "spec.selector", {}, "selects by nothing"),
    ("labels", DB, "spec.volumeClaimTemplates[0].metadata.labels['helm.sh/chart']", "demo-1", "is immutable"),
    ("names", WEB, "metadata.name", LONG + "xxxx", "may have 63"),
    ("names", DB, "metadata.name", LONG, "a StatefulSet may have 52"),
    ("names", "CronJob/demo-nightly", "metadata.name", LONG, "a CronJob may have 52"),
    (
        "secrets",
        WEB,
        f"{MAIN}.env[0]",
        {"name": "DB_PASSWORD", "value": "hunter2"},
        "DB_PASSWORD is in clear",
    ),
    ("secrets", WEB, f"{MAIN}.env[0]", {"name": "SIGNING_KEY", "value": "abc"}, "SIGNING_KEY is in clear"),
    ("secrets", WEB, f"{MAIN}.env[0]", {"name": "URL", "value": "postgres://u:pw@db/x"}, "URL is in clear"),
    ("secrets", WEB, f"{MAIN}.args", ["--password=hunter2"], "on the command line"),
    (
        "secrets",
        "ConfigMap/demo-web",
        "data['demo.conf']",
        "db:\n  password: hunter2\n",
        "the setting password",
    ),
    (
        "secrets",
        "ConfigMap/demo-web",
        "data['demo.conf']",
        "-----BEGIN RSA PRIVATE KEY-----\n",
        "private key",
    ),
    ("secrets", "ConfigMap/demo-web", "data.token", "hunter2", "its own text is in clear"),
    ("secrets", WEB, ANNOTATIONS, {"example.org/api-token": "hunter2"}, "example.org/api-token is in clear"),
    ("secrets", WEB, "spec.template.metadata.annotations", {"token": "hunter2"}, "token is in clear"),
    ("service_accounts", WEB, f"{POD}.serviceAccountName", None, "default ServiceAccount"),
    ("service_accounts", WEB, f"{POD}.serviceAccountName", "default", "default ServiceAccount"),
    ("service_accounts", WEB, f"{POD}.automountServiceAccountToken", True, "no RoleBinding names"),
    (
        "service_accounts",
        "ServiceAccount/demo-web",
        "automountServiceAccountToken",
        None,
        "no RoleBinding names",
    ),
    ("service_accounts", "RoleBinding/demo-init", "subjects", [], "no RoleBinding names"),
]

WIRING: list[Case] = [
    ("references", WEB, f"{POD}.serviceAccountName", "other", "ServiceAccount other does not exist"),
    ("references", WEB, f"{POD}.imagePullSecrets", [{"name": "registry"}], "Secret registry does not exist"),
    ("references", WEB, f"{POD}.volumes[1].configMap.name", "other", "ConfigMap other does not exist"),
    ("references", WEB, f"{POD}.volumes[1].configMap.items[0].key", "x", "has no key x"),
    ("references", WEB, f"{POD}.volumes[0]", {"name": "tmp", "secret": {"secretName": "s"}}, "Secret s does"),
    (
        "references",
        WEB,
        f"{POD}.volumes[0]",
        {"name": "tmp", "persistentVolumeClaim": {"claimName": "c"}},
        "PersistentVolumeClaim c does not exist",
    ),
    (
        "references",
        WEB,
        f"{POD}.volumes[0]",
        {"name": "tmp", "projected": {"sources": [{"secret": {"name": "p"}}]}},
        "Secret p does not exist",
    ),
    ("references", WEB, f"{MAIN}.envFrom", [{"secretRef": {"name": "e"}}], "Secret e does not exist"),
    ("references", WEB, f"{MAIN}.env[0].valueFrom.secretKeyRef.key", "pw", "has no key pw"),
    ("selectors", "Service/demo-web", "spec.selector", selector("webb"), "matches no pod"),
    ("selectors", "PodDisruptionBudget/demo-web", "spec.selector.matchLabels", {"a": "b"}, "matches no pod"),
    ("selectors", "NetworkPolicy/demo-web", "spec.podSelector.matchLabels", {"a": "b"}, "matches no pod"),
    ("selectors", "Service/demo-web", "spec.ports[0].targetPort", "http", "targetPort http is no port"),
    (
        "selectors",
        HOOK,
        "spec.template.metadata.labels",
        selector("web"),
        "also picks the pod of Job/demo-init",
    ),
    (
        "selectors",
        DB,
        "spec.template.metadata.labels",
        selector("web"),
        "claims the pods of StatefulSet/demo-db",
    ),
    ("targets", DB, "spec.serviceName", "other", "Service other does not exist"),
    ("targets", "Service/demo-db", "spec.clusterIP", None, "not headless"),
    ("targets", "RoleBinding/demo-init", "roleRef.name", "other", "Role other does not exist"),
    ("targets", "RoleBinding/demo-init", "subjects[0].name", "other", "ServiceAccount other does not exist"),
    (
        "targets",
        "Ingress/demo-web",
        "spec.rules[0].http.paths[0].backend.service.name",
        "other",
        "Service other does not exist",
    ),
    (
        "targets",
        "Ingress/demo-web",
        "spec.rules[0].http.paths[0].backend.service.port",
        {"name": "https"},
        "has no port https",
    ),
    ("targets", "HTTPRoute/demo-web", "spec.rules[0].backendRefs[0].name", "other", "Service other does not exist"),
    ("targets", "HTTPRoute/demo-web", "spec.rules[0].backendRefs[0].port", 8080, "has no port 8080"),
    ("duplicates", "ServiceAccount/demo-db", "metadata.name", "demo-web", "is rendered twice"),
    ("disruption", WEB, "spec.replicas", 1, "no node can be drained"),
    ("disruption", "PodDisruptionBudget/demo-web", "spec.minAvailable", "51%", "no node can be drained"),
    ("disruption", "PodDisruptionBudget/demo-web", "spec.maxUnavailable", "0%", "no pod may ever go"),
    ("network", "NetworkPolicy/demo-default", "spec.policyTypes", None, "limits its Egress"),
    ("network", "NetworkPolicy/demo-default", "spec.policyTypes", ["Egress"], "limits its Ingress"),
    ("service_type", "Service/demo-web", "spec.type", "LoadBalancer", "LoadBalancer is not allowed"),
    ("service_type", "Service/demo-web", "spec.externalIPs", ["203.0.113.1"], "outside addresses"),
    ("service_type", "Service/demo-web", "spec.clusterIP", "10.0.0.1", "a fixed address"),
    (
        "hooks",
        HOOK,
        f"{ANNOTATIONS}['helm.sh/hook-delete-policy']",
        None,
        "no valid helm.sh/hook-delete-policy",
    ),
    ("hooks", HOOK, f"{ANNOTATIONS}['helm.sh/hook-delete-policy']", "always", "no valid helm.sh/hook-delete"),
    ("hooks", HOOK, f"{ANNOTATIONS}['helm.sh/hook']", "install", "install is no phase"),
    ("hooks", HOOK, f"{ANNOTATIONS}['helm.sh/hook-weight']", "first", "no integer"),
    ("hooks", HOOK, f"{ANNOTATIONS}['helm.sh/hook-weight']", "-10", "whose weight is not lower"),
    ("hooks", HOOK, "spec.activeDeadlineSeconds", None, "may run for ever"),
    ("hooks", HOOK, f"{MAIN}.envFrom", [{"secretRef": {"name": "demo-db"}}], "does not exist in pre-install"),
    ("hooks", "ServiceAccount/demo-init", ANNOTATIONS, None, "needs ServiceAccount/demo-init"),
    ("hooks", "Role/demo-init", ANNOTATIONS, None, "needs Role/demo-init"),
    (
        "hooks",
        "Secret/demo-db",
        ANNOTATIONS,
        {"helm.sh/hook": "post-install"},
        "only exists after it is ready",
    ),
    (
        "hooks",
        "Secret/demo-db",
        ANNOTATIONS,
        {"helm.sh/hook": "pre-install", "helm.sh/hook-delete-policy": "hook-succeeded"},
        "which Helm deletes again",
    ),
]
CASES = POD_SECURITY + CONTAINERS + METADATA + WIRING


def found(objects: list[dict[str, Any]], rule: str) -> list[str]:
    return [str(finding) for finding in check_objects(objects, {rule: ALL[rule]})]


@pytest.mark.requirement("REQ-631")
@pytest.mark.parametrize("rule", ALL)
def test_a_good_release_breaks_no_rule(rule: str) -> None:
    assert found(release(), rule) == []


@pytest.mark.requirement("REQ-605", "REQ-606", "REQ-609", "REQ-613", "REQ-614", "REQ-629", "REQ-631")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[2].rsplit('.', 1)[-1]}-{case[4]}")
def test_a_bad_release_is_found(case: Case) -> None:
    rule, target, path, value, what = case
    messages = found(changed(target, path, value), rule)
    assert any(what in message for message in messages), messages


def test_each_rule_has_a_bad_example() -> None:
    assert {case[0] for case in CASES} == set(ALL)


GOOD: list[Case] = [
    ("pod_security", WEB, f"{MAIN}.securityContext.capabilities.add", ["NET_BIND_SERVICE"], ""),
    ("pod_security", WEB, f"{POD}.securityContext.sysctls", [{"name": "net.ipv4.tcp_syncookies"}], ""),
    ("pod_security", WEB, f"{POD}.volumes[0].projected", {"sources": []}, ""),
    ("hardening", WEB, f"{MAIN}.securityContext.runAsUser", 65532, ""),
    ("resources", WEB, f"{MAIN}.resources.requests.cpu", "100m", ""),
    ("resources", WEB, f"{POD}.ephemeralContainers", [{"name": "debug"}], ""),
    ("probes", WEB, f"{MAIN}.readinessProbe", {"grpc": {"port": 4317}}, ""),
    ("images", WEB, f"{MAIN}.image", f"demo@sha256:{'0' * 64}", ""),
    ("images", WEB, f"{MAIN}.image", f"ghcr.io/a/b/c:1.0@sha256:{'a' * 64}", ""),
    ("secrets", WEB, f"{MAIN}.env[0]", {"name": "DB_PASSWORD", "value": "$(OTHER)"}, ""),
    ("secrets", WEB, f"{MAIN}.env[0]", {"name": "TOKEN_TTL", "value": "3600"}, ""),
    ("secrets", WEB, f"{MAIN}.args", ["--password-file=/run/secrets/db", "http://demo-web:80/a@b"], ""),
    (
        "secrets",
        "ConfigMap/demo-web",
        "data['a.py']",
        'token = os.environ["TOKEN"]\npassword:\n  env: PW\n',
        "",
    ),
    ("service_accounts", WEB, f"{POD}.automountServiceAccountToken", False, ""),
    (
        "references",
        WEB,
        f"{MAIN}.envFrom",
        [{"configMapRef": {"name": "demo-overrides", "optional": True}}],
        "",
    ),
    ("selectors", "Service/demo-web", "spec.ports[0].targetPort", 8080, ""),
    ("selectors", "Service/demo-web", "spec.selector", {}, ""),
    ("names", WEB, "metadata.name", LONG + "xxx", ""),
    ("names", "RoleBinding/demo-init", "metadata.name", "system:demo", ""),
    ("disruption", "PodDisruptionBudget/demo-web", "spec.minAvailable", "50%", ""),
    ("hooks", HOOK, f"{ANNOTATIONS}['helm.sh/hook']", "post-install", ""),
    ("hooks", HOOK, f"{ANNOTATIONS}['helm.sh/hook']", "test", ""),
]


@pytest.mark.parametrize("case", GOOD, ids=lambda case: f"{case[0]}-{case[2].rsplit('.', 1)[-1]}")
def test_a_variant_of_the_good_release_is_left_alone(case: Case) -> None:
    rule, target, path, value, _ = case
    assert found(changed(target, path, value), rule) == []


def test_a_finding_says_where_what_and_what_next() -> None:
    objects = changed(WEB, f"{MAIN}.image", "web:latest")
    (finding,) = check_objects(objects, chart="demo")
    place = f"demo/{WEB} {MAIN}.image"
    assert str(finding) == f"{place}: web:latest uses the tag latest; name a version"


def test_lists_are_unfolded_and_empty_documents_skipped() -> None:
    bad = {
        "kind": "Pod",
        "metadata": {"name": "a"},
        "spec": {"containers": [container("a", securityContext={})]},
    }
    listed = [None, {"kind": "List", "items": [bad]}]
    assert [f.what for f in check_objects(listed, {"r": ALL["hardening"]})] == [
        "the root file system is writable",
        "states no non-zero runAsUser",
    ]


def test_no_rule_stumbles_over_null_or_empty_objects() -> None:
    kinds = [
        "Deployment",
        "StatefulSet",
        "Service",
        "Ingress",
        "HTTPRoute",
        "PodDisruptionBudget",
        "NetworkPolicy",
        "Job",
        "Pod",
    ]
    kinds += ["CronJob", "ConfigMap", "Secret", "RoleBinding", "HorizontalPodAutoscaler", "ServiceAccount"]
    for empty in ({}, {"metadata": None, "spec": None, "data": None}):
        assert check_objects([{"kind": kind, **empty} for kind in kinds])
