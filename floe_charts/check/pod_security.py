"""Pods meet the `restricted` Pod Security Standard, init and ephemeral containers included.

A namespace that enforces the standard refuses the pod, and the refusal shows only as a Deployment that never
gets ready. The allow-lists are those of Kubernetes 1.27, the oldest version the charts serve: later versions
only add to them. The one later ban, on hosts in probes and lifecycle hooks (1.34), is applied as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_pods, containers, dig, items, texts, where

RULE = "pod_security"

Problem = tuple[str, str, str]  # path below the pod spec, what is wrong, what to do

_VOLUMES = {
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "persistentVolumeClaim",
    "projected",
    "secret",
}
_SYSCTLS = {
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_syncookies",
}
_SELINUX_TYPES = {"", "container_t", "container_init_t", "container_kvm_t"}
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
_PROFILES = ("RuntimeDefault", "Localhost")
_HANDLERS = (
    ("livenessProbe",),
    ("readinessProbe",),
    ("startupProbe",),
    ("lifecycle", "postStart"),
    ("lifecycle", "preStop"),
)


def check(objects: Objects) -> Iterator[Finding]:
    """One finding for each control a pod breaks."""
    for obj, pod in all_pods(objects):
        for path, what, todo in _pod(pod.metadata, pod.spec):
            yield Finding(where(obj, f"{pod.path}.{path}"), what, todo, RULE)


def _pod(metadata: Obj, spec: Obj) -> Iterator[Problem]:
    context = dig(spec, "securityContext")
    yield from _host_namespaces(spec)
    yield from _volumes(spec)
    yield from _sysctls(context)
    yield from _apparmor_annotations(metadata)
    yield from _either_context("securityContext", context)
    for path, container in containers(spec):
        own = dig(container, "securityContext")
        yield from _either_context(f"{path}.securityContext", own)
        yield from _container_context(f"{path}.securityContext", own)
        yield from _inherited(f"{path}.securityContext", own, context)
        yield from _host_access(path, container)


def _host_namespaces(spec: Obj) -> Iterator[Problem]:
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(field):
            yield field, "shares a namespace of the node", f"remove {field}"


def _volumes(spec: Obj) -> Iterator[Problem]:
    for index, volume in enumerate(items(spec, "volumes")):
        for kind in sorted(volume.keys() - _VOLUMES - {"name"}):
            yield (
                f"volumes[{index}]",
                f"a {kind} volume is not allowed",
                "use a PVC, emptyDir, ConfigMap or Secret",
            )


def _sysctls(context: Obj) -> Iterator[Problem]:
    for sysctl in items(context, "sysctls"):
        if str(sysctl.get("name")) not in _SYSCTLS:
            yield "securityContext.sysctls", f"{sysctl.get('name')} is not a safe sysctl", "remove it"


def _apparmor_annotations(metadata: Obj) -> Iterator[Problem]:
    for key, value in dig(metadata, "annotations").items():
        if key.startswith(_APPARMOR) and value != "runtime/default" and not str(value).startswith("localhost/"):
            yield "metadata.annotations", f"{key} is {value}", "use runtime/default"


def _either_context(path: str, context: Obj) -> Iterator[Problem]:
    """What may stand wrong at pod level as well as at container level."""
    if context.get("runAsNonRoot") is False:
        yield f"{path}.runAsNonRoot", "allows root", "set it to true"
    if context.get("runAsUser") == 0:
        yield f"{path}.runAsUser", "is root", "use the non-root user of the image"
    for field in ("seccompProfile", "appArmorProfile"):
        profile = dig(context, field).get("type")
        if profile not in (None, *_PROFILES):
            yield f"{path}.{field}", f"is {profile}", "use RuntimeDefault"
    if dig(context, "windowsOptions").get("hostProcess"):
        yield f"{path}.windowsOptions", "hostProcess is true", "remove it"
    selinux = dig(context, "seLinuxOptions")
    if str(selinux.get("type") or "") not in _SELINUX_TYPES or selinux.get("user") or selinux.get("role"):
        yield f"{path}.seLinuxOptions", "sets a user, a role or an unsafe type", "leave user and role out"


def _container_context(path: str, context: Obj) -> Iterator[Problem]:
    """What only a container can say."""
    if context.get("allowPrivilegeEscalation") is not False:
        yield path, "may escalate privileges", "set allowPrivilegeEscalation: false"
    if context.get("privileged"):
        yield path, "is privileged", "remove privileged"
    if context.get("procMount") not in (None, "Default"):
        yield path, f"procMount is {context['procMount']}", "remove it"
    capabilities = dig(context, "capabilities")
    if "ALL" not in texts(capabilities, "drop"):
        yield path, "keeps capabilities", "set capabilities.drop: [ALL]"
    for added in sorted(set(texts(capabilities, "add")) - {"NET_BIND_SERVICE"}):
        yield path, f"adds the capability {added}", "remove it; only NET_BIND_SERVICE may be added"


def _inherited(path: str, context: Obj, pod_context: Obj) -> Iterator[Problem]:
    """What a container must have, from itself or from its pod."""
    if context.get("runAsNonRoot", pod_context.get("runAsNonRoot")) is None:
        yield path, "may run as root", "set runAsNonRoot: true on the pod or the container"
    if not dig(context, "seccompProfile") and not dig(pod_context, "seccompProfile"):
        yield (
            path,
            "has no seccomp profile",
            "set seccompProfile.type: RuntimeDefault on the pod or the container",
        )


def _host_access(path: str, container: Obj) -> Iterator[Problem]:
    for port in items(container, "ports"):
        if port.get("hostPort"):
            yield (
                f"{path}.ports",
                f"takes port {port['hostPort']} of the node",
                "remove hostPort; use a Service",
            )
    for steps in _HANDLERS:
        handler = dig(container, *steps)
        if dig(handler, "httpGet").get("host") or dig(handler, "tcpSocket").get("host"):
            yield f"{path}.{'.'.join(steps)}", "names a host", "remove host; a probe asks its own pod"
