"""What charts render for values a person chose, compared as objects; ``make golden`` rewrites it."""

from __future__ import annotations

import shutil

import pytest
import yaml

from floe_charts.testing import concrete
from floe_charts.testing.readings import compare, without_nulls
from tests.golden.cases import cases, differing, golden_objects, rendered_files, write
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
    """The same class with concrete values, in a plain cdk8s app, gives the objects of the golden files.

    The evaluated tree is held against both: a document inside one of its objects equals a text that says the same,
    while Helm and Python lay that text out in their own ways.
    """
    values = yaml.safe_load((case / "values.yaml").read_text()) or {}
    name = case.parent.name
    evaluated = charts.model(name).evaluate(values)
    readings = {"golden": golden_objects(case), "plain cdk8s": concrete(charts.chart_class(name), values)}
    for title, objects in readings.items():
        found = list(compare(without_nulls(evaluated), without_nulls(objects), title))
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
