"""A chart of any number of services, for the benchmark."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts import ChartInfo, ChartValues, Component, HelmChart, value


class SyntheticValues(ChartValues):
    """One value that every service reads."""

    replicas: int = value(1, "Pods of each service.", minimum=0)


def chart_of(services: int) -> type[HelmChart[Any]]:
    """A chart class with that many Deployments and Services."""

    class Synthetic(HelmChart[SyntheticValues]):
        info = ChartInfo("synthetic", "0.1.0", app_version="1.0", description="Grows.")
        values_type = SyntheticValues

        def build(self, values: SyntheticValues) -> None:
            for number in range(services):
                _service(Component(self, f"service-{number}"), values)

    return Synthetic


def _service(component: Component, values: SyntheticValues) -> None:
    container = k8s.Container(
        name="main", image="docker.io/library/nginx:1.29.0", ports=[k8s.ContainerPort(container_port=8080)]
    )
    template = k8s.PodTemplateSpec(
        metadata=k8s.ObjectMeta(labels=component.selector_labels), spec=k8s.PodSpec(containers=[container])
    )
    spec = k8s.DeploymentSpec(replicas=values.replicas, selector=component.selector(), template=template)
    k8s.KubeDeployment(component, "deployment", metadata=component.metadata(), spec=spec)
    ports = [k8s.ServicePort(name="http", port=80)]
    k8s.KubeService(
        component,
        "service",
        metadata=component.metadata(),
        spec=k8s.ServiceSpec(selector=component.selector_labels, ports=ports),
    )
