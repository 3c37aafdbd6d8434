"""A chart that uses every feature of the compiler once: what breaks here would break somebody's chart."""

from __future__ import annotations

from typing import Any, Literal

import cdk8s_plus_27 as kplus
from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts import (
    REQUIRED,
    ChartInfo,
    ChartValues,
    Component,
    ForEach,
    HelmChart,
    Kubernetes,
    Rule,
    Subchart,
    Values,
    When,
    build,
    choose,
    each,
    entries,
    fallback,
    is_set,
    items,
    json_text,
    merged,
    not_,
    only_if,
    raw,
    value,
    without,
)
from floe_charts.values.common import GlobalValues
from floe_charts.values.constraint import Cron, EnvName, LabelKey, LabelValue, Name, SecretKey

IMAGE = "docker.io/library/busybox:1.36.1"


class Limits(Values):
    attempts: int = value(3, "Tries before giving up.", minimum=0, maximum=100)
    backoff: int | None = value(None, "Seconds between tries; unset means none.", minimum=0)


class Task(Values):
    enabled: bool = value(True, "Run it.")
    command: str = value(REQUIRED, "What to run.", min_length=1)
    schedule: Cron | None = value(None, "When to run it.")
    args: list[str] = value([], "Arguments.")
    env: dict[LabelKey, str] = value({}, "Annotations.")
    mode: Literal["fast", "safe"] = value("safe", "How to run it.")
    limits: Limits = value(Limits(), "Limits of the task.")
    resources: Kubernetes[k8s.ResourceRequirements] = value({}, "CPU and memory.")


class Scalars(Values):
    """Optional values of each kind."""

    count: int | None = value(None, "A number.", minimum=0, maximum=1000)
    ratio: float | None = value(None, "A fraction.", minimum=0, maximum=1)
    share: float = value(0.25, "Another fraction.", minimum=0, maximum=1)
    flag: bool | None = value(None, "A switch that may be unset.")
    note: str | None = value(None, "A note that may be unset.")
    title: str = value("kitchen", "A text with a default.")
    words: list[str] = value(["a", "b"], "Words.")
    ports: list[int] = value([], "Numbers.")
    affinity: Kubernetes[k8s.Affinity] | None = value(None, "Where pods go.")
    free: dict[str, Any] = value({}, "Anything at all, for a configuration file.")


class Nested(Values):
    enabled: bool = value(False, "Make the nested objects.")
    inner: bool = value(True, "Make the inner ones too.")


class Proxy(ChartValues):
    global_: GlobalValues = value(GlobalValues(), "Shared.", alias="global")
    port: int = value(8080, "Where it listens.", minimum=1, maximum=65535)
    greeting: str = value("hi", "What it says.")


class ProxyChart(HelmChart[Proxy]):
    info = ChartInfo("proxy", "0.2.0", app_version="1.0.0", description="Says one thing.")
    values_type = Proxy

    def build(self, values: Proxy) -> None:
        part = Component(self, "front")
        data = {
            "port": f"{values.port}",
            "greeting": values.greeting,
            "registry": values.global_.image_registry,
        }
        k8s.KubeConfigMap(part, "config", metadata=part.metadata(), data=data)


class ProxyPart(Values):
    """What the parent knows of the subchart."""

    enabled: bool = value(False, "Deploy the proxy.")
    port: int = value(9090, "Where it listens.", minimum=1, maximum=65535)


class KitchenValues(ChartValues):
    global_: GlobalValues = value(GlobalValues(), "Shared.", alias="global")
    rules = (
        Rule(
            {"global.environment": {"const": "prod"}},
            {"replicas": {"minimum": 2}},
            "prod runs at least two pods",
        ),
    )

    replicas: int = value(2, "Pods to run.", minimum=0, maximum=20, section="Kitchen")
    debug: bool = value(False, "Say more.")
    read_only: bool = value(True, "Mount the root file system read-only.")
    level: Literal["info", "warn"] = value("info", "How much to log.")
    user: str = value("", "Who runs it; empty means nobody.")
    scalars: Scalars = value(Scalars(), "One of each kind.")
    env: dict[EnvName, str] = value({}, "More environment.")
    settings: dict[SecretKey, str] = value({"mode": "plain"}, "Settings of the kitchen.", example={"mode": "loud"})
    node_selector: dict[LabelKey, LabelValue] = value({}, "Labels a node must carry.")
    tolerations: Kubernetes[list[k8s.Toleration]] = value([], "Taints to tolerate.")
    security_context: Kubernetes[k8s.SecurityContext] = value({}, "More of the container's security context.")
    tasks: dict[Name, Task] = value(
        {"clean": Task(command="rm")}, "What the kitchen does.", example={"cook": {"command": "stir"}}
    )
    nested: Nested = value(Nested(), "Objects under two conditions.")
    proxy: ProxyPart = value(ProxyPart(), "The proxy before it.")


