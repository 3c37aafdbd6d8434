"""Same input, same bytes; a new chart version alone restarts nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from floe_charts.check import immutable_changes, restarts
from floe_charts.check.objects import all_pods, identity
from tests.closure.backgrounds import BACKGROUNDS
from tests.support import charts

#: What has to be among the workloads that are compared.
WORKLOADS = {
    "floe-jobs": {"Job", "CronJob"},
    "floe-services": {"Deployment", "StatefulSet", "Job"},
    "floe-platform": {"Deployment", "StatefulSet", "Job"},
    "otel-collector": {"Deployment"},
}


def digests(directory, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(charts.ROOT)}
    command = [sys.executable, "-m", "tests.stability.bytes_of", *charts.CHARTS]
    done = subprocess.run(
        command, cwd=directory, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_two_runs_write_the_same_bytes(tmp_path):
    one = digests(charts.ROOT, "1")
    other = digests(tmp_path, "4242")
    assert one == other
    assert sorted(one) == charts.CHARTS


def settings(name):
    """Some of every kind, and those with an entry in every map: jobs are in no values.yaml."""
    yield from charts.settings(name, 5)
    yield from ((f"background {number}", values) for number, values in enumerate(BACKGROUNDS.get(name, ())))


def templates(objects):
    """The pods that each workload makes, Jobs and CronJobs included; a bare Pod is a test, made anew each time."""
    return {identity(obj): pod for obj, pod in all_pods(objects) if obj["kind"] != "Pod"}


@pytest.mark.parametrize("part", ["version", "app_version"])
def test_a_version_bump_changes_no_pod_no_name_and_no_immutable_field(chart_name, part):
    later, seen = charts.newer(chart_name, part), set()
    for title, values in settings(chart_name):
        before, after = charts.model(chart_name).evaluate(values), later.evaluate(values)
        assert set(map(identity, before)) == set(map(identity, after)), title
        assert templates(before) == templates(after), title
        assert not immutable_changes(before, after), title
        seen |= {kind for _, kind, _, _ in templates(before)}
    assert seen >= WORKLOADS.get(chart_name, set())


def test_a_pod_that_carries_the_version_is_found_out():
    before = charts.model("echo").evaluate({})
    after = charts.model("echo").evaluate({"message": "new"})
    assert restarts(before, after)
    assert templates(before) != templates(after)
