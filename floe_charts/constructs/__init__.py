"""Constructs of a chart. They import cdk8s, which starts Node, so a missing Node is told here.

The names below load on first use; ``custom_resource`` is a name of ``floe_charts``, ``ingress`` and ``http_route`` are
functions in the modules of their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from floe_charts.lazy import loader
from floe_charts.node import ensure_node

if TYPE_CHECKING:
    from floe_charts.constructs.allowance import Allowance as Allowance
    from floe_charts.constructs.database import Postgres as Postgres
    from floe_charts.constructs.database import PostgresValues as PostgresValues
    from floe_charts.constructs.database import postgres_rules as postgres_rules
    from floe_charts.constructs.helm_test import HelmTest as HelmTest
    from floe_charts.constructs.http_route import HttpRouteValues as HttpRouteValues
    from floe_charts.constructs.http_route import http_route_rules as http_route_rules
    from floe_charts.constructs.ingress import IngressValues as IngressValues
    from floe_charts.constructs.network import Network as Network
    from floe_charts.constructs.network import Peer as Peer
    from floe_charts.constructs.network.values import NetworkValues as NetworkValues
    from floe_charts.constructs.pod.container import container as container
    from floe_charts.constructs.pod.container import main_container as main_container
    from floe_charts.constructs.pod.entries import EnvEntry as EnvEntry
    from floe_charts.constructs.pod.entries import InitContainerEntry as InitContainerEntry
    from floe_charts.constructs.pod.entries import SidecarEntry as SidecarEntry
    from floe_charts.constructs.pod.entries import VolumeEntry as VolumeEntry
    from floe_charts.constructs.pod.image import ImageValues as ImageValues
    from floe_charts.constructs.pod.options import PodOptions as PodOptions
    from floe_charts.constructs.pod.options import WorkloadOptions as WorkloadOptions
    from floe_charts.constructs.pod.pod import Pod as Pod
    from floe_charts.constructs.pod.probes import ProbeValues as ProbeValues
    from floe_charts.constructs.pod.probes import command as command
    from floe_charts.constructs.pod.probes import http as http
    from floe_charts.constructs.pod.probes import probe as probe
    from floe_charts.constructs.pod.probes import tcp as tcp
    from floe_charts.constructs.pod.resources import resources as resources
    from floe_charts.constructs.pod.scheduling import Scheduling as Scheduling
    from floe_charts.constructs.pod.scratch import tmp as tmp
    from floe_charts.constructs.pod.scratch import tmp_limit as tmp_limit
    from floe_charts.constructs.pod.scratch import tmp_mount as tmp_mount
    from floe_charts.constructs.pod.security import NOBODY as NOBODY
    from floe_charts.constructs.pod.security import User as User
    from floe_charts.constructs.pod.workload_values import DeploymentValues as DeploymentValues
    from floe_charts.constructs.pod.workload_values import ScaledValues as ScaledValues
    from floe_charts.constructs.pod.workload_values import WorkloadValues as WorkloadValues
    from floe_charts.constructs.publishing import ServiceValues as ServiceValues
    from floe_charts.constructs.publishing import environment_rules as environment_rules
    from floe_charts.constructs.publishing import published_service as published_service
    from floe_charts.constructs.publishing import web as web
    from floe_charts.constructs.secret import GeneratedSecret as GeneratedSecret
    from floe_charts.constructs.secret import SecretGeneratorValues as SecretGeneratorValues
    from floe_charts.constructs.secret import secret_name as secret_name
    from floe_charts.constructs.workload import deployment as deployment
    from floe_charts.constructs.workload import disruption_budget as disruption_budget
    from floe_charts.constructs.workload import helm_test_pod as helm_test_pod
    from floe_charts.constructs.workload import port as port
    from floe_charts.constructs.workload import replicas_of as replicas_of
    from floe_charts.constructs.workload import service as service
    from floe_charts.constructs.workload_chart import WorkloadChart as WorkloadChart

ensure_node()

_HOMES = {
    "allowance": ("Allowance",),
    "database": ("Postgres", "PostgresValues", "postgres_rules"),
    "helm_test": ("HelmTest",),
    "http_route": ("HttpRouteValues", "http_route_rules"),
    "ingress": ("IngressValues",),
    "network": ("Network", "Peer"),
    "network.values": ("NetworkValues",),
    "pod.container": ("container", "main_container"),
    "pod.entries": ("EnvEntry", "InitContainerEntry", "SidecarEntry", "VolumeEntry"),
    "pod.image": ("ImageValues",),
    "pod.options": ("PodOptions", "WorkloadOptions"),
    "pod.pod": ("Pod",),
    "pod.probes": ("ProbeValues", "command", "http", "probe", "tcp"),
    "pod.resources": ("resources",),
    "pod.scheduling": ("Scheduling",),
    "pod.scratch": ("tmp", "tmp_limit", "tmp_mount"),
    "pod.security": ("NOBODY", "User"),
    "pod.workload_values": ("DeploymentValues", "ScaledValues", "WorkloadValues"),
    "publishing": ("ServiceValues", "environment_rules", "published_service", "web"),
    "secret": ("GeneratedSecret", "SecretGeneratorValues", "secret_name"),
    "workload": ("deployment", "disruption_budget", "helm_test_pod", "port", "replicas_of", "service"),
    "workload_chart": ("WorkloadChart",),
}
__all__ = sorted(name for names in _HOMES.values() for name in names)

if not TYPE_CHECKING:  # a type checker would take every name for one of the package's
    __getattr__ = loader(__name__, _HOMES)
