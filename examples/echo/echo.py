"""A chart by somebody who has nothing to do with floe: one web server, exposed if asked for."""

from __future__ import annotations

from floe_charts import ChartInfo, ChartValues, Component, HelmChart, Kubernetes, When, value
from floe_charts.imports import k8s
from floe_charts.values.constraint import LabelKey, LabelValue


class EchoValues(ChartValues):
    replicas: int = value(1, "Pods to run.", minimum=0, maximum=50)
    message: str = value("hello", "What the server answers.")
    node_selector: dict[LabelKey, LabelValue] = value({}, "Labels a node must carry.", example={"disk": "ssd"})
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        {"requests": {"cpu": "50m", "memory": "32Mi"}}, "CPU and memory of the server."
    )
    expose: bool = value(False, "Give the server a Service.")


class Echo(HelmChart[EchoValues]):
    info = ChartInfo("echo", "0.1.0", app_version="1.0.0", description="Answers every request with one message.")
    values_type = EchoValues

    def build(self, values: EchoValues) -> None:
        web = Component(self, "web")
        server = k8s.Container(
            name="echo",
            image="docker.io/hashicorp/http-echo:1.0.0",
            args=[f"-text={values.message}"],
            resources=values.resources,
        )
        pod = k8s.PodSpec(containers=[server], node_selector=values.node_selector)
        template = k8s.PodTemplateSpec(metadata=k8s.ObjectMeta(labels=web.selector_labels), spec=pod)
        spec = k8s.DeploymentSpec(replicas=values.replicas, selector=web.selector(), template=template)
        k8s.KubeDeployment(web, "deployment", metadata=web.metadata(), spec=spec)

        exposed = When(web, "exposed", values.expose)
        ports = [k8s.ServicePort(name="http", port=80, target_port=k8s.IntOrString.from_number(5678))]
        k8s.KubeService(
            exposed, "service", metadata=web.metadata(), spec=k8s.ServiceSpec(selector=web.selector_labels, ports=ports)
        )
