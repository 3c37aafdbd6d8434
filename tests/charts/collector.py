"""What the tests of otel-collector share: exporters of every type, and looking into what comes out."""

from __future__ import annotations

from typing import Any

from floe_charts.values.go_yaml import load
from tests.support import charts

NAME = "otel-collector"
JAEGER: dict[str, Any] = {
    "type": "jaeger",
    "signals": ["traces"],
    "host": "jaeger",
    "port": 4317,
    "insecure": True,
}
GRAFANA = {
    "type": "grafana_cloud",
    "signals": ["traces", "metrics", "logs"],
    "host": "otlp-gateway-prod-eu-west-0.grafana.net",
    "path": "/otlp",
    "username": "123456",
    "secret": {"name": "grafana", "key": "api-key"},
}
DATADOG = {"type": "datadog", "signals": ["metrics"], "host": "datadoghq.eu", "secret": {"name": "datadog"}}
REMOTE = {
    "type": "prometheus_remote_write",
    "signals": ["metrics"],
    "host": "mimir",
    "port": 9009,
    "path": "/api/v1/push",
    "insecure": True,
}
HTTP = {
    "type": "otlp_http",
    "signals": ["logs"],
    "host": "loki",
    "port": 3100,
    "path": "/otlp",
    "headers": {"x-scope-orgid": "floe"},
}
GRPC = {
    "type": "otlp_grpc",
    "signals": ["logs"],
    "host": "gateway",
    "port": 4317,
    "secret": {"name": "gateway"},
    "caFile": "/etc/ca/ca.crt",
}
DEBUG = {"type": "debug", "signals": ["traces"], "verbosity": "detailed"}
ALL: dict[str, dict[str, Any]] = {
    "jaeger": JAEGER,
    "grafana": GRAFANA,
    "datadog": DATADOG,
    "remote": REMOTE,
    "loki": HTTP,
    "gateway": GRPC,
    "shown": DEBUG,
}
METRICS = "release-otel-collector-metrics"


def objects(values=None):
    return {(one["kind"], one["metadata"]["name"]): one for one in charts.in_process(NAME).render(values or {}).objects}


def one(kind, values=None, name="release-otel-collector"):
    return objects(values)[kind, name]


def config(values=None):
    [found] = [item for (kind, _), item in objects(values).items() if kind == "ConfigMap"]
    return load(found["data"]["collector-config.yaml"])


def ports(values, name="release-otel-collector"):
    return [(port["name"], port["port"], port["appProtocol"]) for port in one("Service", values, name)["spec"]["ports"]]


def container(values=None):
    return one("Deployment", values)["spec"]["template"]["spec"]["containers"][0]


def refused(values):
    return [message for _, message in charts.generator(NAME).errors(values)]
