"""An Ingress from values: both readings agree, and what random values make of it Kubernetes takes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from floe_charts.constructs.component import Component
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.ingress import IngressValues, ingress
from floe_charts.emit.schema import chart_schema
from floe_charts.kubernetes import object_errors
from floe_charts.testing import model_of
from floe_charts.testing.random import ValuesGenerator
from floe_charts.testing.readings import compare, concrete, render
from floe_charts.values.common import ChartValues
from floe_charts.values.model import value

INGRESS = "templates/web/ingress.yaml"
HOSTS = {"a.example.org": "/", "b.example.org": "/dagster"}


class GateValues(ChartValues):
    """Values of the chart below."""

    ingress: IngressValues = value(IngressValues(), "The way in.")


class Gate(HelmChart[GateValues]):
    """An Ingress alone."""

    info = ChartInfo("gate", "0.1.0", app_version="1.0", description="An Ingress.")
    values_type = GateValues

    def build(self, values: GateValues) -> None:
        ingress(Component(self, "web"), values.ingress, "http")


def of(**fields: Any) -> Any:
    (found,) = render(Gate, {"ingress": {"enabled": True, **fields}})
    return found["spec"]


def backend(name: str = "release-gate-web") -> Any:
    return {"service": {"name": name, "port": {"name": "http"}}}


@pytest.mark.requirement("REQ-633")
def test_there_is_none_by_default() -> None:
    assert render(Gate) == []


def test_hosts_lead_to_the_service() -> None:
    rules = of(hosts=HOSTS)["rules"]
    assert [(rule["host"], rule["http"]["paths"]) for rule in rules] == [
        (host, [{"path": path, "pathType": "Prefix", "backend": backend()}]) for host, path in HOSTS.items()
    ]


def test_without_hosts_everything_leads_to_the_service() -> None:
    assert of() == {"defaultBackend": backend()}


def test_the_template_says_hosts_else_everything() -> None:
    text = model_of(Gate).manifests[INGRESS].write()
    _, spec = text.split("spec:\n")
    assert re.findall(r"^  \{\{- (?:if|else|end).*|^  (?:rules|defaultBackend)", spec, re.M)[:5] == [
        "  {{- if .Values.ingress.hosts }}",
        "  rules",
        "  {{- else }}",
        "  defaultBackend",
        "  {{- end }}",
    ]


def test_one_certificate_holds_for_all_hosts() -> None:
    spec = of(hosts=HOSTS, className="nginx", tlsSecret="web-tls")
    assert "secretName: {{ .Values.ingress.tlsSecret | quote }}" in model_of(Gate).manifests[INGRESS].write()
    assert spec["tls"] == [{"hosts": list(HOSTS), "secretName": "web-tls"}]
    assert spec["ingressClassName"] == "nginx"


def test_annotations_are_the_installers() -> None:
    (found,) = render(Gate, {"ingress": {"enabled": True, "annotations": {"cert-manager.io/issuer": "ours"}}})
    assert found["metadata"]["annotations"] == {"cert-manager.io/issuer": "ours"}


@pytest.mark.parametrize("seed", range(40))
def test_random_values_make_what_kubernetes_takes(seed: int) -> None:
    model = model_of(Gate)
    values = ValuesGenerator(chart_schema(model), model.merged({})).generate(seed)
    rendered = render(Gate, values)
    assert [error for item in rendered for error in object_errors(item)] == []
    assert list(compare(model.evaluate(values), rendered)) == []
    assert list(compare(model.evaluate(values), concrete(Gate, values))) == []
