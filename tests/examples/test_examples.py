"""Charts by others: built, rendered, held against Helm, and checked by mypy."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest
from mypy import api

from floe_charts.kubernetes import object_errors
from floe_charts.testing import differences, render
from tests.parity.readings import failure
from tests.support import charts

EXAMPLES = sorted(path.parent.name for path in charts.ROOT.glob("examples/*/*.py"))
WRONG = """
from floe_charts import ChartInfo, ChartValues, HelmChart, value
from cdk8s_plus_27 import k8s

class WebValues(ChartValues):
    replicas: int = value(1, "Pods to run.")

class Web(HelmChart[WebValues]):
    info = ChartInfo("web", "0.1.0", app_version="1", description="A web server.")
    values_type = WebValues

    def build(self, values: WebValues) -> None:
        k8s.ServicePort(port=80, name=values.{field})
"""


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_renders_as_it_evaluates(name, count):
    for title, values in charts.settings(name, min(count, 50)):
        found = failure(name, title, values)
        assert found is None, found


def mypy(*paths):
    output, errors, _ = api.run(["--strict", "--config-file", str(charts.ROOT / "pyproject.toml"), *map(str, paths)])
    return output + errors


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_passes_strict_mypy(name):
    assert "Success" in mypy(charts.ROOT / "examples" / name)


@pytest.mark.parametrize(("field", "problem"), [("replicas", "arg-type"), ("replcias", "attr-defined")])
def test_mypy_catches_a_wrong_type_and_a_wrong_name(tmp_path, field, problem):
    source = tmp_path / "web.py"
    source.write_text(WRONG.format(field=field))
    assert f"[{problem}]" in mypy(source)


@pytest.mark.parametrize("package", ["floe_charts", "floe_charts.constructs"])
def test_mypy_catches_a_name_that_no_package_has(tmp_path, package):
    source = tmp_path / "web.py"
    source.write_text(f"from {package} import Nothing\n")
    assert "[attr-defined]" in mypy(source)


def authoring(monkeypatch, *names):
    """The module that the guide's blocks with these classes and functions make."""
    guide = (charts.ROOT / "docs/authoring.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    module = ModuleType("guide")
    monkeypatch.setitem(sys.modules, "guide", module)  # pydantic looks names up in it
    for name in names:
        [source] = [block for block in blocks if re.search(rf"^(class|def) {name}\(", block, re.MULTILINE)]
        exec(compile(source, "docs/authoring.md", "exec"), module.__dict__)
    return module


def test_the_charts_of_the_guide_work(monkeypatch):
    module = authoring(monkeypatch, "WebValues", "Hello")
    assert module.WebValues().replicas == 1
    objects = render(module.Hello, {"networkPolicies": {"enabled": True}, "web": {"env": {"TZ": {"value": "UTC"}}}})
    assert {obj["kind"] for obj in objects} >= {"Deployment", "Service", "ServiceAccount", "NetworkPolicy"}
    assert [error for obj in objects for error in object_errors(obj)] == []
    assert differences(module.Hello, {"web": {"replicas": 3}}) == []


def test_the_random_values_of_the_guide_are_drawn_and_compared(monkeypatch):
    module = authoring(monkeypatch, "WebValues", "Hello", "test_the_readings_agree_on_random_values")
    compared = []

    def noted(chart, values):
        compared.append(values)
        return differences(chart, values)

    monkeypatch.setattr(module, "differences", noted)
    module.test_the_readings_agree_on_random_values()
    assert len(compared) == 25
    assert any(values.get("web", {}).get("env") for values in compared)
