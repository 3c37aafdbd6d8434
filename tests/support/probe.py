"""A small chart whose body each test gives, without the check that all of its values are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import cdk8s
from cdk8s_plus_27 import k8s

from floe_charts import REQUIRED, ChartInfo, HelmChart, Kubernetes, Values, value
from floe_charts.synth.collect import collect, files

Body = Callable[[Any, Any], object]


class JobValues(Values):
    image: str = value(REQUIRED, "Image to run.")
    retries: int = value(3, "Tries before giving up.", minimum=0)
    args: list[str] = value([], "Arguments.")


class WebValues(Values):
    enabled: bool = value(False, "Run it.")
    port: int = value(80, "Port.", minimum=1, maximum=65535)
    host: str = value("", "Host name.")


class ProbeValues(Values):
    replicas: int = value(1, "Pods to run.", minimum=0)
    ratio: float = value(0.5, "A share.")
    message: str = value("hello", "What to say.")
    mode: Literal["builtin", "external"] = value("builtin", "Where it runs.")
    debug: bool = value(False, "Say more.")
    timeout: int | None = value(None, "Seconds to wait.")
    labels: dict[str, str] = value({}, "Labels to add.")
    flags: list[str] = value([], "Flags to pass.")
    resources: Kubernetes[k8s.ResourceRequirements] = value({}, "CPU and memory.")
    web: WebValues = value(WebValues(), "The web server.")
    jobs: dict[str, JobValues] = value({}, "Jobs by name.")


def chart_of(build: Body, values_type: type[Values] = ProbeValues, name: str = "probe") -> type[HelmChart[Any]]:
    """A chart class with this body."""
    info = ChartInfo(name, "0.1.0", app_version="1.0", description="Probes the compiler.")
    return type("Probe", (HelmChart,), {"info": info, "values_type": values_type, "build": build})


def tree(build: Body, values_type: type[Values] = ProbeValues, name: str = "probe") -> Any:
    """The construct tree, with references."""
    return chart_of(build, values_type, name)(cdk8s.App(), name)


def templates(build: Body, values_type: type[Values] = ProbeValues) -> dict[str, str]:
    """The template files by path."""
    return {path: found.write() for path, found in files(collect(tree(build, values_type))).items()}


def template(build: Body) -> str:
    """The one template of a chart with one object."""
    [text] = templates(build).values()
    return text


def config_map(scope: Any, data: Any, id: str = "config", name: str = "probe") -> Any:
    return k8s.KubeConfigMap(scope, id, metadata=k8s.ObjectMeta(name=name), data=data)
