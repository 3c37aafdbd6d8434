"""Whatever values the schema admits, Kubernetes accepts what they render to."""

from __future__ import annotations

import pytest

from floe_charts.helm import Rendered, RenderError
from floe_charts.testing.random import yaml_text
from tests.soundness.unsound import unsound
from tests.support import charts
from tests.support.differing import shrink


def problems(name, values):
    try:
        return list(unsound(charts.in_process(name).render(values)))
    except RenderError as error:
        return [str(error)[:1000]]


def check(name, title, values):
    found = problems(name, values)
    if found:
        generator = charts.generator(name)
        small = shrink(values, lambda fewer: not generator.errors(fewer) and found[0] in problems(name, fewer))
        pytest.fail(f"{name}, {title}\nvalues: {yaml_text(small)}" + "\n".join(found))


@pytest.mark.requirement("REQ-622", "REQ-631")
def test_defaults_and_environments_render_to_valid_objects(chart_name):
    for title, values in charts.environments(chart_name).items():
        check(chart_name, title, values)


@pytest.mark.requirement("REQ-633")
def test_random_values_render_to_valid_objects(chart_name, seeds):
    for seed in seeds:
        check(chart_name, f"seed {seed}", charts.draw(chart_name, seed))


def test_what_an_installer_adds_may_be_of_any_kind():
    widget = "apiVersion: acme.org/v1\nkind: Widget\nmetadata: {name: a}\n"
    assert list(unsound(Rendered({"web/templates/extra-objects.yaml": widget}))) == []


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {count: 3}\n", "data.count"),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: b\n  a: c\n", "twice"),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndaat: {}\n", "daat"),
        (
            (
                "kind: Service\napiVersion: v1\nmetadata: {name: a}\n"
                "spec: {ports: [{name: a, port: 1}, {name: a, port: 2}]}\n"
            ),
            "given twice",
        ),
        ("apiVersion: acme.org/v1\nkind: Widget\nmetadata: {name: a}\n", "acme.org/v1 Widget: no schema"),
        (
            (
                "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\n"
                "spec: {parentRefs: [], rules: [{backendRefs: [{name: a, port: 80}]}]}\n"
            ),
            "HTTPRoute spec.parentRefs",
        ),
    ],
)
def test_what_kubernetes_refuses_is_found(document, problem):
    try:
        found = list(unsound(Rendered({"a.yaml": document})))
    except RenderError as error:  # Go's parser refuses a repeated key before anything else looks
        found = [str(error)]
    assert any(problem in line or "already" in line for line in found), found