class Sidecar(Construct):
    """Somebody else's construct: knows nothing of values, gets text and numbers."""

    def __init__(self, scope: Construct, id: str, *, name: str, port: int, greeting: str) -> None:
        super().__init__(scope, id)
        labels = {"app.kubernetes.io/name": "sidecar"}
        spec = k8s.ServiceSpec(ports=[k8s.ServicePort(name="http", port=port)], selector=labels)
        k8s.KubeService(
            self, "service", metadata=k8s.ObjectMeta(name=name, annotations={"greeting": greeting}), spec=spec
        )


class Kitchen(HelmChart[KitchenValues]):
    info = ChartInfo("kitchen", "1.0.0", app_version="2.0.0", description="Everything at once.")
    values_type = KitchenValues
    overlays = {
        "dev": KitchenValues(replicas=1, debug=True),
        "prod": KitchenValues.model_validate(
            {"replicas": 3, "global": {"environment": "prod"}, "proxy": {"enabled": True}}
        ),
    }
    subcharts = (Subchart(ProxyChart, "proxy.enabled"),)

    def build(self, values: KitchenValues) -> None:
        self.pot(values)
        self.scalars(values)
        self.tasks(values)
        self.nested(values)
        self.level_two(values)

    def pot(self, values: KitchenValues) -> None:
        """A Deployment with a document, its checksum, and every helper inside an object."""
        part = Component(self, "pot")
        config = {
            "title": values.scalars.title,
            "mode": choose(values.debug, "loud", "quiet"),
            "count": only_if(is_set(values.scalars.count), values.scalars.count),
            "tasks": entries(
                values.tasks, lambda name, task: {"command": task.command, "attempts": task.limits.attempts}
            ),
            "fixed": {"on": True, "text": "a: b {{ c }}", "lines": "one\ntwo\n"},
            "free": values.scalars.free,
        }
        text = self.document("config", config, "Settings of the pot.")
        k8s.KubeConfigMap(
            part, "config", metadata=part.metadata(f"{part.name}-config"), data={"config.yaml": text.text}
        )
        env = items(
            k8s.EnvVar(name="TITLE", value=values.scalars.title),
            only_if(
                values.debug & (values.replicas > 1),
                k8s.EnvVar(name="DEBUG", value=f"{values.replicas} of {values.level}"),
            ),
            only_if(not_(values.debug) | (values.level == "warn"), k8s.EnvVar(name="QUIET", value="1")),
            each(
                without(values.env, "TITLE", "DEBUG", "QUIET"),
                lambda name, text: k8s.EnvVar(name=name, value=text),
            ),
        )
        container = k8s.Container(
            name="pot",
            image=IMAGE,
            args=items("serve", only_if(values.debug, "--debug"), f"--words={values.replicas}", values.scalars.words),
            env=env,
            resources=k8s.ResourceRequirements(limits={"cpu": k8s.Quantity.from_string("1")}),
            security_context=build(
                k8s.SecurityContext,
                read_only_root_filesystem=values.read_only,
                allow_privilege_escalation=False,
                run_as_non_root=True,
            ),
        )
        pod = k8s.PodSpec(
            containers=[container],
            node_selector=values.node_selector,
            tolerations=values.tolerations,
            affinity=values.scalars.affinity,
            priority_class_name=only_if(values.level == "warn", "high"),
        )
        meta = k8s.ObjectMeta(labels=part.selector_labels, annotations={"checksum/config": text.checksum})
        spec = k8s.DeploymentSpec(
            replicas=values.replicas,
            selector=part.selector(),
            template=k8s.PodTemplateSpec(metadata=meta, spec=pod),
        )
        k8s.KubeDeployment(part, "deployment", metadata=part.metadata(), spec=spec)

    def scalars(self, values: KitchenValues) -> None:
        """Optional values of each kind as text, and maps side by side."""
        part = Component(self, "scalars")
        one = values.scalars
        data = {
            "count": only_if(is_set(one.count), f"{one.count}"),
            "ratio": only_if(is_set(one.ratio), f"{one.ratio}"),
            "debug": f"{values.debug}",
            "both": f"{values.debug & values.read_only} or {one.share}",
            "note": only_if(is_set(one.note), one.note),
            "flag": only_if(is_set(one.flag), choose(one.flag, "yes", "no")),
            "title": fallback(one.title, "none"),
            "user": fallback(values.user, self.release_name),
            "ports": only_if(is_set(one.ports), json_text(fallback(one.ports, []))),
            "settings": only_if(is_set(values.settings), json_text(fallback(values.settings, {}))),
            "share": json_text(one.share),
            "raw": self.raw_text(),
        }
        written = merged(values.settings, data)
        k8s.KubeConfigMap(
            part,
            "config",
            metadata=part.metadata(annotations=without(values.node_selector, "disk")),
            data=written,
        )

    def raw_text(self) -> Any:
        """The escape hatch, where there are references."""
        if self.registry is None:
            return f"{self.context.release.name}/raw"
        return raw('printf "%s/raw" .Release.Name', self, lambda context: f"{context.release.name}/raw")

    def tasks(self, values: KitchenValues) -> None:
        """A Job or CronJob per entry, guarded by the entry's own switch."""
        part = Component(self, "task")
        for task in ForEach(part, "task", values.tasks):
            one = task.value
            name = self.cut(f"{self.fullname}-task-{task.key}", 52)
            enabled = When(task.scope, "enabled", one.enabled)
            job = k8s.JobSpec(template=self.task_pod(task.key, one), backoff_limit=one.limits.attempts)
            scheduled = When(enabled, "scheduled", is_set(one.schedule))
            cron = k8s.CronJobSpec(
                schedule=fallback(one.schedule, "@daily"),
                job_template=k8s.JobTemplateSpec(spec=job),
            )
            k8s.KubeCronJob(scheduled, "cronjob", metadata=part.metadata(name), spec=cron)
            once = When(enabled, "once", not_(is_set(one.schedule)))
            k8s.KubeJob(once, "job", metadata=part.metadata(name), spec=job)

    def task_pod(self, key: Any, one: Task) -> k8s.PodTemplateSpec:
        container = k8s.Container(
            name="task",
            image=IMAGE,
            command=items(one.command, one.args),
            env=items(
                k8s.EnvVar(name="MODE", value=one.mode),
                only_if(is_set(one.limits.backoff), k8s.EnvVar(name="BACKOFF", value=f"{one.limits.backoff}")),
                k8s.EnvVar(name="TASK", value=key),
            ),
            env_from=None,
            resources=one.resources,
        )
        annotations = entries(one.env, lambda name, text: text)
        meta = k8s.ObjectMeta(annotations=annotations, labels={"task": key})
        return k8s.PodTemplateSpec(metadata=meta, spec=k8s.PodSpec(containers=[container], restart_policy="Never"))

    def nested(self, values: KitchenValues) -> None:
        """Conditions and loops inside each other, around somebody else's construct."""
        outer = When(self, "outer", values.nested.enabled)
        inner = When(outer, "inner", values.nested.inner & (values.replicas >= 2))
        Sidecar(
            inner,
            "sidecar",
            name=f"{self.fullname}-sidecar",
            port=values.proxy.port,
            greeting=values.scalars.title,
        )
        part = Component(outer, "listed")
        volumes = each(
            values.tasks,
            lambda name, task: k8s.Volume(name=name, empty_dir=k8s.EmptyDirVolumeSource()),
        )
        pod = k8s.PodSpec(
            containers=[k8s.Container(name="listed", image=IMAGE, security_context=values.security_context)],
            volumes=volumes,
        )
        k8s.KubePod(part, "pod", metadata=part.metadata(), spec=pod)

    def level_two(self, values: KitchenValues) -> None:
        """cdk8s-plus constructs carry references too."""
        part = Component(self, "plus")
        account = kplus.ServiceAccount(part, "account", automount_token=False)
        config = kplus.ConfigMap(part, "extra", data={"title": values.scalars.title, "user": f"user={values.user}"})
        deployment = kplus.Deployment(part, "web", replicas=values.replicas, service_account=account)
        deployment.add_container(
            image=IMAGE,
            port_number=8080,
            args=[values.scalars.title],
            env_variables={
                "LEVEL": kplus.EnvValue.from_value(values.level),
                "TITLE": kplus.EnvValue.from_config_map(config, "title"),
            },
        )
        exposed = When(part, "exposed", values.debug)
        kplus.Service(exposed, "service", selector=deployment, ports=[kplus.ServicePort(port=80, target_port=8080)])
