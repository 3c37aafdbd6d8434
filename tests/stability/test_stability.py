"""Same input, same bytes; a new chart version alone restarts nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from floe_charts.check import immutable_changes, restarts
from tests.support import charts


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


def test_a_version_bump_changes_no_pod_and_no_immutable_field(chart_name):
    later = charts.newer(chart_name)
    for title, values in charts.settings(chart_name, 5):
        before, after = charts.model(chart_name).evaluate(values), later.evaluate(values)
        found = [*restarts(before, after), *immutable_changes(before, after)]
        assert not found, f"{chart_name}, {title}: " + "\n".join(map(str, found))


def test_a_pod_that_carries_the_version_is_found_out():
    before = charts.model("echo").evaluate({})
    after = charts.model("echo").evaluate({"message": "new"})
    assert restarts(before, after)
