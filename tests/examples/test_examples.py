"""Charts by others: built, rendered, held against Helm, and checked by mypy."""

from __future__ import annotations

import pytest
from mypy import api

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
