"""otel-collector: the configuration that values give, and the values that are refused."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from typing import Any

import pytest
import yaml

from floe_charts.charts.otel_collector import OtelCollector
from floe_charts.charts.otel_collector.about import ABOUT
from floe_charts.charts.otel_collector.exporter_types import TYPES
from floe_charts.charts.otel_collector.exporters import SETTINGS
from floe_charts.charts.otel_collector.span_test import SCRIPT
from floe_charts.emit.chart import chart_files
from floe_charts.testing import concrete, differences, model_of
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


@pytest.mark.requirement("REQ-624", "REQ-626")
def test_defaults_receive_everything_and_print_it():
    found = config()
    assert found["receivers"]["otlp"]["protocols"] == {
        "grpc": {"endpoint": "0.0.0.0:4317"},
        "http": {"endpoint": "0.0.0.0:4318"},
    }
    assert found["exporters"] == {"debug": {"verbosity": "basic"}}
    pipeline = {"receivers": ["otlp"], "processors": ["memory_limiter", "batch"], "exporters": ["debug"]}
    assert found["service"]["pipelines"] == {"traces": pipeline, "metrics": pipeline, "logs": pipeline}
    assert container()["args"] == ["--config=/conf/collector-config.yaml"]


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


@pytest.mark.requirement("REQ-626")
def test_the_collector_never_gets_an_empty_or_unknown_list():
    """What it refuses to start with: no pipeline, a pipeline without a member, a member nobody defined."""
    for title, values in charts.settings(NAME, 60):
        found = config({**values, "config": {}})  # what an installer lays over it only the collector checks
        service = found["service"]
        assert service["pipelines"], title
        assert found["receivers"]["otlp"]["protocols"], title
        assert set(service["extensions"]) == set(found["extensions"]), title
        pipelines = service["pipelines"].values()
        assert all(pipeline["exporters"] for pipeline in pipelines), title
        assert {name for pipeline in pipelines for name in pipeline["exporters"]} == set(found["exporters"]), title
        assert all(pipeline["processors"][0] == "memory_limiter" for pipeline in pipelines), title
        assert {name for one in pipelines for name in one["processors"]} <= set(found["processors"]), title


@pytest.mark.requirement("REQ-626")
def test_processors_follow_the_values():
    values = {
        "samplingPercentage": 12.5,
        "batch": {"size": 512, "timeout": "5s"},
        "resourceAttributes": {"deployment.environment.name": "prod"},
    }
    found = config({"processors": values})
    assert found["processors"]["probabilistic_sampler"] == {"sampling_percentage": 12.5}
    assert found["processors"]["batch"] == {"send_batch_size": 512, "timeout": "5s"}
    attribute = {"key": "deployment.environment.name", "value": "prod", "action": "upsert"}
    assert found["processors"]["resource"] == {"attributes": [attribute]}
    pipelines = found["service"]["pipelines"]
    assert pipelines["traces"]["processors"] == [
        "memory_limiter",
        "probabilistic_sampler",
        "resource",
        "batch",
    ]
    assert pipelines["logs"]["processors"] == ["memory_limiter", "resource", "batch"]


def test_a_component_has_its_newest_name_in_every_text() -> None:
    """The processor is k8s_attributes since 0.146; k8sattributes is a deprecated alias."""
    files = chart_files(charts.model(NAME))
    assert [path for path, text in files.items() if "k8sattributes" in str(text)] == []
    assert "k8s_attributes" in str(files["values.yaml"])


@pytest.mark.requirement("REQ-612", "REQ-626")
def test_it_tells_about_itself():
    telemetry = config()["service"]["telemetry"]
    assert telemetry["logs"] == {"level": "info", "encoding": "json"}
    assert telemetry["metrics"]["readers"] == [
        {"pull": {"exporter": {"prometheus": {"host": "0.0.0.0", "port": 8888}}}}
    ]


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


@pytest.mark.requirement("REQ-624")
def test_a_changed_configuration_rolls_the_pods():
    def checksum(values):
        return one("Deployment", values)["spec"]["template"]["metadata"]["annotations"][
            "checksum/collector-config.yaml"
        ]

    assert checksum({}) == checksum({"test": {"enabled": False}})
    assert checksum({}) != checksum({"processors": {"batch": {"size": 1}}})


@pytest.mark.requirement("REQ-604", "REQ-626")
def test_the_service_has_a_port_for_each_thing_that_listens():
    scraped = {"prometheus": {"enabled": True}}
    assert ports(scraped) == [("otlp-grpc", 4317, "grpc"), ("otlp-http", 4318, "http")]
    assert ports(scraped, METRICS) == [("metrics", 8888, "http"), ("prometheus", 8889, "http")]
    assert ports({}, METRICS) == [("metrics", 8888, "http")]
    assert ports({"receivers": {"otlp": {"grpc": {"enabled": False}}}}) == [("otlp-http", 4318, "http")]


@pytest.mark.requirement("REQ-604")
def test_a_load_balancer_publishes_no_metrics():
    ranges = ["203.0.113.0/24"]
    values = {
        "global": {"environment": "staging"},
        "collector": {"service": {"type": "LoadBalancer", "loadBalancerSourceRanges": ranges}},
    }
    published = one("Service", values)["spec"]
    assert (published["type"], published["loadBalancerSourceRanges"]) == ("LoadBalancer", ranges)
    assert one("Service", values, METRICS)["spec"]["type"] == "ClusterIP"
    inside = {"collector": {"service": {"loadBalancerSourceRanges": ranges}}}
    assert "loadBalancerSourceRanges" not in one("Service", inside)["spec"]


def test_the_notes_name_the_service_of_the_metrics():
    notes = charts.in_process(NAME).render({}, release="demo").notes
    assert "http://demo-otel-collector-metrics.default.svc:8888/metrics" in notes
    assert "8889" not in notes


@pytest.mark.requirement("REQ-600", "REQ-609")
def test_prod_runs_several_healthy_pods():
    prod = charts.environments(NAME)["prod"]
    spec = one("Deployment", prod)["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    assert one("PodDisruptionBudget", prod)["spec"]["maxUnavailable"] == 1
    probes = [container(prod)[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")]
    assert probes == [{"path": "/", "port": "health"}] * 3
    assert refused({**prod, "collector": {"replicas": 1}})


@pytest.mark.requirement("REQ-608")
def test_policies_open_the_ports_in_use():
    values = {"networkPolicies": {"enabled": True}, "exporters": ALL, "prometheus": {"enabled": True}}
    spec = one("NetworkPolicy", values, "release-otel-collector-collector")["spec"]
    assert [rule["ports"][0]["port"] for rule in spec["ingress"]] == [4317, 4318, 8888, 8889, 4318]
    assert [port["port"] for port in spec["egress"][1]["ports"]] == [443, 4317, 443, 4317, 3100, 9009]
    alone = one("NetworkPolicy", {"networkPolicies": {"enabled": True}}, "release-otel-collector-collector")["spec"]
    assert [rule["ports"][0]["port"] for rule in alone["egress"]] == [53]


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


def test_an_autoscaler_counts_the_collectors():
    for values in ({"autoscaled": True}, {"autoscaled": True, "replicas": 3}):
        assert "replicas" not in one("Deployment", {"collector": values})["spec"]
        budget = one("PodDisruptionBudget", {"collector": values})["spec"]
        assert (budget.get("minAvailable"), budget["maxUnavailable"]) == (None, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"exporters": {"new": {}}},
        {"exporters": {"new": {"type": "jaeger"}}},
        {"exporters": {"new": {**JAEGER, "type": "zipkin"}}},
        {"exporters": {"new": {**JAEGER, "signals": ["logs"]}}},
        {"exporters": {"new": {**REMOTE, "signals": ["traces"]}}},
        {"exporters": {"new": {**JAEGER, "signals": []}}},
        {"exporters": {"new": {**JAEGER, "host": ""}}},
        {"exporters": {"new": {**HTTP, "path": "/%zz"}}},
        {"processors": {"batch": {"timeout": "9999999h"}}},
        {"exporters": {"new": {**JAEGER, "endpoint": "jaeger:4317"}}},
        {"exporters": {"new": {**DATADOG, "secret": {"key": "token"}}}},
        {"exporters": {"new": {**HTTP, "headers": {"authorization": "Bearer abc"}}}},
        {"exporters": {"New": JAEGER}},
        {"receivers": {"otlp": {"grpc": {"enabled": False}, "http": {"enabled": False}}}},
        {"receivers": {"otlp": {"grpc": {"port": 4318}}}},
        {"processors": {"samplingPercentage": 101}},
        {"collector": {"service": {"type": "LoadBalancer"}}},
        {"collector": {"pod": {"volumes": {"/conf": {"emptyDir": {}}}}}},
    ],
    ids=str,
)
@pytest.mark.requirement("REQ-626")
def test_what_the_collector_would_not_start_with_is_refused(values):
    assert refused(values)


@pytest.mark.requirement("REQ-632")
def test_the_example_of_the_readme_holds():
    values = yaml.safe_load(ABOUT.split("```yaml\n")[1].split("```")[0])
    assert not refused(values)
    assert list(config(values)["exporters"]) == ["datadog/datadog", "otlp_http/grafana", "otlp_grpc/jaeger"]


@pytest.mark.requirement("REQ-632")
@pytest.mark.parametrize("number", range(1, ABOUT.count("```yaml\n")))
def test_the_other_examples_of_the_readme_hold(number):
    values = yaml.safe_load(ABOUT.split("```yaml\n")[number + 1].split("```")[0])
    assert not refused(values)
    assert config(values) != config()
    assert differences(OtelCollector, values) == []


def test_what_is_laid_over_the_configuration_is_merged_and_lists_are_replaced():
    more = {
        "processors": {"batch": {"send_batch_max_size": 16384}, "filter": {"error_mode": "ignore"}},
        "service": {"pipelines": {"traces": {"processors": ["memory_limiter", "filter", "batch"]}}},
    }
    values = {"processors": {"batch": {"size": 100000}}, "config": more}
    plain, found = config({**values, "config": {}}), config(values)
    assert found["processors"]["batch"] == {**plain["processors"]["batch"], "send_batch_max_size": 16384}
    assert found["processors"]["batch"]["send_batch_size"] == 100000
    assert found["service"]["pipelines"]["traces"]["processors"] == ["memory_limiter", "filter", "batch"]
    assert found["service"]["pipelines"]["logs"] == plain["service"]["pipelines"]["logs"]
    assert found["receivers"] == plain["receivers"]
    pods = [one("Deployment", given)["spec"]["template"] for given in ({}, values)]
    assert len({pod["metadata"]["annotations"]["checksum/collector-config.yaml"] for pod in pods}) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"processors": {"batch": {"timeout": "", "send_batch_size": 0}}},
        {"processors": {"batch": {}}},
        {"processors": {"batch": "none", "memory_limiter": ["a"], "new": {"text": "a\n\n", "n": 10**9}}},
        {"service": {"telemetry": {"metrics": {"readers": [], "level": {}}}}},
        {"exporters": {"debug": {"verbosity": False, "z": "end\n"}}},
    ],
    ids=str,
)
def test_all_readings_lay_the_same_over_it(more):
    assert differences(OtelCollector, {"config": more}) == []


@pytest.mark.parametrize(
    "more",
    [
        {"extensions": {"health_check": {"endpoint": "localhost:1"}}},
        {"receivers": {"otlp": {"protocols": {"grpc": {"endpoint": "0.0.0.0:1"}}}}},
        {"receivers": {"otlp": {"protocols": {"http": {"endpoint": "0.0.0.0:1"}}}}},
        {"service": {"extensions": ["pprof"]}},
        {"receivers": []},
    ],
    ids=str,
)
def test_what_probes_and_ports_stand_on_cannot_be_overlaid(more):
    assert refused({"config": more})


def test_an_extra_port_is_opened_everywhere():
    values = {
        "collector": {"extraPorts": {"9411": {}, "514": {"protocol": "UDP"}, "4317": {}}},
        "networkPolicies": {"enabled": True},
    }
    extra = {("port-514", 514, "UDP"), ("port-9411", 9411, "TCP")}
    opened = {(port["name"], port["containerPort"], port.get("protocol")) for port in container(values)["ports"]}
    assert extra <= opened
    assert "port-4317" not in {name for name, _, _ in opened}
    served = {(port["name"], port["port"], port["protocol"]) for port in one("Service", values)["spec"]["ports"]}
    assert served - extra == {("otlp-grpc", 4317, "TCP"), ("otlp-http", 4318, "TCP")}
    assert extra <= served
    policy = one("NetworkPolicy", values, "release-otel-collector-collector")["spec"]
    allowed = {(port["port"], port["protocol"]) for rule in policy["ingress"] for port in rule["ports"]}
    assert {(514, "UDP"), (9411, "TCP")} <= allowed
    off = {"receivers": {"otlp": {"grpc": {"enabled": False}}}, "collector": {"extraPorts": {"4317": {}}}}
    assert "port-4317" in {port["name"] for port in container(off)["ports"]}
    assert refused({"collector": {"extraPorts": {"13133": {}}}})


@pytest.mark.requirement("REQ-606")
def test_only_an_account_with_a_role_gets_a_token():
    def mounted(values):
        return one("Deployment", values)["spec"]["template"]["spec"]["automountServiceAccountToken"]

    assert mounted({}) is False
    bound = {"serviceAccount": {"role": "read-pods"}, "networkPolicies": {"enabled": True}}
    assert mounted(bound) is True
    binding = one("RoleBinding", bound, "release-otel-collector-read-pods")
    assert binding["roleRef"]["name"] == "read-pods"
    assert [subject["name"] for subject in binding["subjects"]] == ["release-otel-collector"]
    assert not any(kind == "RoleBinding" for kind, _ in objects({}))
    egress = one("NetworkPolicy", bound, "release-otel-collector-collector")["spec"]["egress"]
    assert 6443 in {port["port"] for rule in egress for port in rule["ports"]}


def test_the_notes_say_that_a_load_balancer_takes_plain_text():
    published = {"global": {"environment": "staging"}, "collector": {"service": {"type": "LoadBalancer"}}}
    assert "plain text" in charts.in_process(NAME).render(published).notes
    assert "plain text" not in charts.in_process(NAME).render({}).notes


@pytest.mark.requirement("REQ-608")
@pytest.mark.parametrize(
    ("kind", "clients", "closed"),
    [
        ("LoadBalancer", [], True),
        ("ClusterIP", [], False),
        ("LoadBalancer", [{"ipBlock": {"cidr": "10.0.0.0/8"}}], False),
    ],
)
def test_the_notes_say_that_policies_keep_everybody_out(kind, clients, closed):
    values = {
        "global": {"environment": "staging"},
        "collector": {"service": {"type": kind}},
        "networkPolicies": {"enabled": True, "clients": clients},
    }
    assert ("clients is empty" in charts.in_process(NAME).render(values).notes) is closed


def test_known_values_give_the_same_configuration():
    [made] = [item for item in concrete(OtelCollector, {"exporters": ALL}) if item["kind"] == "ConfigMap"]
    assert yaml.safe_load(made["data"]["collector-config.yaml"]) == config({"exporters": ALL})
    assert model_of(OtelCollector).evaluate({"exporters": ALL})


@pytest.mark.requirement("REQ-635")
def test_helm_test_sends_a_span_where_traces_go_somewhere():
    pod = one("Pod", {}, "release-otel-collector-test")
    assert pod["metadata"]["annotations"]["helm.sh/hook"] == "test"
    assert pod["metadata"]["labels"]["app.kubernetes.io/component"] == "test"
    assert pod["spec"]["containers"][0]["args"] == ["http://release-otel-collector:4318"]
    for off in (
        {"exporters": {"loki": HTTP}},
        {"receivers": {"otlp": {"http": {"enabled": False}}}},
        {"test": {"enabled": False}},
    ):
        assert not any(kind == "Pod" for kind, _ in objects(off))
        assert "helm test" not in charts.in_process(NAME).render(off).notes
    assert "helm test" in charts.in_process(NAME).render({}).notes


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (200, "{}", "took the span"),
        (200, '{"partialSuccess": {"rejectedSpans": "1"}}', "rejected"),
        (404, "no", "answered 404"),
    ],
)
@pytest.mark.requirement("REQ-635")
def test_the_script_says_what_the_collector_answered(status, answer, said):
    got = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT.read_text(), url], capture_output=True, text=True, timeout=30
        )
        server.shutdown()
    [(path, sent)] = got
    assert path == "/v1/traces"
    assert len(sent["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["traceId"]) == 32
    assert said in run.stdout + run.stderr
    assert (run.returncode == 0) == (said == "took the span")
