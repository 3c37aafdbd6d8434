"""otel-collector: what exporters become, and where their secrets are."""

from __future__ import annotations

import pytest

from floe_charts.charts.otel_collector.exporter_types import TYPES
from floe_charts.charts.otel_collector.exporters import SETTINGS
from tests.charts.collector import (
    ALL,
    GRAFANA,
    GRPC,
    HTTP,
    JAEGER,
    REMOTE,
    config,
    container,
    one,
    refused,
)


@pytest.mark.requirement("REQ-626")
def test_every_exporter_becomes_its_component():
    secret = "${file:/etc/otel-collector/secrets/%s}"
    assert config({"exporters": ALL})["exporters"] == {
        "otlp_grpc/jaeger": {"endpoint": "jaeger:4317", "tls": {"insecure": True}},
        "otlp_http/grafana": {
            "endpoint": "https://otlp-gateway-prod-eu-west-0.grafana.net:443/otlp",
            "auth": {"authenticator": "basicauth/grafana"},
            "tls": {"insecure": False},
        },
        "datadog/datadog": {"api": {"site": "datadoghq.eu", "key": secret % "datadog"}},
        "prometheus_remote_write/remote": {
            "endpoint": "http://mimir:9009/api/v1/push",
            "tls": {"insecure": True},
        },
        "otlp_http/loki": {
            "endpoint": "https://loki:3100/otlp",
            "tls": {"insecure": False},
            "headers": {"x-scope-orgid": "floe"},
        },
        "otlp_grpc/gateway": {
            "endpoint": "gateway:4317",
            "tls": {"insecure": False, "ca_file": "/etc/ca/ca.crt"},
            "headers": {"authorization": secret % "gateway"},
        },
        "debug/shown": {"verbosity": "detailed"},
    }


@pytest.mark.requirement("REQ-626")
def test_a_pipeline_has_the_exporters_of_its_signal():
    pipelines = config({"exporters": ALL})["service"]["pipelines"]
    assert {signal: pipeline["exporters"] for signal, pipeline in pipelines.items()} == {
        "traces": ["otlp_http/grafana", "otlp_grpc/jaeger", "debug/shown"],
        "metrics": ["datadog/datadog", "otlp_http/grafana", "prometheus_remote_write/remote"],
        "logs": ["otlp_grpc/gateway", "otlp_http/grafana", "otlp_http/loki"],
    }


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        ({"exporters": {"jaeger": JAEGER}}, ["traces"]),
        ({"exporters": {"remote": REMOTE}}, ["metrics"]),
        ({"prometheus": {"enabled": True}}, ["metrics"]),
        ({"exporters": {"jaeger": JAEGER, "loki": HTTP}}, ["traces", "logs"]),
        ({"exporters": {"jaeger": {**JAEGER, "enabled": False}}}, ["traces", "metrics", "logs"]),
    ],
)
@pytest.mark.requirement("REQ-626")
def test_a_signal_nobody_takes_has_no_pipeline(values, signals):
    assert list(config(values)["service"]["pipelines"]) == signals


@pytest.mark.requirement("REQ-614")
def test_secrets_are_files_and_nothing_else():
    values = {"exporters": ALL}
    pod = one("Deployment", values)["spec"]["template"]["spec"]
    [sources] = [volume["projected"]["sources"] for volume in pod["volumes"] if "projected" in volume]
    assert {source["secret"]["name"]: source["secret"]["items"] for source in sources} == {
        "datadog": [{"key": "token", "path": "datadog"}],
        "gateway": [{"key": "token", "path": "gateway"}],
        "grafana": [{"key": "api-key", "path": "grafana"}],
    }
    assert "env" not in container(values)
    client = config(values)["extensions"]["basicauth/grafana"]["client_auth"]
    assert client == {"username": "123456", "password_file": "/etc/otel-collector/secrets/grafana"}
    assert [volume["name"] for volume in one("Deployment")["spec"]["template"]["spec"]["volumes"]] == ["config"]


@pytest.mark.parametrize("key", ["", *SETTINGS])
@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.requirement("REQ-626")
def test_an_exporter_says_what_its_type_needs_and_no_more(name, key):
    entry, kind = dict(ALL[name]), ALL[name]["type"]
    some = {"host": "h", "port": 1, "path": "/p", "insecure": True, "caFile": "/ca", "headers": {"a": "b"}}
    some |= {"username": "u", "secret": {"name": "s"}, "verbosity": "normal"}
    pair = {"certFile": "/tls.crt", "keyFile": "/tls.key"}
    more = pair if key in pair else {key: some[key]} if key else {}
    if key in TYPES[kind].needed:
        del entry[key]
        assert refused({"exporters": {name: entry}})
    elif key and key not in TYPES[kind].allowed:
        assert refused({"exporters": {name: {**entry, **more}}})
    else:
        assert not refused({"exporters": {name: {**entry, **more}}})


@pytest.mark.parametrize("exporter", [HTTP, GRPC, REMOTE])
def test_an_exporter_may_show_a_certificate_of_its_own(exporter):
    pair = {"certFile": "/etc/client/tls.crt", "keyFile": "/etc/client/tls.key"}
    [settings] = config({"exporters": {"new": {**exporter, **pair}}})["exporters"].values()
    assert settings["tls"]["cert_file"] == pair["certFile"]
    assert settings["tls"]["key_file"] == pair["keyFile"]
    for one_alone in pair:
        assert refused({"exporters": {"new": {**exporter, one_alone: pair[one_alone]}}})


def test_telemetry_goes_to_a_path_that_takes_it():
    def endpoint(exporter):
        [settings] = config({"exporters": {"new": exporter}})["exporters"].values()
        return settings["endpoint"]

    without = {key: item for key, item in GRAFANA.items() if key != "path"}
    assert endpoint(without) == "https://otlp-gateway-prod-eu-west-0.grafana.net:443/otlp"
    assert endpoint({**without, "path": "/other"}).endswith(":443/other")
    assert endpoint({key: item for key, item in HTTP.items() if key != "path"}) == "https://loki:3100"
    assert refused({"exporters": {"new": {**REMOTE, "path": ""}}})
