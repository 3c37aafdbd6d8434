"""Every engine answers alike: the embedded one and a `helm` executable of each promised version."""

from __future__ import annotations

from pathlib import Path

import pytest

from floe_charts.helm import ChartUnreadable, Engine, RenderError, SchemaRefused
from tests.helm.chart_files import CHART
from tests.helm.engines import ENGINES, engine_named, write


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_named(request.param)


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    return write(tmp_path / "web", CHART)


def test_objects_hold_hooks_tests_and_crds(engine: Engine, chart: Path) -> None:
    rendered = engine.render(chart, {"port": 10_000_000}, release="r", namespace="ns")
    assert rendered.objects == [
        {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": "r-web"},
            "data": {"upgrade": "false", "install": "true", "text": "above\n---\nbelow\n"},
        },
        {
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": {"name": "things.example.org"},
        },
        {
            "apiVersion": "batch/v1",
            "kind": "Job",
            "metadata": {"name": "r-web-hook", "annotations": {"helm.sh/hook": "pre-install"}},
        },
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "r-web-test", "annotations": {"helm.sh/hook": "test"}},
        },
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": "r-web", "namespace": "ns"},
            "spec": {"ports": [{"port": 10_000_000}]},
        },
    ]


def test_manifests_are_named_by_template_and_empty_ones_left_out(engine: Engine, chart: Path) -> None:
    assert list(engine.render(chart).manifests) == [
        "web/crds/things.yaml",
        "web/templates/hook.yaml",
        "web/templates/tests/test.yaml",
        "web/templates/two.yaml",
    ]


def test_upgrade_reaches_the_templates(engine: Engine, chart: Path) -> None:
    config = engine.render(chart, upgrade=True).objects[0]
    assert (config["data"]["upgrade"], config["data"]["install"]) == ("true", "false")


@pytest.mark.parametrize("values", [{"port": "x"}, {"prot": 1}, {"fail": 1}])
def test_the_schema_refuses(engine: Engine, chart: Path, values: dict[str, object]) -> None:
    with pytest.raises(SchemaRefused) as refusal:
        engine.render(chart, values)
    message = str(refusal.value)
    assert next(iter(values)) in message
    assert "\n" not in message


def test_a_failing_template_is_no_schema_refusal(engine: Engine, chart: Path) -> None:
    with pytest.raises(RenderError, match=r"guard\.yaml.*web: no way$") as refusal:
        engine.render(chart, {"fail": True})
    assert not isinstance(refusal.value, SchemaRefused)


def test_a_path_without_a_chart(engine: Engine, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", write(tmp_path / "empty", {"x": ""})):
        with pytest.raises(ChartUnreadable, match=r"not a chart Helm can load .*; check the path$"):
            engine.render(path)
        with pytest.raises(ChartUnreadable, match=r"not a chart Helm can load .*; check the path$"):
            engine.lint(path)


def test_lint_is_silent_on_a_fine_chart(engine: Engine, chart: Path) -> None:
    assert engine.lint(chart) == []


def test_lint_reports_each_finding_on_one_line(engine: Engine, chart: Path) -> None:
    values, *rest = engine.lint(chart, {"port": "x", "prot": 1})
    assert values.startswith("values.yaml: ")
    assert "port" in values
    assert all("\n" not in finding and "linted" not in finding for finding in [values, *rest])


def test_only_strict_lint_counts_warnings(engine: Engine, chart: Path) -> None:
    write(chart, {"templates/odd.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: UPPER\n"})
    assert engine.lint(chart, strict=False) == []
    (finding,) = engine.lint(chart, strict=True)
    assert finding.startswith("templates/odd.yaml: ")
    assert "UPPER" in finding


def test_lint_renders_into_a_namespace(engine: Engine, chart: Path) -> None:
    named = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app-{{ .Release.Namespace }}\n"
    assert engine.lint(write(chart, {"templates/named.yaml": named})) == []


def test_lint_lets_fail_pass(engine: Engine, chart: Path) -> None:
    assert engine.lint(chart, {"fail": True}) == []
