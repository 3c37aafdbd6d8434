"""otel-collector: the configuration that values give, and the values that are refused."""

from __future__ import annotations

import pytest
import yaml

from floe_charts.charts.otel_collector import OtelCollector
from floe_charts.charts.otel_collector.about import ABOUT
from floe_charts.emit.chart import chart_files
from floe_charts.testing import concrete, differences, model_of
from tests.charts.collector import (
    ALL,
    DATADOG,
    HTTP,
    JAEGER,
    NAME,
    REMOTE,
    config,
    container,
    one,
    refused,
)
from tests.support import charts


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


@pytest.mark.requirement("REQ-624")
def test_a_changed_configuration_rolls_the_pods():
    def checksum(values):
        return one("Deployment", values)["spec"]["template"]["metadata"]["annotations"][
            "checksum/collector-config.yaml"
        ]

    assert checksum({}) == checksum({"test": {"enabled": False}})
    assert checksum({}) != checksum({"processors": {"batch": {"size": 1}}})


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


def test_known_values_give_the_same_configuration():
    [made] = [item for item in concrete(OtelCollector, {"exporters": ALL}) if item["kind"] == "ConfigMap"]
    assert yaml.safe_load(made["data"]["collector-config.yaml"]) == config({"exporters": ALL})
    assert model_of(OtelCollector).evaluate({"exporters": ALL})
