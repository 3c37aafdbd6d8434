"""What an exporter's entry becomes in the configuration."""

from __future__ import annotations

from typing import Any

from floe_charts.charts.otel_collector.exporter_types import RENAMED, is_component, logs_in
from floe_charts.charts.otel_collector.exporters import ExporterEntry
from floe_charts.charts.otel_collector.values import SECRETS
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.partial import text_partial
from floe_charts.flow.inside import choose, fallback, is_set, merged, only_if
from floe_charts.flow.never_empty import given

#: The collector listens on localhost by default, where no other pod reaches it.
EVERYWHERE = "0.0.0.0"
#: Where Grafana Cloud takes OTLP: https://otlp-gateway-<zone>.grafana.net/otlp.
GRAFANA_PATH = "/otlp"


class Sending:
    """The settings of the exporters, by the component's name."""

    def __init__(self, chart: HelmChart[Any]) -> None:
        self.chart = chart

    def settings(self, name: str, exporter: Any) -> dict[str, Any]:
        """One key: the component's name and the entry's, with what the component needs to know."""
        components = {
            "otlp_grpc": self._grpc(name, exporter),
            "otlp_http": self._http(name, exporter),
            "datadog": {"api": {"site": given(exporter.host), "key": secret(name)}},
            "prometheus_remote_write": self._client(name, exporter),
            "debug": {"verbosity": exporter.verbosity},
        }
        return {f"{key}/{name}": only_if(is_component(exporter, key), said) for key, said in components.items()}

    def _grpc(self, name: str, exporter: Any) -> dict[str, Any]:
        return {**self._client(name, exporter), "endpoint": f"{given(exporter.host)}:{exporter.port}"}

    def _http(self, name: str, exporter: Any) -> dict[str, Any]:
        """Over HTTP, with a login where the type has one; its secret is then no header."""
        login = logs_in(exporter)
        return {
            "endpoint": url(self.chart, exporter),
            "auth": only_if(login, {"authenticator": f"basicauth/{name}"}),
            "tls": tls(exporter),
            "headers": headers(name, exporter, is_set(exporter.secret.name) & ~login),
        }

    def _client(self, name: str, exporter: Any) -> dict[str, Any]:
        return {
            "endpoint": url(self.chart, exporter),
            "tls": tls(exporter),
            "headers": headers(name, exporter, is_set(exporter.secret.name)),
        }


def secret(name: str) -> str:
    """How the collector reads an exporter's secret: from its file, when it starts."""
    return f"${{file:{SECRETS}/{name}}}"


def url(chart: HelmChart[Any], exporter: Any) -> str:
    """The endpoint as a URL."""
    return text_partial(chart, "exporterUrl", _url, "The URL an exporter sends to.", exporter=exporter)


def _url(exporter: ExporterEntry) -> str:
    cloud: Any = exporter.type == "grafana_cloud"
    stem = f"://{given(exporter.host)}:{exporter.port}"
    safe = f"https{stem}{fallback(exporter.path, choose(cloud, GRAFANA_PATH, ''))}"
    return choose(exporter.insecure, f"http{stem}{exporter.path}", safe)


def tls(exporter: ExporterEntry) -> dict[str, Any]:
    """Whether to encrypt, whom to trust, and who the collector is."""
    return {
        "insecure": exporter.insecure,
        "ca_file": exporter.ca_file,
        "cert_file": exporter.cert_file,
        "key_file": exporter.key_file,
    }


def headers(name: str, exporter: ExporterEntry, authorized: Any) -> dict[str, Any]:
    """The entry's headers, and the one that holds a secret."""
    return merged(exporter.headers, {"authorization": only_if(authorized, secret(name))})


def exporter_id(chart: HelmChart[Any], name: str, exporter: Any) -> str:
    """The name a pipeline calls the exporter by."""
    comment = "The name a pipeline calls an exporter by."
    return text_partial(chart, "exporterId", _id, comment, name=name, exporter=exporter)


def _id(name: str, exporter: ExporterEntry) -> str:
    found = f"{exporter.type}/{name}"
    for kind, component in reversed(RENAMED.items()):
        found = choose(exporter.type == kind, f"{component}/{name}", found)
    return found
