"""The same objects on every Helm version, alone and as a subchart."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from floe_charts.helm import HelmBinary, InProcess
from floe_charts.template.context import Release
from floe_charts.testing import synth
from floe_charts.testing.random import yaml_text
from floe_charts.values.coalesce import coalesce
from tests.parity.readings import parity
from tests.portability.parent import parent_chart
from tests.support import charts
from tests.support.helm_binaries import VERSIONS, helm_binary

pytestmark = pytest.mark.portability
#: Random values files a chart and version; each is a process.
FILES = 20
#: Absent and null mean the same: none of these deletes a default, some add a null that has none.
NULLS = ({"global": {"imageRegistry": None}}, {"nameOverride": None, "fullnameOverride": None})


@pytest.fixture(params=VERSIONS)
def helm(request):
    return HelmBinary(helm_binary(request.param))


@cache
def expected(name):
    """Values files with the objects they evaluate to; parity with the embedded engine holds first."""
    files = [*charts.settings(name, FILES), *(("null", values) for values in NULLS)]
    for title, values in files:
        assert not parity(name, values), f"{name}, {title}"
    return [(values, by_identity(charts.model(name).evaluate(values))) for _, values in files]


@cache
def embedded(name):
    """The same objects by the embedded engine: their texts are letter by letter what every version gives."""
    return [by_identity(InProcess().render(charts.chart_dir(name), values).objects) for values, _ in expected(name)]


def by_identity(objects):
    return {(item["kind"], item["metadata"]["name"]): item for item in objects}


def each(function, items):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda item: function(*item), items))


def test_objects_are_the_same(chart_name, helm):
    def check(values, objects):
        found = by_identity(helm.render(charts.chart_dir(chart_name), values).objects)
        return None if objects == found else yaml_text(values)

    assert not list(filter(None, each(check, expected(chart_name))))


def test_texts_are_the_same_letter_by_letter(chart_name, helm):
    """Documents compare as what they say; but a diff of two Helms shows each blank line of a ConfigMap."""

    def check(values, objects):
        found = by_identity(helm.render(charts.chart_dir(chart_name), values).objects)
        return None if objects == found else yaml_text(values)

    pairs = [(values, objects) for (values, _), objects in zip(expected(chart_name), embedded(chart_name), strict=True)]
    assert not list(filter(None, each(check, pairs[:8])))


def test_objects_are_the_same_as_a_subchart(chart_name, helm, tmp_path):
    parent = parent_chart(charts.chart_dir(chart_name), tmp_path)
    more = {"more": {"of": "this"}}
    shared = {"part": {"enabled": True}, "global": more}

    def check(values, objects):
        below = {**values, "global": coalesce(values.get("global") or {}, more)}
        found = by_identity(helm.render(parent, {**shared, chart_name: values}).objects)
        expected_objects = by_identity(charts.model(chart_name).evaluate(below, Release(root=False)))
        return None if expected_objects == found else yaml_text(values)

    assert not list(filter(None, each(check, expected(chart_name)[:8])))
    assert helm.render(parent, {"part": {"enabled": False}}).objects == []


@pytest.mark.requirement("REQ-621", "REQ-631")
def test_lint_is_clean(chart_name, helm):
    for title, values in charts.environments(chart_name).items():
        assert helm.lint(charts.chart_dir(chart_name), values) == [], title


@pytest.mark.requirement("REQ-625", "REQ-630")
def test_dependencies_build_and_package_offline(chart_name, helm, tmp_path):
    if not charts.model(chart_name).subcharts:
        return  # nothing to fetch; the other tests cover such a chart
    for sub in charts.chart_class(chart_name).subcharts:
        synth(sub.chart, tmp_path)
    chart = synth(charts.chart_class(chart_name), tmp_path)
    for command in (
        ["dependency", "build", str(chart)],
        ["package", str(chart), "--destination", str(tmp_path)],
    ):
        done = subprocess.run([str(helm.path), *command], capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob(f"{chart_name}-*.tgz"))
