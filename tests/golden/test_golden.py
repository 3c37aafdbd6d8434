"""What charts render for values a person chose, compared as objects; ``make golden`` rewrites it."""

from __future__ import annotations

import shutil

import pytest
import yaml

from floe_charts.testing import concrete
from floe_charts.testing.readings import compare
from tests.golden.cases import cases, differing, rendered_files, write
from tests.support import charts
from tests.support.differing import explain

CASES = [pytest.param(case, id=f"{case.parent.name}-{case.name}") for case in cases()]


@pytest.mark.parametrize("case", CASES)
def test_golden(case, update_golden):
    values = yaml.safe_load((case / "values.yaml").read_text()) or {}
    files = rendered_files(charts.in_process(case.parent.name).render(values).objects)
    if update_golden:
        write(case, files)
    found = list(differing(case, files))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", CASES)
def test_plain_objects_are_the_golden_ones(case):
    values = yaml.safe_load((case / "values.yaml").read_text()) or {}
    name = case.parent.name
    evaluated = charts.model(name).evaluate(values)
    readings = {
        "rendered by Helm": charts.in_process(name).render(values).objects,
        "plain cdk8s": concrete(charts.chart_class(name), values),
    }
    for title, objects in readings.items():
        found = list(compare(evaluated, objects))
        assert not found, explain(f"{case}, {title}", values, found)


def test_a_changed_a_missing_and_a_stale_file_are_found_out(tmp_path):
    case = tmp_path / "case"
    shutil.copytree(cases()[0], case)
    files = rendered_files(charts.in_process(cases()[0].parent.name).render({}).objects)
    write(case, files)
    assert not list(differing(case, files))
    first = next(iter(files))
    (case / "rendered" / first).write_text(files[first].replace("echo", "ohce"))
    (case / "rendered" / "stale.yaml").write_text("kind: Pod\n")
    found = list(differing(case, {**files, "new.yaml": "kind: Pod\n"}))
    assert [
        word for word in ("ohce", "no such object", "missing") if not any(word in line for line in found)
    ] == []
